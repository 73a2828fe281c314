import type { Json } from "../../../core/base/json.ts";
import type { Schema } from "../generated/schemas.js";

/** One way to fill in what a template leaves open. That two of them differ is all that matters: what is found with each hangs on none. */
export interface Filling {
  /** Chooses among values; undefined leaves out whatever is not known. */
  readonly turn: number | undefined;
  /** What every text, and every number where it is one, then is: an action may repeat what stands elsewhere. */
  readonly echo?: string;
}

/** The ways to fill in that every finding has to stand. */
export const fillings: readonly Filling[] = [undefined, 1, 2, 3, 4, 5, 6].map(turn => ({ turn }));

/** Fillings in which what an action makes repeats a word, on its own or as the name of something. */
export function echoesOf(word: string): readonly Filling[] {
  return [1, 3, 4, 5].map(turn => ({ turn, echo: word }));
}

/** Fills in values as their schemas let them in. */
export interface Sampler extends Filling {
  readonly turn: number;
  /** Free keys with their texts, as labels have them: an action may put any of them elsewhere too. */
  readonly labels: ReadonlyMap<string, string>;
}

const texts = ["", "10s", "web-b", "90%", "3", "/x"] as const;
const numbers = [0, 1, 100, 50, 0, 7] as const;
// Kinds of objects that a rollout drives, of which a rule may know something.
const objects: readonly { readonly apiVersion: string; readonly kind: string }[] = [
  { apiVersion: "serving.knative.dev/v1", kind: "Service" },
  { apiVersion: "apps/v1", kind: "Deployment" },
  { apiVersion: "v1", kind: "Service" },
  { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout" },
  { apiVersion: "apps/v1", kind: "DaemonSet" },
  { apiVersion: "apps/v1", kind: "StatefulSet" },
];
// Below it only what has to be there: pods have hundreds of fields.
const deepest = 3;
// Pods and containers: what is in their fields is of less interest than that they are there.
const large = 18;

/** A value for a place that a schema describes; undefined where none is known. */
export function sampleOf(schema: Schema | undefined, sampler: Sampler, depth = 0): Json | undefined {
  const { turn } = sampler;
  if (!schema) return sampleAnything(sampler);
  if (schema.enum) return schema.enum.find(word => word === sampler.echo) ?? schema.enum[turn % schema.enum.length];
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  switch (types[turn % Math.max(types.length, 1)]) {
    case "object":
      return { ...sampleFields(schema, sampler, depth), ...freeFields(schema, sampler, depth) };
    case "array":
      return [...sampleItems(schema, sampler, depth)];
    case "integer":
    case "number":
      return numberOf(schema, sampler);
    case "boolean":
      return turn % 2 === 1;
    case undefined:
      return sampleAnything(sampler);
    default:
      return sampleText(schema, sampler);
  }
}

/** Data that no schema describes; things with names are the likeliest. */
function sampleAnything(sampler: Sampler): Json {
  const text = textOf(sampler);
  const shapes = [
    numberOf({}, sampler),
    text,
    true,
    [{ name: text }],
    { ...sampleLabels(sampler, new Set()), name: text },
    [text],
  ] as const;
  return shapes[sampler.turn % shapes.length] ?? text;
}

/** A value for a field by its name: one that names a kind of object names a real one. */
export function sampleField(name: string, schema: Schema | undefined, sampler: Sampler, depth = 0): Json | undefined {
  const words = name === "apiVersion" || name === "kind" ? objects[sampler.turn % objects.length]?.[name] : undefined;
  return words === undefined || schema?.enum || sampler.echo !== undefined ? sampleOf(schema, sampler, depth) : words;
}

/** Fields of an object that its schema lists, besides those that are present: all that go together. */
export function sampleFields(
  schema: Schema,
  sampler: Sampler,
  depth: number,
  present: ReadonlySet<string> = new Set(),
): { [key: string]: Json } {
  const branches = (schema.oneOf ?? []).map(branch => branch.required ?? []);
  const [first = [], ...others] = branches;
  const required = new Set([...(schema.required ?? []), ...first.filter(field => others.every(other => other.includes(field)))]);
  const options = branches.flat().filter(field => !required.has(field));
  const chosen = options.find(field => present.has(field)) ?? options[sampler.turn % Math.max(options.length, 1)];
  const all = Object.entries(schema.properties ?? {});
  const below = all.length > large ? depth + 2 : depth + 1;
  const fields: { [key: string]: Json } = {};
  for (const [name, field] of all) {
    if (present.has(name) || (options.includes(name) && name !== chosen)) continue;
    if (depth >= deepest && !required.has(name) && name !== chosen && field.type !== "string") continue;
    const value = sampleField(name, field, sampler, below);
    if (value !== undefined) fields[name] = value;
  }
  return fields;
}

/** Items of a list: of objects one for each of their fields, since steps and providers are told apart by them. */
export function sampleItems({ items }: Schema, sampler: Sampler, depth: number): readonly Json[] {
  const one = sampleOf(items, sampler, depth + 1);
  const required = items?.required ?? [];
  const told = Object.keys(items?.properties ?? {}).filter(name => !required.includes(name));
  if (!items || told.length === 0 || depth >= 1) return one === undefined ? [] : [one];
  return told.map(name => {
    const value = Object.entries(items.properties ?? {}).flatMap(([key, field]) => {
      const inner = key === name || required.includes(key) ? sampleOf(field, sampler, depth + 1) : undefined;
      return inner === undefined ? [] : [[key, inner] as const];
    });
    return Object.fromEntries(value) as Json;
  });
}

/** What a map of free keys has besides: every pair that stands anywhere else, and a name. */
export function sampleLabels({ labels, echo }: Sampler, present: ReadonlySet<string>): { readonly [key: string]: Json } {
  const pairs = echo === undefined ? labels : new Map([...labels, ["name", echo] as const]);
  return Object.fromEntries([...pairs].filter(([key]) => !present.has(key)));
}

function freeFields({ properties, additionalProperties }: Schema, sampler: Sampler, depth: number): { readonly [key: string]: Json } {
  if (properties) return {};
  if (typeof additionalProperties !== "object" || additionalProperties.type === "string") return sampleLabels(sampler, new Set());
  const value = sampleOf(additionalProperties, sampler, depth + 1);
  return value === undefined ? {} : { sample: value };
}

function textOf({ turn, echo }: Filling): string {
  return echo ?? texts[(turn ?? 0) % texts.length] ?? "";
}

function numberOf({ minimum, maximum }: Schema, { turn, echo }: Sampler): number {
  const echoed = Number(echo);
  const wanted = echo === undefined || Number.isNaN(echoed) ? (numbers[turn % numbers.length] ?? 0) : echoed;
  return Math.min(Math.max(wanted, minimum ?? 0), maximum ?? Number.MAX_SAFE_INTEGER);
}

function sampleText({ pattern, format, minLength }: Schema, sampler: Sampler): Json | undefined {
  if (format === "date-time") return "2024-01-01T00:00:00Z";
  const fits = (text: string): boolean => text.length >= (minLength ?? 0) && (pattern === undefined || new RegExp(pattern, "u").test(text));
  return [textOf(sampler), ...texts.slice(1)].find(fits);
}
