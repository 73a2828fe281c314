import { countOf } from "../../base/intorpercent.ts";
import type { Pass } from "./pass.ts";
import type { RolloutSpec } from "./spec.ts";
import { type RolloutState, withReplicaSet } from "./state.ts";
import { unavailable } from "./targets.ts";

// Pods are made anew by evicting those that are older than `spec.restartAt`. Source: `argo-rollouts.md` 3.13.

/** Is a restart asked for that was not seen through? */
export function isUnderWay({ restartAt }: RolloutSpec, { restartedAt }: Pick<RolloutState, "restartedAt">): boolean {
  return restartAt !== undefined && restartAt !== restartedAt;
}

/**
 * Evicts as many older pods as may be missing at once, one at least; once none is left the restart is over. Where too few are available
 * for that the next pass goes on with it. (`RolloutPodRestarter.Reconcile`)
 */
export function reconcileRestart(pass: Pass, state: RolloutState): { readonly state: RolloutState; readonly evicted: number } {
  const { spec, now, pods } = pass;
  if (!isUnderWay(spec, state) || spec.restartAt === undefined || now < spec.restartAt) return { state, evicted: 0 };
  const sum = (of: (hash: string) => number): number => state.replicaSets.reduce((total, set) => total + of(set.version.hash), 0);
  const desired = state.replicaSets.reduce((total, set) => total + set.desired, 0);
  let room = sum(hash => pods(hash).available) - Math.max(spec.replicas, desired) + Math.max(1, mostMissing(spec));
  let next = state;
  let evicted = 0;
  let left = 0;
  for (const { version, evicted: before = 0 } of byName(state)) {
    const old = outdated(pass, version.hash);
    const go = Math.max(0, Math.min(room, old));
    room -= go;
    evicted += go;
    left += old - go;
    if (go > 0) next = withReplicaSet(next, version.hash, { evicted: before + go });
  }
  return { state: left === 0 ? { ...next, restartedAt: spec.restartAt } : next, evicted };
}

/** Where nobody counted them all pods are taken to be older. */
function outdated(pass: Pass, hash: string): number {
  const status = pass.pods(hash);
  return status.outdated ?? status.replicas;
}

/** Pods go in the order of their names, and so in that of the hashes in them. Of hashes that are not the controller's: the stable version first. */
function byName(state: RolloutState): RolloutState["replicaSets"] {
  const isKnown = state.replicaSets.every(({ version }) => version.assumed !== true);
  const rank = (hash: string): number => (hash === state.stableHash ? 0 : hash === state.currentHash ? 1 : 2);
  return state.replicaSets.toSorted(({ version: { hash: a } }, { version: { hash: b } }) =>
    isKnown ? (a < b ? -1 : 1) : rank(a) - rank(b),
  );
}

function mostMissing({ strategy, replicas }: RolloutSpec): number {
  if (strategy.kind === "canary") return unavailable(strategy, replicas);
  return strategy.kind === "blueGreen" ? (countOf(strategy.maxUnavailable, replicas, "down") ?? 0) : 0;
}
