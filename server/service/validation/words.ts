import type { Json } from "../../../core/base/json.ts";
import { isObject } from "../../../core/base/json.ts";
import type { SchemaKind } from "../generated/schemas.js";
import type { Path } from "./finding.ts";

/** How each sentence begins that tells of a refusal. */
export function refused(kind: SchemaKind, because: string): string {
  return `The API server refuses this ${kind}: ${because}`;
}

/** The name of a place for a sentence: its field, with an index where the place is an item. */
export function called(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "the document";
  if (typeof last === "string") return `\`${last}\``;
  const list = path.findLast(step => typeof step === "string");
  return `\`${list ?? ""}[${last}]\``;
}

/** `a`, `b` and `c` */
export function listed(names: readonly string[], joint: "and" | "or"): string {
  const quoted = names.map(name => (name === "" ? '`""`' : `\`${name}\``));
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} ${joint} ${last}`;
}

/** A value in a sentence; long ones are cut, since the editor shows them anyway. */
export function shown(value: Json, written?: string): string {
  const text = written ?? (typeof value === "string" ? value : JSON.stringify(value));
  if (text === "") return "empty";
  return `\`${text.length > 40 ? `${text.slice(0, 39)}…` : text}\``;
}

const types: Readonly<Record<string, string>> = {
  integer: "a whole number",
  number: "a number",
  string: "text",
  boolean: "`true` or `false`",
  object: "fields",
  array: "a list",
};

/** What a field takes, from the types of its schema. */
export function taken(expected: readonly string[]): string {
  return expected.map(type => types[type] ?? type).join(" or ");
}

/** What stands there instead. */
export function given(value: Json): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "fields";
  if (typeof value === "boolean") return "a boolean";
  if (typeof value === "number") return Number.isInteger(value) ? "a number" : "a fraction";
  return "text";
}
