import type { Json } from "../../../core/base/json.ts";
import type { Schema } from "../generated/schemas.js";

/**
 * What an action could make, as the schema lets it in: the same number gives the same values, another one others. That they differ
 * is all that matters: what is found with every one of them hangs on none.
 */

/** How many ways there are to fill in what is not known; 0 is to leave it out. */
export const fillings = 6;

const texts = ["", "10s", "web-b", "90%", "3", "/x"] as const;
const numbers = [0, 1, 100, 50, 0, 7] as const;
// Below it only what has to be there: pods have hundreds of fields.
const deepest = 3;

/** A value for a place that a schema describes; undefined where none is known. */
export function sampleOf(schema: Schema | undefined, filling: number, depth = 0): Json | undefined {
  if (!schema) return texts[filling] ?? "";
  if (schema.enum) return schema.enum[filling % schema.enum.length];
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  const type = types[filling % Math.max(types.length, 1)];
  switch (type) {
    case "object":
      return { ...sampleFields(schema, filling, depth), ...freeFields(schema, filling, depth) };
    case "array":
      return [...sampleItems(schema, filling, depth)];
    case "integer":
    case "number":
      return Math.min(Math.max(numbers[filling] ?? 0, schema.minimum ?? 0), schema.maximum ?? 100);
    case "boolean":
      return filling % 2 === 1;
    case undefined:
      return filling % 2 === 1 ? (texts[filling] ?? "") : (numbers[filling] ?? 0);
    default:
      return sampleText(schema, filling);
  }
}

/** Fields of an object that its schema lists, one of each choice; those that a reader has already are left out. */
export function sampleFields(
  schema: Schema,
  filling: number,
  depth: number,
  present: ReadonlySet<string> = new Set(),
): { [key: string]: Json } {
  const required = new Set(schema.required ?? []);
  const options = (schema.oneOf ?? []).flatMap(branch => branch.required ?? []).filter(field => !required.has(field));
  const chosen = options.find(field => present.has(field)) ?? options[filling % Math.max(options.length, 1)];
  const fields: { [key: string]: Json } = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (present.has(name) || (depth >= deepest && !required.has(name) && name !== chosen)) continue;
    if (options.includes(name) && name !== chosen) continue;
    const value = sampleOf(field, filling, depth + 1);
    if (value !== undefined) fields[name] = value;
  }
  return fields;
}

/** Items of a list: of objects one for each of their fields, since steps and providers are told apart by them. */
export function sampleItems({ items }: Schema, filling: number, depth: number): readonly Json[] {
  const one = sampleOf(items, filling, depth + 1);
  if (!items?.properties || depth >= 1) return one === undefined ? [] : [one];
  const required = items.required ?? [];
  return Object.keys(items.properties)
    .filter(name => !required.includes(name))
    .flatMap(name => {
      const keys = new Set([...required, name]);
      const value = Object.entries(items.properties ?? {}).flatMap(([key, field]) => {
        const inner = keys.has(key) ? sampleOf(field, filling, depth + 1) : undefined;
        return inner === undefined ? [] : [[key, inner] as const];
      });
      return [Object.fromEntries(value) as Json];
    });
}

function freeFields({ additionalProperties }: Schema, filling: number, depth: number): { readonly [key: string]: Json } {
  if (typeof additionalProperties !== "object") return {};
  const value = sampleOf(additionalProperties, filling, depth + 1);
  return value === undefined ? {} : { sample: value };
}

function sampleText({ pattern, format, minLength }: Schema, filling: number): Json | undefined {
  if (format === "date-time") return "2024-01-01T00:00:00Z";
  const fits = (text: string): boolean => text.length >= (minLength ?? 0) && (pattern === undefined || new RegExp(pattern, "u").test(text));
  return [texts[filling] ?? "", ...texts.slice(1)].find(fits);
}
