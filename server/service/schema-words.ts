import type { Schema } from "./generated/schemas.js";

/** The type of a field in a few words: `whole number`, `list of fields`, `text or whole number`. */
export function typeWords(schema: Schema | undefined): string {
  if (!schema) return "anything";
  if (schema.enum) return "one of a few words";
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return schema.properties ? "fields" : "anything";
  return types.map(type => (type === "array" ? `list of ${plural(typeWords(schema.items))}` : (names[type] ?? type))).join(" or ");
}

const names: { readonly [type: string]: string } = {
  integer: "whole number",
  number: "number",
  string: "text",
  boolean: "true or false",
  object: "fields",
};

function plural(words: string): string {
  return words === "whole number" || words === "number" ? `${words}s` : words === "text" ? "texts" : words;
}

/** The values that a schema allows, where they are few. */
export function allowedValues(schema: Schema | undefined): readonly string[] {
  if (!schema) return [];
  if (schema.enum) return schema.enum.map(String).filter(value => value !== "");
  if (schema.const !== undefined) return [schema.const];
  return schema.type === "boolean" ? ["true", "false"] : [];
}

/** The default that the API server fills in, as YAML. */
export function schemaDefault(schema: Schema | undefined): string | undefined {
  return schema?.default === undefined ? undefined : typeof schema.default === "string" ? schema.default : JSON.stringify(schema.default);
}
