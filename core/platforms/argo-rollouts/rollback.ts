import type { RolloutSpec } from "./spec.ts";
import { type RolloutState, replicaSetOf } from "./state.ts";

// ReplicaSets stand in the order in which they were made, and that is their age: the revision of one that is wanted again is new.
const ageOf = (state: RolloutState, hash: string): number => state.replicaSets.findIndex(set => set.version.hash === hash);

/** Is the version that is wanted older than the stable one? */
export function isOlder(state: RolloutState): boolean {
  return ageOf(state, state.currentHash) < ageOf(state, state.stableHash);
}

/**
 * Is the version that is wanted one that was there before, with few enough others made in between (`rollbackWindow`)? It then goes
 * through no step, no pause and no analysis. (`isRollbackWithinWindow`)
 */
export function isWithinWindow({ rollbackWindow }: RolloutSpec, state: RolloutState): boolean {
  if (rollbackWindow <= 0 || !isOlder(state)) return false;
  return ageOf(state, state.stableHash) - ageOf(state, state.currentHash) - 1 < rollbackWindow;
}

/** Has the ReplicaSet that is wanted pods left? */
export function stillRuns(state: RolloutState, hash: string): boolean {
  return (replicaSetOf(state, hash)?.desired ?? 0) > 0;
}
