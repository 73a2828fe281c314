import type { Json, JsonObject } from "../../base/json.ts";
import type { Field, FieldTable } from "./field.ts";

/**
 * A table of fields as a JSON Schema (draft-07) that knows these fields only. `podTemplate` is put where a field is one.
 */
export function structureOf(table: FieldTable, podTemplate: JsonObject = {}): JsonObject {
  return schemaOf(treeOf(table), podTemplate);
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

function schemaOf({ field, below }: Branch, podTemplate: JsonObject): JsonObject {
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

function propertiesOf({ below }: Branch, podTemplate: JsonObject): { readonly [name: string]: Json } {
  return Object.fromEntries([...below].map(([name, branch]) => [name, schemaOf(branch, podTemplate)]));
}
