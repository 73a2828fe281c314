import type { Json } from "../../../core/base/json.ts";
import { isObject, same } from "../../../core/base/json.ts";
import type { Schema } from "../generated/schemas.js";
import type { Path } from "./finding.ts";
import { inside } from "./schema-place.ts";

/** An item whose key another item of the same list has already. */
export interface Duplicate {
  readonly path: Path;
  /** The fields that tell items apart, with their values; empty where the item itself is the key. */
  readonly key: readonly (readonly [string, Json])[];
}

/** Items that occur twice in lists whose items are told apart by a key, or by themselves. */
export function duplicatesIn(value: Json, schema: Schema | undefined, path: Path = []): Duplicate[] {
  if (schema === undefined || typeof value !== "object" || value === null) return [];
  if (isObject(value)) return Object.entries(value).flatMap(([key, field]) => duplicatesIn(field, inside(schema, key), [...path, key]));
  const items = value as readonly Json[];
  const below = items.flatMap((item, i) => duplicatesIn(item, schema.items, [...path, i]));
  return schema["x-kubernetes-list-type"] === undefined ? below : [...doublesOf(items, schema, path), ...below];
}

function doublesOf(items: readonly Json[], schema: Schema, path: Path): Duplicate[] {
  const fields = schema["x-kubernetes-list-map-keys"] ?? [];
  const keyOf = (item: Json): Json[] => (fields.length === 0 ? [item] : fields.map(field => keyField(item, field, schema.items)));
  const keys = items.map(keyOf);
  return keys.flatMap((key, i) => {
    const first = keys.findIndex(other => same(other, key));
    // Without its key an item is wrong already, and that is said elsewhere.
    return first === i || key.includes(null)
      ? []
      : [{ path: [...path, i], key: fields.map((field, f) => [field, key[f] ?? null] as const) }];
  });
}

/** Two ports of the same number are doubles although neither says `TCP`: the default counts. */
function keyField(item: Json, field: string, schema: Schema | undefined): Json {
  const written = isObject(item) ? item[field] : undefined;
  return written ?? (schema?.properties?.[field]?.default as Json | undefined) ?? null;
}
