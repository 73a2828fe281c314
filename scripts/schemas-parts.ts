import { isObject, type Json } from "../core/base/json.ts";
import type { Part } from "../core/kinds/fields/field.ts";
import { structureOf } from "../core/kinds/fields/structure.ts";
import { apiVersionOf, type Kind } from "../core/kinds/index.ts";
import { objectMeta, type Schema } from "./schemas-crd.ts";

/** The schema of a kind of which we state a part: open everywhere, since what a part does not list may be there. */
export function partSchema(kind: Kind, part: Part, podTemplate: Schema): Schema {
  const whole = structureOf(part.fields, podTemplate);
  return opened({
    ...whole,
    required: ["apiVersion", "kind"],
    properties: {
      ...{ apiVersion: { type: "string", enum: apiVersionsOf(kind, part) }, kind: { type: "string", const: kind.kind }, metadata: {} },
      ...(isObject(whole.properties) ? whole.properties : {}),
      metadata: objectMeta,
      ...(kind.subresources?.includes("status") ? { status: {} } : {}),
    },
  });
}

/** `group/version` of each version that the part is true of. */
export function apiVersionsOf(kind: Kind, part: Part): readonly string[] {
  return part.versions.map(version => apiVersionOf({ ...kind, versions: [version] }));
}

/** The same schema with room for fields that it does not list. */
export function opened(schema: Schema): Schema {
  return withRoom(schema, true);
}

/** The opposite: equal parts of open and of closed kinds are then the same, and are compiled once. */
export function closed(schema: Schema): Schema {
  return withRoom(schema, false);
}

function withRoom(schema: Schema, room: boolean): Schema {
  const { properties, items, additionalProperties } = schema;
  const has = isObject(properties) && additionalProperties === !room;
  return {
    ...schema,
    ...(isObject(properties)
      ? { properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, within(field, room)])) }
      : {}),
    ...(isObject(items) ? { items: within(items, room) } : {}),
    ...(isObject(additionalProperties) ? { additionalProperties: within(additionalProperties, room) } : {}),
    ...(has && schema["x-kubernetes-preserve-unknown-fields"] !== true ? { additionalProperties: room } : {}),
  };
}

function within(value: Json, room: boolean): Json {
  return isObject(value) ? withRoom(value, room) : value;
}
