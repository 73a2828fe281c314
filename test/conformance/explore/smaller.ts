import { type Json, type JsonObject, objectAt } from "../../../core/base/json.ts";
import type { Scenario } from "./scenario.ts";
import { trimmed } from "./scenarios.ts";

/** Scenarios with one part less each, those that lose most first. */
export function smaller(scenario: Scenario): readonly Scenario[] {
  const made = [...withoutItems(scenario), ...withoutFields(scenario)].map(trimmed);
  return unique(made)
    .filter(candidate => sizeOf(candidate) < sizeOf(scenario))
    .toSorted((a, b) => sizeOf(a) - sizeOf(b));
}

/** How much there is of it. */
export function sizeOf(scenario: Scenario): number {
  return JSON.stringify(scenario).length;
}

function unique(list: readonly Scenario[]): readonly Scenario[] {
  return [...new Map(list.map(scenario => [JSON.stringify(scenario), scenario])).values()];
}

// The first action begins the update: without it there is nothing to see.
function withoutItems(scenario: Scenario): readonly Scenario[] {
  const { actions, pods, metrics, templates } = scenario;
  const [begun, ...later] = actions;
  return [
    ...(begun
      ? [...without(later), later.slice(0, Math.floor(later.length / 2))].map(rest => ({ ...scenario, actions: [begun, ...rest] }))
      : []),
    ...without(pods).map(rest => ({ ...scenario, pods: rest })),
    ...metrics.flatMap((metric, i) =>
      without(metric.answers as readonly Json[])
        .filter(answers => answers.length > 0)
        .map(answers => ({ ...scenario, metrics: metrics.with(i, { ...metric, answers }) })),
    ),
    ...templates.flatMap((template, i) =>
      without(template.metrics)
        .filter(rest => rest.length > 0)
        .map(rest => ({ ...scenario, templates: templates.with(i, { ...template, metrics: rest }) })),
    ),
  ];
}

// What the controller can not be without, or not without another field.
const needed = ["replicas", "activeService", "trafficRouting", "maxSurge", "successCondition", "failureCondition"];

function withoutFields(scenario: Scenario): readonly Scenario[] {
  const { spec, templates } = scenario;
  const { strategy, ...rest } = spec;
  const name = Object.keys(objectAt(strategy))[0] ?? "canary";
  const inner = objectAt(strategy, name);
  const withInner = (made: JsonObject): Scenario => ({ ...scenario, spec: { ...rest, strategy: { [name]: made } } });
  const routed = inner.trafficRouting !== undefined;
  const steps = (inner.steps ?? []) as readonly JsonObject[];
  const removable = Object.keys(inner).filter(key => !needed.includes(key) && key !== "steps" && !(routed && key.endsWith("Service")));
  return [
    ...withoutKeys(rest).map(made => ({ ...scenario, spec: { ...made, strategy: strategy ?? {} } })),
    ...removable.map(key => withInner(lacking(inner, key))),
    ...without(steps).map(left => withInner({ ...inner, steps: left })),
    ...templates.flatMap((template, i) =>
      template.metrics.flatMap((metric, j) =>
        ["initialDelay", "inconclusiveLimit", "consecutiveErrorLimit"]
          .filter(key => key in metric)
          .map(key => ({
            ...scenario,
            templates: templates.with(i, { ...template, metrics: template.metrics.with(j, lacking(metric, key)) }),
          })),
      ),
    ),
  ];
}

function withoutKeys(object: JsonObject): readonly JsonObject[] {
  return Object.keys(object)
    .filter(key => !needed.includes(key))
    .map(key => lacking(object, key));
}

function lacking(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

/** The lists with one item less. */
function without<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.map((_, i) => list.toSpliced(i, 1));
}
