import fc from "fast-check";
import { type JsonObject, objectAt } from "../../../core/base/json.ts";
import { among, between, fields, oneOf, sometimes } from "./chance.ts";
import { experimentUse } from "./metrics.ts";
import type { Scenario } from "./scenario.ts";

/** What is put into scenarios when it is asked for. It is drawn apart from them: their own seeds give what they gave before. */
export type Addition = (typeof additionNames)[number];

export const additionNames = ["experiment", "restart"] as const;

/** A scenario with the addition, of those whose strategy allows it. */
export const additions: { readonly [name in Addition]: (scenario: Scenario) => fc.Arbitrary<Scenario> } = {
  experiment: withExperiments,
  restart: withRestarts,
};

const template = fields({ specRef: among("stable", "canary"), replicas: sometimes(70, between(1, 2)) });

const experiment = fields({
  duration: sometimes(80, among("2s", "3s", "4s", "6s")),
  scaleDownDelaySeconds: sometimes(70, oneOf([4, between(1, 6)], [1, fc.constant(0)])),
  templates: oneOrTwo(template, ["one", "two"]),
  analyses: sometimes(60, oneOrTwo(experimentUse, ["judge", "witness"])),
}) as fc.Arbitrary<JsonObject>;

function oneOrTwo(made: fc.Arbitrary<object>, names: readonly [string, string]): fc.Arbitrary<unknown> {
  return fc.array(made, { minLength: 1, maxLength: 2 }).map(list => list.map((one, i) => ({ name: names[i], ...one })));
}

// Pods of an experiment come, stay and go, beside what takes its time anyway.
const longer = 12;

/** One or two of the steps are experiments. */
function withExperiments(scenario: Scenario): fc.Arbitrary<Scenario> {
  const strategy = objectAt(scenario.spec, "strategy");
  const canary = objectAt(strategy, "canary");
  const steps = (canary.steps ?? []) as readonly JsonObject[];
  const place = between(0, steps.length);
  return fc.array(fc.record({ place, experiment }), { minLength: 1, maxLength: 2 }).map(list => {
    const more = list
      .toSorted((a, b) => b.place - a.place)
      .reduce<readonly JsonObject[]>((made, one) => made.toSpliced(one.place, 0, { experiment: one.experiment }), steps);
    return {
      ...scenario,
      spec: { ...scenario.spec, strategy: { canary: { ...canary, steps: more } } },
      until: scenario.until + longer * list.length,
    };
  });
}

// The controller looks every 30 s whether more pods may go.
const nextBatch = 34;

/** Once or twice somebody has the pods made anew, in seconds in which nobody else acts. */
function withRestarts(scenario: Scenario): fc.Arbitrary<Scenario> {
  const seconds = fc.uniqueArray(between(2, 20), { minLength: 1, maxLength: 2 });
  return seconds.map(list => {
    const taken = scenario.actions.map(({ at }) => at);
    const free = list.map(second => `${second}.07s`).filter(at => !taken.includes(at));
    const restarts = (free.length > 0 ? free : [`${scenario.until}.07s`]).map(at => ({ at, do: "restart" }));
    const timed = scenario.actions.filter(({ when }) => when === undefined);
    const waiting = scenario.actions.filter(({ when }) => when !== undefined);
    return {
      ...scenario,
      actions: [
        ...[...timed, ...restarts].toSorted((a, b) => Number.parseFloat(String(a.at)) - Number.parseFloat(String(b.at))),
        ...waiting,
      ],
      until: Math.max(scenario.until, ...list) + nextBatch,
    };
  });
}
