import type { Json } from "../../../core/base/json.ts";
import { isObject } from "../../../core/base/json.ts";
import type { Schema } from "../generated/schemas.js";
import { inside } from "./schema-place.ts";

/**
 * The document as the API server's validation gets to see it: fields that it knows and that have no value (`steps:` and nothing
 * after it) are gone. Nulls in lists, in unknown fields and in free data stay. Source: kubernetes/apiextensions-apiserver
 * pkg/apiserver/schema/defaulting/prunenulls.go; no field of our kinds is nullable.
 */
export function withoutNulls(value: Json, schema: Schema | undefined): Json {
  if (schema === undefined || typeof value !== "object" || value === null) return value;
  if (!isObject(value)) return mapped(value as readonly Json[], item => withoutNulls(item, schema.items));
  let pruned: { [key: string]: Json } | undefined;
  for (const key of Object.keys(value)) {
    const field = value[key] ?? null;
    if (field !== null && typeof field !== "object") continue;
    const fieldSchema = inside(schema, key);
    if (field === null && fieldSchema !== undefined) {
      pruned ??= { ...value };
      delete pruned[key];
      continue;
    }
    const kept = withoutNulls(field, fieldSchema);
    if (kept !== field) {
      pruned ??= { ...value };
      pruned[key] = kept;
    }
  }
  return pruned ?? value;
}

/** Like `map`, but the same list where nothing changes: most documents have no nulls, and are not copied. */
function mapped(list: readonly Json[], change: (item: Json) => Json): readonly Json[] {
  const changed = list.map(change);
  return changed.every((item, i) => item === list[i]) ? list : changed;
}
