import fc from "fast-check";
import { type JsonObject, objectAt } from "../../../core/base/json.ts";
import { actions, type StrategyName } from "./actions.ts";
import { type Addition, additions } from "./additions.ts";
import { among, between, fields, oneOf, sometimes } from "./chance.ts";
import { answers, templates } from "./metrics.ts";
import type { Scenario } from "./scenario.ts";
import { basicCanary, blueGreen, routedCanary } from "./strategies.ts";

/** The scenario of this number: the same for the same seed and addition, whatever else is made. */
export function scenarioOf(seed: number, number: number, addition?: Addition): Scenario {
  const drawn = addition === undefined ? scenarios : withAddition[addition];
  const made = fc.sample(fc.noBias(drawn), { seed, numRuns: number + 1 })[number];
  if (!made) throw new Error(`There is no scenario ${number}.`);
  return made;
}

const strategies: { readonly [name in StrategyName]: fc.Arbitrary<JsonObject> } = {
  basic: basicCanary.map(canary => ({ canary })),
  routed: routedCanary.map(canary => ({ canary })),
  blueGreen: blueGreen.map(made => ({ blueGreen: made })),
};

const around = fields({
  replicas: oneOf([6, between(1, 5)], [2, between(0, 9)]),
  minReadySeconds: sometimes(15, between(1, 4)),
  progressDeadlineSeconds: sometimes(25, between(6, 15)),
  progressDeadlineAbort: sometimes(20, fc.constant(true)),
  rollbackWindow: sometimes(10, fields({ revisions: between(1, 2) })),
});

/** Pods become ready between the seconds, and not where people act. */
const readiness = oneOf<{ readonly [key: string]: unknown }>(
  [5, fc.constant({ readyAfter: "1.4s" })],
  [3, fields({ readyAfter: among("0.2s", "2.4s", "3.5s", "5.4s") })],
  [1, fc.constant({ ready: "never" })],
);

const pods = fc.tuple(readiness, readiness).map(([second, third]) => [
  { image: "*:v1", readyAfter: "1.4s" },
  { image: "*:v2", ...second },
  { image: "*:v3", ...third },
]);

function scenariosOf(name: StrategyName): fc.Arbitrary<Scenario> {
  return fc
    .record({ strategy: strategies[name], around, templates, answers, pods, actions: actions(name), rest: between(15, 25) })
    .map(made => {
      const last = made.actions.findLast(action => action.at !== undefined)?.at;
      return {
        spec: { ...(made.around as JsonObject), strategy: made.strategy },
        templates: made.templates,
        ignore: [],
        until: Math.ceil(Number.parseFloat(String(last))) + made.rest,
        pods: made.pods as readonly JsonObject[],
        metrics: made.answers,
        actions: made.actions,
      };
    });
}

const anyStrategy = oneOf<StrategyName>([3, fc.constant("basic")], [4, fc.constant("routed")], [3, fc.constant("blueGreen")]);
const scenarios = anyStrategy.chain(scenariosOf).map(finished);

const withAddition: { readonly [name in Addition]: fc.Arbitrary<Scenario> } = {
  experiment: oneOf<StrategyName>([1, fc.constant("basic")], [1, fc.constant("routed")])
    .chain(scenariosOf)
    .chain(additions.experiment)
    .map(finished),
  restart: anyStrategy.chain(scenariosOf).chain(additions.restart).map(finished),
};

// After an abort over a router the controller points the canary Service to and fro in every pass, for as long as there are new pods.
function finished(scenario: Scenario): Scenario {
  const routed = objectAt(scenario.spec, "strategy", "canary").trafficRouting !== undefined;
  const mayAbort = /"do":"abort"|"analysis"|"experiment"|"progressDeadlineAbort"/.test(JSON.stringify([scenario.spec, scenario.actions]));
  return trimmed({ ...scenario, ignore: routed && mayAbort ? ["preview"] : [] });
}

/** Without templates and answers that nothing uses. */
export function trimmed(scenario: Scenario): Scenario {
  const used = JSON.stringify([scenario.spec, scenario.actions]);
  const kept = scenario.templates.filter(({ name }) => used.includes(`"templateName":"${name}"`));
  const queries = JSON.stringify(kept);
  return { ...scenario, templates: kept, metrics: scenario.metrics.filter(({ query }) => queries.includes(`"query":"${query}"`)) };
}
