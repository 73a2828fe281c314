import type { Json, JsonObject } from "../core/base/json.ts";
import { isObject } from "../core/base/json.ts";

/** A JSON Schema (draft-07), or a part of one. */
export type Schema = JsonObject;

/** What a custom resource definition says of one kind, with the words of its authors left out. */
export interface CustomResource {
  readonly kind: string;
  readonly apiVersion: string;
  /** `status`: what a client writes there is not looked at. `scale`: a count of replicas that other tools may set. */
  readonly subresources: readonly string[];
  readonly schema: Schema;
}

/** Keywords that mean the same in a CRD and in draft-07. `format` is an annotation in both, except where the API server checks it. */
const same = listOf(`type format default enum pattern required nullable minimum maximum multipleOf
  minLength maxLength minItems maxItems uniqueItems minProperties maxProperties`);

/** Kept although no YAML tool reads them: rules of the API server that draft-07 has no word for, and the islands where nothing is pruned. */
const annotations = listOf("x-kubernetes-preserve-unknown-fields x-kubernetes-validations x-kubernetes-list-map-keys");

/** Read elsewhere in this file, or without any effect on what is accepted. */
const handled = listOf(`properties additionalProperties items oneOf anyOf allOf not
  x-kubernetes-int-or-string x-kubernetes-list-type x-kubernetes-map-type`);

/** Text of the CRD's authors: never copied. */
const words = listOf("description title example externalDocs");

/** The newest served version of a CRD as a JSON Schema that stands alone. */
export function customResource(crd: JsonObject): CustomResource {
  const spec = objectIn(crd, "spec");
  const kind = String(objectIn(spec, "names").kind);
  const versions = spec.versions;
  const version = Array.isArray(versions) ? (versions as readonly Json[]).filter(isObject).find(it => it.served === true) : undefined;
  if (version === undefined) throw new Error(`The CRD of ${kind} serves no version.`);
  const apiVersion = `${String(spec.group)}/${String(version.name)}`;
  const subresources = isObject(version.subresources) ? Object.keys(version.subresources).sort() : [];
  return { kind, apiVersion, subresources, schema: rootSchema(kind, apiVersion, objectIn(objectIn(version, "schema"), "openAPIV3Schema")) };
}

/** `metadata` of every object: a CRD leaves it empty, and the API server checks it as the ObjectMeta of every kind. */
const text: Schema = { type: "string" };
const textMap: Schema = { type: "object", additionalProperties: text };
export const objectMeta: Schema = {
  type: "object",
  properties: {
    name: text,
    generateName: text,
    namespace: text,
    labels: textMap,
    annotations: textMap,
    finalizers: { type: "array", items: text },
    ownerReferences: {
      type: "array",
      items: {
        type: "object",
        required: ["apiVersion", "kind", "name", "uid"],
        properties: {
          ...{ apiVersion: text, kind: text, name: text, uid: text },
          ...{ controller: { type: "boolean" }, blockOwnerDeletion: { type: "boolean" } },
        },
        additionalProperties: false,
      },
    },
    uid: text,
    resourceVersion: text,
    generation: { type: "integer", format: "int64" },
    creationTimestamp: { type: "string", format: "date-time" },
    deletionTimestamp: { type: "string", format: "date-time" },
    deletionGracePeriodSeconds: { type: "integer", format: "int64" },
    selfLink: text,
    managedFields: { type: "array", items: { type: "object", additionalProperties: true } },
  },
  additionalProperties: false,
};

function rootSchema(kind: string, apiVersion: string, crd: JsonObject): Schema {
  const { apiVersion: _version, kind: _kind, metadata: _metadata, ...own } = objectIn(crd, "properties");
  const converted = structural({ ...crd, properties: own }, kind);
  const required = Array.isArray(crd.required) ? (crd.required as readonly Json[]) : [];
  return {
    ...converted,
    required: ["apiVersion", "kind", ...required],
    properties: {
      apiVersion: { type: "string", const: apiVersion },
      kind: { type: "string", const: kind },
      metadata: objectMeta,
      ...objectIn(converted, "properties"),
    },
  };
}

/** A structural schema: besides what draft-07 would check, it refuses the fields it does not list, as a strict API server does. */
function structural(crd: JsonObject, place: string): Schema {
  refuseUnknownKeywords(crd, place);
  const schema: { [keyword: string]: Json } = { ...intOrString(crd), ...kept(crd), ...valueRules(crd, place) };
  if (isObject(crd.properties)) {
    schema.properties = Object.fromEntries(
      Object.entries(crd.properties).map(([name, field]) => [name, structural(asObject(field, `${place}.${name}`), `${place}.${name}`)]),
    );
  }
  if (isObject(crd.items)) schema.items = structural(crd.items, `${place}[]`);
  if (isObject(crd.additionalProperties)) schema.additionalProperties = structural(crd.additionalProperties, `${place}.*`);
  else if (crd.type === "object")
    schema.additionalProperties = crd["x-kubernetes-preserve-unknown-fields"] === true || crd.additionalProperties === true;
  return schema;
}

/** The API server lets either type in; `anyOf` beside the marker only repeats that. */
function intOrString(crd: JsonObject): Schema {
  return crd["x-kubernetes-int-or-string"] === true ? { type: ["integer", "string"] } : {};
}

function kept(crd: JsonObject): Schema {
  const listType = crd["x-kubernetes-list-type"];
  return {
    ...pick(crd, same),
    ...pick(crd, annotations),
    // `atomic` says how patches merge; `map` and `set` also refuse doubles.
    ...(listType === "map" || listType === "set" ? { "x-kubernetes-list-type": listType } : {}),
  };
}

/** `oneOf` and its relatives only judge values in a structural schema; they never bring in new fields, so their objects stay open. */
function valueRules(crd: JsonObject, place: string): Schema {
  const rules: { [keyword: string]: Json } = {};
  for (const keyword of ["oneOf", "anyOf", "allOf"]) {
    const branches = crd[keyword];
    if (keyword === "anyOf" && crd["x-kubernetes-int-or-string"] === true) continue;
    if (Array.isArray(branches)) rules[keyword] = (branches as readonly Json[]).map(branch => valueRule(asObject(branch, place), place));
  }
  if (isObject(crd.not)) rules.not = valueRule(crd.not, place);
  return rules;
}

function valueRule(crd: JsonObject, place: string): Schema {
  refuseUnknownKeywords(crd, place);
  const rule: { [keyword: string]: Json } = { ...pick(crd, same), ...valueRules(crd, place) };
  if (isObject(crd.properties)) {
    rule.properties = Object.fromEntries(
      Object.entries(crd.properties).map(([name, field]) => [name, valueRule(asObject(field, place), place)]),
    );
  }
  return rule;
}

/** A keyword that nobody has thought about must not vanish without a word when upstream brings it in. */
function refuseUnknownKeywords(crd: JsonObject, place: string): void {
  const known = new Set([...same, ...annotations, ...handled, ...words]);
  const unknown = Object.keys(crd).filter(keyword => !known.has(keyword));
  if (unknown.length > 0) throw new Error(`${place} has a keyword that this script does not know: ${unknown.join(", ")}.`);
}

function pick(from: JsonObject, keywords: readonly string[]): Schema {
  return Object.fromEntries(keywords.flatMap(keyword => (from[keyword] === undefined ? [] : [[keyword, from[keyword]]])));
}

function listOf(keywords: string): readonly string[] {
  return keywords.split(/\s+/);
}

function objectIn(from: JsonObject, key: string): JsonObject {
  return asObject(from[key], key);
}

function asObject(value: Json | undefined, place: string): JsonObject {
  if (!isObject(value)) throw new Error(`${place} is no object in the CRD.`);
  return value;
}
