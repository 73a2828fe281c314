import { countOf } from "../../base/intorpercent.ts";
import type { WorkloadStatus } from "../workloads.ts";
import type { Canary, RolloutSpec, Step } from "./spec.ts";
import { type ReplicaSet, type RolloutState, replicaSetOf } from "./state.ts";

/** How many pods each version is to have, and which share of traffic. Source: `argo-rollouts.md` 3.3 to 3.6. */

export interface Targets {
  readonly canary: number;
  readonly stable: number;
}

/** Counts of a ReplicaSet: what its spec says and what its status shows. */
export interface Counts {
  readonly spec: number;
  readonly replicas: number;
  readonly available: number;
}

export type PodsOf = (hash: string) => WorkloadStatus;

/** The step that the Rollout stands at; undefined past the last one. */
export function currentStep(canary: Canary, state: RolloutState): Step | undefined {
  return state.stepIndex === undefined ? undefined : canary.steps[state.stepIndex];
}

/** The weight that the steps ask for now: that of the nearest `setWeight` at or before the current step. (`GetCurrentSetWeight`) */
export function currentSetWeight(canary: Canary, state: RolloutState): number {
  if (state.abort) return 0;
  const index = state.stepIndex;
  if (index === undefined || index >= canary.steps.length) return canary.maxWeight;
  return weightBefore(canary, index + 1);
}

/** The weight of the last `setWeight` before an index; 0 where there is none. */
export function weightBefore(canary: Canary, index: number): number {
  for (let i = Math.min(index, canary.steps.length) - 1; i >= 0; i--) {
    const step = canary.steps[i];
    if (step?.kind === "setWeight") return step.weight;
  }
  return 0;
}

/** A weight in percent of all traffic. */
export function percentOf({ maxWeight }: Canary, weight: number): number {
  return (weight * 100) / maxWeight;
}

/** Is the new version the stable one? */
export function fullyPromoted(state: RolloutState): boolean {
  return state.currentHash === state.stableHash;
}

/** The counts that both versions are to reach at the current step, where the number of pods stands for the weight. */
export function podTargets(spec: RolloutSpec, canary: Canary, state: RolloutState): Targets {
  if (fullyPromoted(state)) return { canary: spec.replicas, stable: 0 };
  const weight = state.promoteFull ? 100 : currentSetWeight(canary, state);
  return basicTargets(spec.replicas, weight, surge(canary, spec.replicas));
}

/**
 * Without a router the number of pods stands for the weight: the pair whose share is nearest to it, never zero pods between 1
 * and 99 %, with one pod more than wanted where `maxSurge` allows. Where every pair is excluded (no surge, and `N*w/100` ends in .5
 * and rounds up to N) the controller takes (0, N), which scales the canary *down*: a defect that is kept here, since it is what happens.
 */
export function basicTargets(replicas: number, weight: number, maxSurge: number): Targets {
  if (replicas === 0) return { canary: 0, stable: 0 };
  const up = Math.ceil((replicas * weight) / 100);
  const down = Math.floor((replicas * weight) / 100);
  const tied = (total: number): boolean => (total * (weight / 100)) % 1 === 0.5;
  const zeroAllowed = weight === 100 || weight === 0 || (replicas === 1 && maxSurge === 0);
  const options: { canary: number; total: number }[] = [];
  if (up < replicas || zeroAllowed) options.push({ canary: up, total: replicas });
  if (!tied(replicas) && (down !== 0 || zeroAllowed)) options.push({ canary: down, total: replicas });
  if (maxSurge > 0) options.push({ canary: up, total: replicas + 1 });
  if (maxSurge > 0 && !tied(replicas + 1) && (down !== 0 || zeroAllowed)) options.push({ canary: down, total: replicas + 1 });
  let best: { canary: number; total: number } | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const option of options) {
    const distance = Math.abs((option.canary * 100) / option.total - weight);
    if (distance < nearest) {
      best = option;
      nearest = distance;
    }
  }
  return best ? { canary: best.canary, stable: best.total - best.canary } : { canary: 0, stable: replicas };
}

/** Pods above the wanted count. */
export function surge(canary: Canary, replicas: number): number {
  return countOf(canary.maxSurge, replicas, "up") ?? 0;
}

/** Pods below the wanted count; 1 where both limits come out as 0, since nothing could move otherwise. */
export function unavailable(canary: Canary, replicas: number): number {
  const rounded = countOf(canary.maxUnavailable, replicas, "down") ?? 0;
  const count = surge(canary, replicas) === 0 && rounded === 0 ? 1 : rounded;
  return Math.min(count, replicas);
}

/** Spec and status of the ReplicaSet of a hash; zeros where there is none. */
export function counts(state: RolloutState, hash: string, pods: PodsOf): Counts {
  const set = replicaSetOf(state, hash);
  const status = pods(hash);
  return { spec: set?.desired ?? 0, replicas: status.replicas, available: status.available };
}

/** ReplicaSets that are neither the new one nor the stable one. */
export function others(state: RolloutState): readonly ReplicaSet[] {
  return state.replicaSets.filter(set => set.version.hash !== state.currentHash && set.version.hash !== state.stableHash);
}
