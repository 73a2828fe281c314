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
export function duplicatesIn(value: Json, schema: Schema | undefined): Duplicate[] {
  const found: Duplicate[] = [];
  collect(value, schema, [], found);
  return found;
}

/** `path` is one list that grows and shrinks on the way: it is copied where there is something to say. */
function collect(value: Json, schema: Schema | undefined, path: (string | number)[], found: Duplicate[]): void {
  if (schema === undefined || typeof value !== "object" || value === null) return;
  if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const field = value[key];
      if (typeof field !== "object" || field === null) continue;
      path.push(key);
      collect(field, inside(schema, key), path, found);
      path.pop();
    }
    return;
  }
  const items = value as readonly Json[];
  if (schema["x-kubernetes-list-type"] !== undefined && items.length > 1) found.push(...doublesOf(items, schema, path));
  for (const [i, item] of items.entries()) {
    path.push(i);
    collect(item, schema.items, path, found);
    path.pop();
  }
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
