import { at, type Json, type JsonObject, listAt, objectAt } from "../../../core/base/json.ts";
import type { Scenario } from "./scenario.ts";
import { trimmed } from "./scenarios.ts";

/** A part that a scenario may be without: where it is, and what stands there instead if not nothing. */
export interface Cut {
  readonly at: readonly (string | number)[];
  readonly instead?: Json;
}

/** The cuts that make a scenario smaller, those that take most first. */
export function cutsOf(scenario: Scenario): readonly Cut[] {
  const sizes = new Map(
    [...itemsOf(scenario), ...fieldsOf(scenario), ...endsOf(scenario)].map(made => [made, sizeOf(cut(scenario, [made]))]),
  );
  return [...sizes.keys()]
    .filter(made => (sizes.get(made) ?? 0) < sizeOf(scenario))
    .toSorted((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0));
}

/** The scenario with all of these cuts made. */
export function cut(scenario: Scenario, cuts: readonly Cut[]): Scenario {
  // From the back, since what is taken out of a list moves what comes after it.
  const backwards = cuts.toSorted((a, b) => -compared(a.at, b.at));
  const made = backwards.reduce<Json>((left, { at: path, instead }) => without(left, path, instead), scenario as unknown as JsonObject);
  return trimmed(ending(made as unknown as Scenario));
}

/** How much there is of it. */
export function sizeOf(scenario: Scenario): number {
  return JSON.stringify(scenario).length + scenario.until;
}

// The first action begins the update: without it there is nothing to see. Of answers, metrics and templates something has to stay.
function itemsOf({ actions, pods, metrics, templates, spec }: Scenario): readonly Cut[] {
  const strategy = objectAt(spec, "strategy");
  const canary = objectAt(strategy, "canary");
  const ofList = (list: readonly unknown[], first: number, ...path: readonly (string | number)[]): readonly Cut[] =>
    list.slice(first).map((_, i) => ({ at: [...path, i + first] }));
  const butOne = (list: readonly unknown[], ...path: readonly (string | number)[]): readonly Cut[] =>
    list.length > 1 ? ofList(list, 0, ...path) : [];
  return [
    ...ofList(actions, 1, "actions"),
    ...ofList(pods, 0, "pods"),
    ...metrics.flatMap((metric, i) => butOne(listAt(metric, "answers"), "metrics", i, "answers")),
    ...templates.flatMap((template, i) => butOne(template.metrics, "templates", i, "metrics")),
    ...listAt(canary, "steps").flatMap((step, i) => {
      const path = ["spec", "strategy", "canary", "steps", i];
      return [
        { at: path },
        ...butOne(listAt(step, "experiment", "templates"), ...path, "experiment", "templates"),
        ...ofList(listAt(step, "experiment", "analyses"), 0, ...path, "experiment", "analyses"),
        ...butOne(listAt(step, "analysis", "templates"), ...path, "analysis", "templates"),
      ];
    }),
  ];
}

// What the controller can not be without, or not without another field.
const needed = ["replicas", "strategy", "steps", "activeService", "trafficRouting", "maxSurge"];
const ofMetrics = ["initialDelay", "inconclusiveLimit", "consecutiveErrorLimit"];
const ofUses = ["dryRun", "measurementRetention"];
const ofExperiments = ["duration", "scaleDownDelaySeconds", "analyses"];

function fieldsOf({ spec, templates }: Scenario): readonly Cut[] {
  const keysOf = (object: Json | undefined, keys: readonly string[], ...path: readonly (string | number)[]): readonly Cut[] =>
    keys.filter(key => at(object, key) !== undefined).map(key => ({ at: [...path, key] }));
  const strategy = objectAt(spec, "strategy");
  const [name = "canary"] = Object.keys(strategy);
  const inner = objectAt(strategy, name);
  const removable = Object.keys(inner).filter(
    key => !needed.includes(key) && !(inner.trafficRouting !== undefined && key.endsWith("Service")),
  );
  return [
    ...keysOf(
      spec,
      Object.keys(spec).filter(key => !needed.includes(key)),
      "spec",
    ),
    ...keysOf(inner, removable, "spec", "strategy", name),
    ...listAt(inner, "steps").flatMap((step, i) => [
      ...keysOf(at(step, "analysis"), ofUses, "spec", "strategy", name, "steps", i, "analysis"),
      ...keysOf(at(step, "experiment"), ofExperiments, "spec", "strategy", name, "steps", i, "experiment"),
    ]),
    ...templates.flatMap((template, i) => template.metrics.flatMap((metric, j) => keysOf(metric, ofMetrics, "templates", i, "metrics", j))),
  ];
}

// The first action, and what comes of it.
const shortest = 4;

/** Nothing may be left of what people do later on, nor of what is waited for after it. */
function endsOf({ until }: Scenario): readonly Cut[] {
  return [0.4, 0.6, 0.8].map(share => ({ at: ["until"], instead: Math.max(shortest, Math.ceil(until * share)) }));
}

/** Without what people would do after the end. */
function ending(scenario: Scenario): Scenario {
  const actions = scenario.actions.filter(({ at: time }) => time === undefined || Number.parseFloat(String(time)) < scenario.until);
  return actions.length === scenario.actions.length ? scenario : { ...scenario, actions };
}

function without(value: Json | undefined, [key, ...rest]: readonly (string | number)[], instead: Json | undefined): Json {
  if (Array.isArray(value) && typeof key === "number") {
    if (rest.length > 0) return value.with(key, without(value[key], rest, instead));
    return instead === undefined ? value.toSpliced(key, 1) : value.with(key, instead);
  }
  const entries = Object.entries(objectAt(value ?? {}));
  return Object.fromEntries(
    entries.flatMap(([name, held]): [string, Json][] => {
      if (name !== key) return [[name, held]];
      if (rest.length > 0) return [[name, without(held, rest, instead)]];
      return instead === undefined ? [] : [[name, instead]];
    }),
  );
}

/** The order of places in a scenario; what is inside comes after what it is in. */
function compared(a: Cut["at"], b: Cut["at"]): number {
  for (const [i, key] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    if (key !== other) return typeof key === "number" && typeof other === "number" ? key - other : String(key) < String(other) ? -1 : 1;
  }
  return a.length - b.length;
}
