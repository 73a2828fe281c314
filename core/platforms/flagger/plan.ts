import type { Plan, Stage } from "../../plan/plan.ts";
import type { CanarySpec } from "./spec.ts";

/** What a Canary will do: a weight each interval, checked before the next. */
export function plan(spec: CanarySpec): Plan {
  const names = { canary: "progressive canary", "blue-green": "blue-green", "ab-testing": "A/B test" } as const;
  const stages: Stage[] =
    spec.strategy === "canary" ? weights(spec).map(weight => ({ kind: "weight", weight, at: spec.places.weights })) : [];
  return {
    platform: "flagger",
    strategy: spec.provider ? `${names[spec.strategy]} over ${spec.provider.label}` : names[spec.strategy],
    replicas: spec.target.replicas,
    stages,
    beside:
      spec.metrics.length > 0
        ? [
            {
              names: spec.metrics.map(metric => metric.name),
              sampling: { kind: "until stopped", everySeconds: spec.interval / 1000 },
              fromStage: 0,
              at: spec.places.metrics,
            },
          ]
        : [],
    notPredicted: spec.notPredicted,
  };
}

/** The weights that traffic goes through, up to the first that is at or above the maximum. */
export function weights(spec: CanarySpec): readonly number[] {
  if (spec.stepWeights.length > 0) return spec.stepWeights.map(weight => Math.min(100, weight));
  if (spec.stepWeight <= 0) return [];
  const found: number[] = [];
  for (let weight = spec.stepWeight; ; weight += spec.stepWeight) {
    found.push(Math.min(100, weight));
    if (weight >= spec.maxWeight || weight >= 100) return found;
  }
}
