import { routedTargets } from "./scale.ts";
import type { Canary, RolloutSpec } from "./spec.ts";
import type { RolloutState } from "./state.ts";
import { counts, fullyPromoted, others, type PodsOf, podTargets, surge, type Targets, unavailable } from "./targets.ts";
import { areThere } from "./threshold.ts";

/** Sizes of one pass without a router: as far towards the targets as surge and availability allow. (`CalculateReplicaCountsForBasicCanary`) */
export function basicSizes(spec: RolloutSpec, canary: Canary, state: RolloutState, pods: PodsOf): Targets {
  const wanted = podTargets(spec, canary, state);
  const fresh = counts(state, state.currentHash, pods);
  const stable = counts(state, state.stableHash, pods);
  // A promotion may come before all pods are there (`replicaProgressThreshold`): what was made the stable version grows on as surge allows.
  const promoted = fullyPromoted(state);
  const allowed = spec.replicas + surge(canary, spec.replicas);
  let newCount = fresh.spec;
  let stableCount = promoted ? 0 : stable.spec;
  let up = allowed - state.replicaSets.reduce((sum, set) => sum + set.desired, 0);
  if (!promoted && stable.spec < wanted.stable && up > 0) {
    const gap = wanted.stable - stable.spec;
    stableCount += Math.min(up, gap);
    up = Math.max(0, up - gap);
  }
  if (fresh.spec < wanted.canary && up > 0) newCount += Math.min(up, wanted.canary - fresh.spec);
  // Pods of earlier versions go first.
  if (others(state).some(set => set.desired > 0)) return { canary: newCount, stable: stableCount };

  const minimum = spec.replicas - unavailable(canary, spec.replicas);
  const increasing = wanted.canary >= fresh.spec;
  const pool = spare(fresh.spec, fresh.available, !increasing) + spare(stable.spec, stable.available, increasing);
  if (pool <= minimum || (promoted && increasing)) return { canary: newCount, stable: stableCount };
  const down = pool - minimum;
  const [drainSpec, drainAvailable, drainWanted] = increasing
    ? [stable.spec, stable.available, wanted.stable]
    : [fresh.spec, fresh.available, wanted.canary];
  let drained = increasing ? stableCount : newCount;
  let adjusted = increasing ? newCount : stableCount;
  const adjustedAvailable = increasing ? fresh.available : stable.available;
  if (drainSpec > drainWanted) drained = Math.max(drainWanted, drainSpec - down);
  adjusted -= Math.max(0, adjusted + drained - allowed);
  const lost = Math.max(0, adjustedAvailable - adjusted);
  const have = Math.min(drainAvailable, drained) + Math.min(adjustedAvailable, adjusted);
  adjusted += Math.min(lost, Math.max(0, minimum - have));
  drained -= Math.max(0, adjusted + drained - allowed);
  return increasing ? { canary: adjusted, stable: drained } : { canary: drained, stable: adjusted };
}

function spare(size: number, available: number, ignoreAvailability: boolean): number {
  return size < available || ignoreAvailability ? size : available;
}

/**
 * Have the pods reached what the current step asks for? (`AtDesiredReplicaCountsForCanary`) Without a router the controller compares with
 * the sizes of this very pass, not with the step's final ones: where too few pods are available to go on, a step is done before its share is there.
 */
export function atDesired(spec: RolloutSpec, canary: Canary, state: RolloutState, pods: PodsOf, recorded?: number): boolean {
  const wanted = canary.router ? routedTargets(spec, canary, state, pods, recorded) : basicSizes(spec, canary, state, pods);
  const fresh = counts(state, state.currentHash, pods);
  if (!areThere(canary, fresh, wanted.canary)) return false;
  // With `dynamicStableScale` the stable version follows the traffic.
  if (!fullyPromoted(state) && !canary.dynamicStableScale) {
    const stable = counts(state, state.stableHash, pods);
    if (stable.spec !== wanted.stable || stable.replicas !== wanted.stable) return false;
  }
  return canary.router !== undefined || others(state).every(set => pods(set.version.hash).available === 0);
}
