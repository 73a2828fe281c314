import { dereferenced, type GoType, goType, nature } from "../types.ts";
import { EvaluationError, type List, type Value } from "../values.ts";

/** What a call may ask of the evaluation that it is part of. */
export interface Surroundings {
  /** The instant of the evaluation, in nanoseconds since 1970; undefined where there is no clock. */
  readonly now: bigint | undefined;
  /** Counts items that were made; too many end the evaluation. */
  grow(items: number): void;
}

/** A builtin function of expr-lang: one row each. Source: expr-lang/expr v1.17.7 `builtin/builtin.go`. */
export interface Builtin {
  readonly name: string;
  /** What it answers, for people. */
  readonly does: string;
  /** The types that it takes and gives; the first that fits. */
  readonly signatures?: readonly string[];
  /** Where types alone do not say it: the type that it gives for arguments of these types (undefined is nil), or what is wrong with them. */
  readonly check?: (types: readonly (GoType | undefined)[]) => GoType | { readonly wrong: string };
  readonly call: (values: readonly Value[], surroundings: Surroundings) => Value;
}

export const anyType = goType("interface {}");
export const numberKinds: readonly string[] = ["int", "int64", "uint8", "float64"];

/** The kind of an argument behind pointers; undefined for nil. */
export function kindOf(type: GoType | undefined): string | undefined {
  return type && (dereferenced(nature(type)).type?.kind ?? undefined);
}

export function written(type: GoType | undefined): string {
  return type?.name ?? "%!s(<nil>)";
}

type Check = NonNullable<Builtin["check"]>;

/** A check of a function of one argument, by the kinds that it takes. */
export function ofOne(kinds: readonly string[], gives: (type: GoType) => GoType, wrong: (type: string) => string): Check {
  return types => {
    const [type] = types;
    if (types.length !== 1) return { wrong: `invalid number of arguments (expected 1, got ${types.length})` };
    const kind = kindOf(type);
    if (type && kind && (kind === "interface" || kinds.includes(kind))) return gives(type);
    return { wrong: wrong(written(type)) };
  };
}

/** The items of a list, or the error that Go makes of anything else. */
export function listIn(value: Value, wrong: (kind: string) => string): List {
  if (typeof value === "object" && value !== null && "items" in value) return value;
  throw new EvaluationError(wrong(reflectKind(value)));
}

/** The kind of a value as Go's `reflect` names it. */
export function reflectKind(value: Value): string {
  if (value === null) return "invalid";
  if (typeof value === "number") return "float64";
  if (typeof value === "bigint") return "int";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  if ("items" in value) return value.type.kind;
  if ("entries" in value) return "map";
  if ("fields" in value) return "struct";
  return "value" in value ? "int64" : "type" in value ? "func" : "struct";
}
