import type { Canary, CanaryScale, RolloutSpec } from "./spec.ts";
import type { RolloutState } from "./state.ts";
import { counts, currentSetWeight, fullyPromoted, type PodsOf, type Targets } from "./targets.ts";

/** How many pods each version is to have where a router shares the traffic out. Source: `argo-rollouts.md` 3.6, 3.7. */

/**
 * The counts to reach. `recorded` is the weight of the new version as it was written last, which with `dynamicStableScale` holds pods back:
 * undefined where nothing was. (`CalculateReplicaCountsForTrafficRoutedCanary`)
 */
export function routedTargets(spec: RolloutSpec, canary: Canary, state: RolloutState, pods: PodsOf, recorded: number | undefined): Targets {
  const { replicas } = spec;
  const scale = scaleInForce(canary, state);
  const weight = scale?.by === "replicas" ? 0 : scale?.by === "weight" ? scale.weight : desiredWeight(spec, canary, state, pods);
  const fresh = scale?.by === "replicas" ? scale.replicas : atLeast(canary, replicas, podsFor(weight, canary, replicas));
  if (!canary.dynamicStableScale) return { canary: fresh, stable: replicas };
  const stable = podsFor(canary.maxWeight - weight, canary, replicas);
  if (recorded === undefined) return { canary: atLeast(canary, replicas, fresh), stable: atLeast(canary, replicas, stable) };
  // Neither gives up pods before the traffic has left them.
  const held = podsFor(canary.maxWeight - recorded, canary, replicas);
  const kept = state.abort ? podsFor(recorded, canary, replicas) : 0;
  return { canary: atLeast(canary, replicas, Math.max(fresh, kept)), stable: atLeast(canary, replicas, Math.max(stable, held)) };
}

/** The `setCanaryScale` that holds now: the nearest at or before the current step. (`UseSetCanaryScale`) */
function scaleInForce(canary: Canary, state: RolloutState): CanaryScale | undefined {
  if (state.promoteFull || fullyPromoted(state)) return undefined;
  // An abort ends it, unless the new pods are to stay.
  if (state.abort && canary.abortScaleDownDelaySeconds !== 0) return undefined;
  const index = state.stepIndex;
  if (index === undefined || index >= canary.steps.length) return undefined;
  for (let i = index; i >= 0; i--) {
    const step = canary.steps[i];
    if (step?.kind === "setCanaryScale") return step.scale.by === "traffic" ? undefined : step.scale;
  }
  return undefined;
}

/** The weight that decides on pods: of an aborted rollout with `dynamicStableScale` it goes back through the steps. (`GetDesiredCanaryWeight`) */
export function desiredWeight(spec: RolloutSpec, canary: Canary, state: RolloutState, pods: PodsOf): number {
  if (state.promoteFull || fullyPromoted(state)) return canary.maxWeight;
  return state.abort && canary.dynamicStableScale ? weightOnTheWayBack(spec, canary, state, pods) : currentSetWeight(canary, state);
}

/** The next lower `setWeight` that takes pods from the new version, or 0. */
export function weightOnTheWayBack(spec: RolloutSpec, canary: Canary, state: RolloutState, pods: PodsOf): number {
  const missing = spec.replicas - counts(state, state.stableHash, pods).available;
  const now = Math.max(missing, counts(state, state.currentHash, pods).available);
  for (const step of canary.steps.toReversed())
    if (step.kind === "setWeight" && podsFor(step.weight, canary, spec.replicas) < now) return step.weight;
  return 0;
}

function podsFor(weight: number, canary: Canary, replicas: number): number {
  return Math.ceil((weight * replicas) / canary.maxWeight);
}

function atLeast(canary: Canary, replicas: number, count: number): number {
  return count === 0 ? 0 : Math.max(count, Math.min(canary.minPodsPerReplicaSet, replicas));
}
