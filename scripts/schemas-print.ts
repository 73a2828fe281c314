import type { Json } from "../core/base/json.ts";
import { isObject } from "../core/base/json.ts";

const width = 140;

/** JSON as a person would lay it out: a value that fits stays on its line, so that a change upstream is a change of few lines here. */
export function print(value: Json, indent = ""): string {
  const line = oneLine(value);
  if (indent.length + line.length <= width || typeof value !== "object" || value === null) return line;
  const inner = `${indent}  `;
  if (isObject(value)) {
    const fields = Object.entries(value).map(([key, field]) => `${inner}${JSON.stringify(key)}: ${print(field, inner)}`);
    return `{\n${fields.join(",\n")}\n${indent}}`;
  }
  return `[\n${(value as readonly Json[]).map(item => inner + print(item, inner)).join(",\n")}\n${indent}]`;
}

function oneLine(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(oneLine).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${oneLine(field)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
