import type { BlueGreenPass } from "../pass.ts";
import { isOlder, isWithinWindow } from "../rollback.ts";
import { type RolloutState, replicaSetOf } from "../state.ts";
import { fullyPromoted } from "../targets.ts";

/**
 * Is the version that is wanted one that was there before and still runs, so that nothing has to be looked at again? True of the stable
 * one, and of one that has not reached its scale-down deadline. (`isFastRollback`)
 */
export function isFastRollback(pass: BlueGreenPass, state: RolloutState): boolean {
  if (fullyPromoted(state)) return true;
  const deadline = replicaSetOf(state, state.currentHash)?.scaleDownAt;
  return isWithinWindow(pass.spec, state) || (isOlder(state) && deadline !== undefined && deadline > pass.now);
}

/** Does the update go on without a pause? `fast` as the pass began. (`isBlueGreenFastTracked`) */
export function isFastTracked(state: RolloutState, fast: boolean): boolean {
  const active = state.services.stable;
  return fast || state.promoteFull || active === undefined || active === state.currentHash;
}

/** Has the new ReplicaSet all pods that the Rollout is to have? (`IsSaturated`) */
export function isSaturated(pass: BlueGreenPass, state: RolloutState): boolean {
  const { replicas } = pass.spec;
  const set = replicaSetOf(state, state.currentHash);
  return set?.desired === replicas && set.rolloutReplicas === replicas && pass.pods(state.currentHash).available === replicas;
}
