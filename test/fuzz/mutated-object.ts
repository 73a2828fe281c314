import fc from "fast-check";
import type { Json, JsonObject } from "../../core/base/json.ts";
import { isObject } from "../../core/base/json.ts";
import type { Path } from "../../core/syntax/nodes.ts";

/** What is known of a field's type: as much as is needed to write a value that could stand there. */
export interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
  readonly enum?: readonly Json[];
  readonly required?: readonly string[];
}

/** One mistake that somebody could make in an object. Numbers choose among what is there, so that a mistake fits any object. */
export interface Mistake {
  readonly kind: "remove" | "replace" | "add" | "misspell" | "double" | "empty";
  readonly where: number;
  readonly inPods: boolean;
  readonly what: number;
}

export const mistakes: fc.Arbitrary<Mistake> = fc.record({
  kind: fc.oneof(
    { weight: 2, arbitrary: fc.constant("remove" as const) },
    { weight: 5, arbitrary: fc.constant("replace" as const) },
    { weight: 6, arbitrary: fc.constant("add" as const) },
    { weight: 1, arbitrary: fc.constantFrom("misspell" as const, "double" as const, "empty" as const) },
  ),
  where: fc.nat(),
  inPods: fc.integer({ min: 0, max: 4 }).map(n => n === 0),
  what: fc.nat(),
});

const numbers: readonly Json[] = [-1, 0, 1, 2, 5, 50, 99, 100, 101, 1000, 2 ** 31];
const texts: readonly Json[] = [
  ...[
    "",
    "0",
    "1",
    "50%",
    "101%",
    "-5%",
    "5m",
    "1h30m",
    "0s",
    "-5m",
    "5",
    "1.5",
    "1d",
    "abc",
    "not valid!",
    "Shop",
    "shop",
    "UPPER_case",
    "a.b.c",
  ],
  ...["Always", "Never", "http", "true", "result[0] > 0.5", "result >", "{{args.x}}", "success-rate", "canary", "stable", "web", "*"],
];
const others: readonly Json[] = [true, false, {}, [], null];

/** The object with the mistake in it, and where that is; undefined where it does not fit. */
export function withMistake(
  object: JsonObject,
  schema: FieldSchema,
  mistake: Mistake,
): { readonly object: JsonObject; readonly path: Path } | undefined {
  const all = placesIn(object, []).filter(
    path =>
      path.length > 1 &&
      path[0] === "spec" &&
      path.includes("template") === mistake.inPods &&
      (mistake.kind !== "add" || isObject(valueAt(object, path))),
  );
  if (mistake.kind === "add" && !mistake.inPods) all.push(["spec"]);
  const path = all[mistake.where % Math.max(1, all.length)];
  if (!path) return undefined;
  const before = valueAt(object, path);
  const field = schemaAt(schema, path);
  const last = path.at(-1);
  const parent = path.slice(0, -1);
  switch (mistake.kind) {
    case "remove":
      return { object: edited(object, path, () => undefined) as JsonObject, path };
    case "replace":
      return { object: edited(object, path, () => another(before, field, mistake.what)) as JsonObject, path };
    case "empty":
      return { object: edited(object, path, () => (isObject(before) ? {} : Array.isArray(before) ? [] : null)) as JsonObject, path };
    case "misspell":
      if (typeof last !== "string") return undefined;
      return {
        object: edited(
          edited(object, path, () => undefined),
          [...parent, `${last}x`],
          () => before,
        ) as JsonObject,
        path,
      };
    case "double":
      if (!Array.isArray(before) || before.length === 0) return undefined;
      return { object: edited(object, path, () => [...(before as readonly Json[]), before[0] as Json]) as JsonObject, path };
    case "add": {
      const lacking = Object.keys(field?.properties ?? {}).filter(name => isObject(before) && !(name in before));
      const name = lacking[mistake.what % Math.max(1, lacking.length)];
      if (name === undefined) return undefined;
      const value = valueFor(field?.properties?.[name], Math.floor(mistake.what / 7), 0);
      return { object: edited(object, [...path, name], () => value) as JsonObject, path: [...path, name] };
    }
  }
}

/** Another value for a place: mostly of its type, since the rest is found by any schema. */
function another(before: Json | undefined, field: FieldSchema | undefined, pick: number): Json {
  const pool =
    pick % 5 === 0
      ? [...numbers, ...texts, ...others]
      : field?.enum
        ? field.enum
        : typeof before === "number"
          ? numbers
          : typeof before === "string"
            ? texts
            : others;
  return pool[Math.floor(pick / 5) % pool.length] ?? null;
}

function valueFor(field: FieldSchema | undefined, pick: number, depth: number): Json {
  if (field?.enum) return field.enum[pick % field.enum.length] ?? null;
  const [type = "object"] = [field?.type ?? []].flat();
  if (type === "integer" || type === "number") return numbers[pick % numbers.length] ?? 0;
  if (type === "string") return texts[pick % texts.length] ?? "";
  if (type === "boolean") return pick % 2 === 0;
  if (type === "array") return pick % 6 === 0 ? [] : [valueFor(field?.items, pick, depth + 1)];
  const names = Object.keys(field?.properties ?? {});
  const chosen = new Set([
    ...(field?.required ?? []),
    ...(depth < 4 && names.length > 0 && pick % 4 > 0 ? [names[pick % names.length] ?? ""] : []),
  ]);
  return Object.fromEntries([...chosen].map((name, i) => [name, valueFor(field?.properties?.[name], pick + i * 13, depth + 1)]));
}

function placesIn(value: Json, path: Path): Path[] {
  const children: (readonly [string | number, Json])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((item, i) => [i, item] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [...(path.length > 0 ? [path] : []), ...children.flatMap(([step, child]) => placesIn(child, [...path, step]))];
}

function valueAt(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (here, step) => (here === undefined || here === null ? undefined : (here as { readonly [key: string | number]: Json })[step]),
    value,
  );
}

function schemaAt(schema: FieldSchema, path: Path): FieldSchema | undefined {
  return path.reduce<FieldSchema | undefined>((here, step) => (typeof step === "number" ? here?.items : here?.properties?.[step]), schema);
}

/** A copy with another value at a path; `undefined` takes it out. */
function edited(value: Json | undefined, [step, ...rest]: Path, change: () => Json | undefined): Json {
  if (step === undefined) throw new Error("a path has a step");
  const next = (here: Json | undefined): Json | undefined => (rest.length === 0 ? change() : edited(here ?? {}, rest, change));
  if (typeof step === "number") {
    const list = [...((value ?? []) as readonly Json[])];
    const item = next(list[step]);
    if (item === undefined) list.splice(step, 1);
    else list[step] = item;
    return list;
  }
  const { [step]: old, ...others } = (value ?? {}) as JsonObject;
  const changed = next(old);
  return changed === undefined ? others : { ...others, [step]: changed };
}
