import type { Json } from "../../../core/base/json.ts";
import { isObject } from "../../../core/base/json.ts";
import type { Schema, SchemaKind } from "../generated/schemas.js";
import type { Path, StructuralFinding } from "./finding.ts";
import { formOf } from "./forms.ts";
import { called, given, refused, shown, taken } from "./words.ts";

/** A value of the wrong type, where it stands and what the schema has for that place. */
interface Misfit {
  readonly kind: SchemaKind;
  readonly path: Path;
  readonly value: Json;
  readonly expected: readonly string[];
  readonly schema: Schema | undefined;
  readonly written: string | undefined;
}

/** The finding for a value of a type that its field does not take, with a way out that fits the two types. */
export function wrongType(misfit: Misfit): StructuralFinding {
  const { kind, path, value, expected } = misfit;
  const { advice, text } = wayOut(misfit);
  const state = value === null ? "is empty" : `holds ${given(value)}`;
  return {
    path,
    target: "value",
    code: "schema/type",
    message: `${refused(kind, `${called(path)} ${state}, and takes ${taken(expected)}.`)} ${advice}`,
    ...(text === undefined ? {} : { suggestion: { text, replaces: "value" } }),
  };
}

interface WayOut {
  readonly advice: string;
  readonly text?: string;
}

function wayOut({ value, expected, schema, written, path }: Misfit): WayOut {
  const takes = (type: string): boolean => expected.includes(type);
  if (takes("integer") && typeof value === "number") return { advice: "Write a whole number." };
  if (takes("string") && (typeof value === "boolean" || typeof value === "number")) return asText(value, schema, written);
  if (typeof value === "string") return fromText(value, expected);
  if (value === null) return { advice: typeof path.at(-1) === "number" ? "Remove the empty item, or fill it." : "Write a value." };
  if (takes("array")) return { advice: "Begin each item with `- `." };
  if (takes("object") && Array.isArray(value)) return { advice: "Remove the `- ` before its fields." };
  if (takes("object")) return { advice: "Write its fields on the lines below it, further to the right." };
  if (isObject(value)) return { advice: "Write the value alone, without fields." };
  return { advice: `Write ${taken(expected)}.` };
}

function asText(value: boolean | number, schema: Schema | undefined, written: string | undefined): WayOut {
  const source = written ?? String(value);
  const form = schema?.pattern === undefined ? undefined : formOf(schema.pattern);
  const corrected = form?.corrected?.(source);
  if (corrected !== undefined && corrected !== source) return { advice: `Write \`${corrected}\`.`, text: corrected };
  const text = JSON.stringify(source);
  // `yes` and `on` look like text; that they are not is the surprise to explain.
  const surprise = typeof value === "boolean" && source !== String(value) ? `${shown(value, source)} is \`${value}\` to Kubernetes. ` : "";
  return { advice: `${surprise}Put it in quotes: \`${text}\`.`, text };
}

function fromText(value: string, expected: readonly string[]): WayOut {
  const takes = (type: string): boolean => expected.includes(type);
  const plain = value.trim();
  const number = takes("integer") ? /^[+-]?\d+$/ : takes("number") ? /^[+-]?\d+(\.\d+)?$/ : undefined;
  if (number?.test(plain) || (takes("boolean") && /^(true|false)$/.test(plain))) {
    return { advice: `Remove the quotes: \`${plain}\`.`, text: plain };
  }
  if (takes("boolean") && /^(yes|on|y|no|off|n|true|false)$/i.test(plain)) {
    const text = /^(yes|on|y|true)$/i.test(plain) ? "true" : "false";
    return { advice: `Write \`${text}\`.`, text };
  }
  if (takes("array")) return { advice: "Write it as a list: put `- ` before it, on a line of its own." };
  if (takes("object")) return { advice: "Write its fields on the lines below it, further to the right." };
  return { advice: `Write ${taken(expected)}${takes("integer") ? ", such as `3`" : ""}.` };
}
