import type { Json } from "../../../core/base/json.ts";
import type { SchemaKind } from "../generated/schemas.js";
import type { StructuralCode } from "./codes.ts";

/** Keys and indexes from the top of a document. */
export type Path = readonly (string | number)[];

/** `spec.steps[0].setWeight`: a path for people and logs. A key with a dot in it is not told from two keys. */
export function dotted(path: Path): string {
  return path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`), "");
}

/** What to write in place of the key or the value that the finding is about. */
export interface Suggestion {
  readonly text: string;
  readonly replaces: "key" | "value";
}

/**
 * Something in a document that the API server's schema does not let in. `target` says whether the key at the end of `path` is meant
 * or its value. What is missing is reported at the key of the object that lacks it; that is the item itself where the path ends in
 * an index, and the whole document where the path is empty.
 */
export interface StructuralFinding {
  readonly path: Path;
  readonly target: "key" | "value";
  readonly code: StructuralCode;
  readonly message: string;
  readonly suggestion?: Suggestion;
}

/** The characters of a plain scalar as the author wrote them (`yes`, `010`), where the caller knows them. */
export type Written = (path: Path) => string | undefined;

/** What findings are made from: the document as it is written, and as the API server's validation sees it (without empty fields). */
export interface Subject {
  readonly kind: SchemaKind;
  readonly document: Json;
  readonly seen: Json;
  readonly written: Written;
}
