import fc from "fast-check";
import type { JsonObject } from "../../../core/base/json.ts";
import { among, between, fields, oneOf, sometimes } from "./chance.ts";
import { basicSteps, isRoute, routedSteps } from "./strategies.ts";

/** What people do. */

type Deed = { readonly [key: string]: unknown };
export type StrategyName = "basic" | "routed" | "blueGreen";

const only = (name: string): fc.Arbitrary<Deed> => fc.constant({ do: name });

const images = fields({ do: fc.constant("setImage"), image: among("demo:v1", "demo:v1", "demo:v2", "demo:v3", "demo:v3") });
const undo = fields({ do: fc.constant("undo"), toRevision: sometimes(40, among(1, 2)) });
const scale = fields({ do: fc.constant("scale"), replicas: between(0, 9) });

/** Patches of fields that hold while an update is under way, by strategy. */
const changes: { readonly [name in StrategyName]: fc.Arbitrary<Deed> } = {
  basic: oneOf<Deed>(
    [3, fields({ steps: basicSteps })],
    [1, fields({ maxSurge: among<unknown>(1, 2, "50%") })],
    [1, fields({ maxUnavailable: among<unknown>(1, 2, "40%"), maxSurge: fc.constant(1) })],
  ),
  routed: oneOf<Deed>(
    // Routes of steps must be managed, and those of a patch are not.
    [3, fields({ steps: routedSteps.map(steps => steps.filter(step => !isRoute(step))) })],
    [1, fields({ abortScaleDownDelaySeconds: among(0, 3, 6) })],
    [1, fields({ minPodsPerReplicaSet: between(1, 3) })],
  ),
  blueGreen: oneOf<Deed>(
    [2, fields({ autoPromotionEnabled: among(true, false) })],
    [1, fields({ autoPromotionSeconds: between(1, 5) })],
    [1, fields({ previewReplicaCount: between(0, 4) })],
    [1, fields({ scaleDownDelaySeconds: between(1, 6), abortScaleDownDelaySeconds: between(1, 6) })],
  ),
};

const template = among("demo:v1", "demo:v2", "demo:v3").map(image => ({ spec: { containers: [{ name: "app", image }] } }));

function patch(strategy: StrategyName): fc.Arbitrary<Deed> {
  const key = strategy === "blueGreen" ? "blueGreen" : "canary";
  return oneOf<Deed>(
    [4, changes[strategy].map(change => ({ strategy: { [key]: change } }))],
    [1, fields({ minReadySeconds: between(0, 3) })],
    [1, fields({ progressDeadlineSeconds: between(6, 14) })],
    // More than one thing at once.
    [1, fields({ replicas: between(0, 7), template })],
    [1, fc.record({ change: changes[strategy], template }).map(made => ({ strategy: { [key]: made.change }, template: made.template }))],
  ).map(spec => ({ do: "patch", merge: { spec } }));
}

function deed(strategy: StrategyName): fc.Arbitrary<Deed> {
  const skips: readonly (readonly [number, fc.Arbitrary<Deed>])[] =
    strategy === "blueGreen"
      ? []
      : [
          [1, only("skipCurrentStep")],
          [0.5, only("skipAllSteps")],
        ];
  return oneOf<Deed>(
    [4, images],
    [4, only("promote")],
    [1.5, only("promoteFull")],
    [3, only("abort")],
    [3, only("retry")],
    [1, undo],
    [1.5, only("pause")],
    [1.5, only("resume")],
    [2, scale],
    [1.5, patch(strategy)],
    ...skips,
  );
}

/**
 * A new version, and what follows: at a fraction of a second at which no pod becomes ready, no time of the controller ends and no answer changes
 * (see also `readiness`). What waits for a pause follows right after the new version: later on the controller shows a pause for a moment where
 * there is none, between two writes.
 */
export function actions(strategy: StrategyName): fc.Arbitrary<readonly JsonObject[]> {
  const some = (most: number, longest: number) =>
    fc.array(fc.record({ deed: deed(strategy), gap: between(1, longest) }), { minLength: 0, maxLength: most });
  const last = sometimes(50, oneOf([4, only("promote")], [1, only("promoteFull")], [1, only("abort")], [1, images]));
  return fc.tuple(oneOf([2, some(3, 8)], [3, some(7, 5)]), last).map(([list, whenPaused]) => {
    let second = 1;
    const timed = list.map(({ deed, gap }) => {
      second += gap;
      return { at: `${second}.07s`, ...deed };
    });
    const begun = [{ at: "1.07s", do: "setImage", image: "demo:v2" }, ...timed];
    return withoutRaces([
      ...begun,
      ...(whenPaused && timed.length === 0 ? [{ when: { phase: "Paused" }, after: "2.3s", ...whenPaused }] : []),
    ]);
  }) as fc.Arbitrary<readonly JsonObject[]>;
}

/**
 * A promotion of what a person paused is two requests of the upstream command line, and the controller looks between them or does not: see
 * `test/conformance/replays-open`. A pause is taken back before anything else is promoted.
 */
function withoutRaces(list: readonly Deed[]): readonly Deed[] {
  let paused = false;
  return list.filter(({ do: name }) => {
    if (paused && (name === "promote" || name === "promoteFull")) return false;
    if (name === "pause" || name === "resume") paused = name === "pause";
    return true;
  });
}
