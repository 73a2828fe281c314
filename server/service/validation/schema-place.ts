import { structureOf } from "../../../core/kinds/fields/structure.ts";
import { trafficPlugins, trafficPluginsPath } from "../../../core/kinds/fields/traffic-plugins.ts";
import type { Schema, SchemaKind } from "../generated/schemas.js";
import { catalogue, schemas } from "../generated/schemas.js";
import type { Path } from "./finding.ts";

/** The kind of a document whose schema we have, whatever version of the API its `apiVersion` names. */
export function schemaKindOf(apiVersion: string, kind: string): SchemaKind | undefined {
  const group = groupOf(apiVersion);
  return catalogue.find(entry => entry.kind === kind && groupOf(entry.apiVersion) === group)?.kind;
}

/** What the schema says of the value at a path; undefined where the schema has nothing to say (an unknown field, free data). */
export function schemaAt(kind: SchemaKind, path: Path): Schema | undefined {
  return path.reduce<Schema | undefined>((schema, step) => schema && inside(schema, step), schemas[kind]);
}

const plugins = structureOf(trafficPlugins) as Schema;

/**
 * The same, with what plugins want to be told, which the schema leaves free: to help whoever writes it, and no reason to find fault.
 */
export function helpAt(kind: SchemaKind, path: Path): Schema | undefined {
  const isPlugin = kind === "Rollout" && trafficPluginsPath.every((step, i) => path[i] === step);
  if (!isPlugin) return schemaAt(kind, path);
  return path.slice(trafficPluginsPath.length).reduce<Schema | undefined>((schema, step) => schema && inside(schema, step), plugins);
}

/** The schema of one field or item of a value. */
export function inside(schema: Schema, step: string | number): Schema | undefined {
  if (typeof step === "number") return schema.items;
  const field = schema.properties && Object.hasOwn(schema.properties, step) ? schema.properties[step] : undefined;
  return field ?? (typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined);
}

/** Does the schema list this field by its name? */
export function hasField(schema: Schema | undefined, name: string): boolean {
  return schema?.properties !== undefined && Object.hasOwn(schema.properties, name);
}

/**
 * Where a field that is unknown at `path` is known nearby: below, above or beside it, the nearest first. Wrong indentation is the usual
 * reason. The answer is the path of the object that has the field; undefined where there is none. Where several objects of the same
 * distance have it there is no telling which is meant.
 */
export function homeOf(kind: SchemaKind, path: Path, field: string): Path | undefined {
  const here = schemaAt(kind, path);
  if (hasField(here, "matchLabels")) return [...path, "matchLabels"];
  const [below, another] = childrenWith(here, path, field);
  if (below !== undefined && another === undefined) return below;
  for (let length = path.length - 1; length >= 0; length -= 1) {
    const above = path.slice(0, length);
    const schema = schemaAt(kind, above);
    if (hasField(schema, field)) return above;
    const [beside, more] = path.length - length > 2 ? [] : childrenWith(schema, above, field);
    if (beside !== undefined && more === undefined) return beside;
  }
  return undefined;
}

function childrenWith(schema: Schema | undefined, path: Path, field: string): Path[] {
  return Object.entries(schema?.properties ?? {}).flatMap(([name, child]) => (hasField(child, field) ? [[...path, name]] : []));
}

function groupOf(apiVersion: string): string {
  return apiVersion.split("/")[0] ?? "";
}
