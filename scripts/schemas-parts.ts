import { isObject, type Json } from "../core/base/json.ts";
import type { Field, FieldTable, Part } from "../core/kinds/fields/field.ts";
import { apiVersionOf, type Kind } from "../core/kinds/index.ts";
import { objectMeta, type Schema } from "./schemas-crd.ts";

/** The schema of a kind of which we state a part: open everywhere, since what a part does not list may be there. */
export function partSchema(kind: Kind, part: Part, podTemplate: Schema): Schema {
  const fields = treeOf(part.fields);
  return opened({
    ...schemaOf(fields, podTemplate),
    required: ["apiVersion", "kind"],
    properties: {
      ...{ apiVersion: { type: "string", enum: apiVersionsOf(kind, part) }, kind: { type: "string", const: kind.kind }, metadata: {} },
      ...propertiesOf(fields, podTemplate),
      metadata: objectMeta,
      ...(kind.subresources?.includes("status") ? { status: {} } : {}),
    },
  });
}

/** `group/version` of each version that the part is true of. */
export function apiVersionsOf(kind: Kind, part: Part): readonly string[] {
  return part.versions.map(version => apiVersionOf({ ...kind, versions: [version] }));
}

/** A field with what stands below it; a list has its items below `[]`, a map its values below `*`. */
interface Branch {
  field: Field;
  readonly below: Map<string, Branch>;
}

function treeOf(table: FieldTable): Branch {
  const root: Branch = { field: {}, below: new Map() };
  for (const [path, field] of Object.entries(table)) {
    const steps = path.split(".").flatMap(step => [step.replaceAll("[]", ""), ...(step.match(/\[\]/g) ?? [])]);
    const branch = steps.reduce((at, step) => {
      const next = at.below.get(step) ?? { field: {}, below: new Map() };
      at.below.set(step, next);
      return next;
    }, root);
    branch.field = field;
  }
  return root;
}

function schemaOf({ field, below }: Branch, podTemplate: Schema): Schema {
  if (field.type === "pod template") return podTemplate;
  const { words: _words, usual: _usual, since: _since, seldom: _seldom, required: _required, type, ...limits } = field;
  const items = below.get("[]");
  const values = below.get("*");
  if (items) return { type: "array", ...limits, items: schemaOf(items, podTemplate) };
  if (values) return { type: "object", ...limits, additionalProperties: schemaOf(values, podTemplate) };
  if (below.size === 0) return { ...(type === undefined ? { type: "object", additionalProperties: true } : { type }), ...limits };
  const required = [...below].flatMap(([name, branch]) => (branch.field.required ? [name] : []));
  return {
    type: "object",
    ...limits,
    ...(required.length > 0 ? { required } : {}),
    properties: propertiesOf({ field, below }, podTemplate),
    additionalProperties: false,
  };
}

function propertiesOf({ below }: Branch, podTemplate: Schema): { readonly [name: string]: Json } {
  return Object.fromEntries([...below].map(([name, branch]) => [name, schemaOf(branch, podTemplate)]));
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
