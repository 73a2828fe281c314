import { isObject } from "../core/base/json.ts";
import { type FieldWords, wordsFor } from "../core/kinds/words/index.ts";
import type { Path } from "../core/syntax/nodes.ts";
import type { Schema } from "./schemas-crd.ts";

/** A schema whose fields say what they mean, in our words, so that other YAML tools show it too. */
export function described(kind: string, schema: Schema, path: Path = []): Schema {
  return withParts(schema, (part, step) => {
    const below = [...path, step];
    const said = step === "*" || typeof step === "number" ? undefined : wordsFor(kind, below);
    const inside = described(kind, part, below);
    return said ? { description: sentences(said, part.default !== undefined), ...inside } : inside;
  });
}

/** The same schema without words: for programs that have them already. */
export function undescribed({ description: _words, ...schema }: Schema): Schema {
  return withParts(schema, undescribed);
}

/** A default that stands in the schema as well is not said twice. */
function sentences({ words, usual, since }: FieldWords, hasDefault: boolean): string {
  return [
    words,
    ...(usual === undefined || hasDefault ? [] : [`Default: ${usual}.`]),
    ...(since === undefined ? [] : [`From ${since} on.`]),
  ].join(" ");
}

function withParts(schema: Schema, change: (part: Schema, step: string | number) => Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  const fields = isObject(properties)
    ? Object.entries(properties).map(([name, field]) => [name, isObject(field) ? change(field, name) : field])
    : [];
  return {
    ...schema,
    ...(isObject(properties) ? { properties: Object.fromEntries(fields) } : {}),
    ...(isObject(items) ? { items: change(items, 0) } : {}),
    ...(isObject(additionalProperties) ? { additionalProperties: change(additionalProperties, "*") } : {}),
  };
}
