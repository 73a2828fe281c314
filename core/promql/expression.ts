import type { Span } from "../base/span.ts";
import type { ValueType } from "./functions.ts";

/** A part of a query that has a value. Of what a template makes the type is not known. */
export interface Expression extends Span {
  readonly kind: "selector" | "range" | "subquery" | "literal" | "call" | "binary" | "unary" | "group" | "unknown";
  readonly type: ValueType | "any";
  /** Of a `binary`: its operator, and whether `bool` stands behind it. */
  readonly operator?: string;
  readonly bool?: boolean;
  /** Of a `group`: what stands in the parentheses. */
  readonly inner?: Expression;
  /** `offset` or `@` stands behind it. */
  readonly moved?: true;
}
