import type { Inputs } from "../platform.ts";
import { reconcileAnalysisRuns } from "./analysis-runs.ts";
import { reconcileExperiments } from "./experiments/reconcile.ts";
import type { CanaryPass } from "./pass.ts";
import { pausedFor, reconcilePause } from "./pause.ts";
import { reconcileProgress } from "./progress.ts";
import { reconcileReplicaSets, scaleStableAsNew } from "./replica-sets.ts";
import { isScalingEvent, reset, syncRevision } from "./reset.ts";
import { reconcileRestart } from "./restart.ts";
import { reconcileRevisionHistory } from "./revision-history.ts";
import { type RolloutState, replicaSetOf } from "./state.ts";
import { phaseOf, reconcileStatus } from "./status.ts";
import { fullyPromoted } from "./targets.ts";
import { reconcileServices, reconcileTraffic } from "./traffic.ts";

/** One pass over a canary: another version or other steps begin an update, else it goes on. Source: `argo-rollouts.md` 3.1, 3.2. */
export function passOverCanary(pass: CanaryPass, found: RolloutState, inputs: Inputs): RolloutState {
  const { stepsHash, steps } = pass.canary;
  const { hash } = inputs.wanted;
  if (isScalingEvent(pass, found, hash)) {
    const scaled = reconcileScaling(pass, found, inputs);
    return { ...scaled, ...phaseOf(pass, scaled) };
  }
  if (pass.late && !replicaSetOf(found, hash)) return syncRevision(pass, found, inputs);
  const before = { ...found, invalid: undefined };
  const state =
    before.stepsHash === stepsHash && before.currentHash === hash
      ? reconcile(pass, before)
      : reset(pass, syncRevision(pass, before, inputs), hash, { hash: stepsHash, count: steps.length });
  if (state.waitsUntil !== undefined) return state;
  return pass.ended() ? left(pass, { ...state, invalid: found.invalid }) : { ...state, ...phaseOf(pass, state) };
}

/** A pass that ended before its time: of the status it wrote at most, right at its beginning, that a pause began or ended. (`checkPausedConditions`) */
function left(pass: CanaryPass, state: RolloutState): RolloutState {
  const isPaused = state.pauses.length > 0 || pass.spec.paused;
  return state.abort || isPaused === (state.phase === "Paused") ? state : { ...state, ...phaseOf(pass, state) };
}

/**
 * A pass that scales only (`syncReplicasOnly`). A version that has come at the same time has its ReplicaSet by then, but the status does not know
 * of it: its size is what a Rollout that has nothing under way would give to the newest version.
 */
function reconcileScaling(pass: CanaryPass, before: RolloutState, inputs: Inputs): RolloutState {
  const { currentHash, promoteFull } = before;
  const synced = inputs.wanted.hash === currentHash ? before : syncRevision(pass, before, inputs);
  if (isHalted(pass, before)) return synced;
  if (pass.canary.router && synced !== before && inputs.wanted.hash === before.stableHash && !fullyPromoted(before))
    return scaleStableAsNew(pass, synced, before);
  const seen =
    synced === before ? before : { ...synced, currentHash: inputs.wanted.hash, promoteFull: promoteFull || fullyPromoted(before) };
  return { ...reconcileReplicaSets(pass, seen, before).state, currentHash, promoteFull };
}

/** One pass that is no reset. Each part gives its reasons in events. */
function reconcile(pass: CanaryPass, before: RolloutState): RolloutState {
  const restart = reconcileRestart(pass, before);
  // The counts say nothing of pods that have just been told to go: what is to be scaled has to wait for the next pass.
  if (restart.evicted > 0) {
    pass.leave();
    return { ...restart.state, restartedAt: before.restartedAt };
  }
  let state = reconcileServices(pass, reconcileRevisionHistory(pass, restart.state));
  state = reconcileTraffic(pass, state);
  if (pass.ended() || state.waitsUntil !== undefined) return state;
  const pauses = state.pauses.length;
  state = reconcileExperiments(pass, state);
  state = reconcileAnalysisRuns(pass, state);
  // An inconclusive analysis ends the pass.
  if (state.pauses.length <= pauses) {
    const sized = isHalted(pass, state) ? { state, scaled: false } : reconcileReplicaSets(pass, state, before);
    state = sized.scaled ? sized.state : reconcilePause(pass, sized.state);
  }
  state = reconcileStatus(pass, state, before);
  return reconcileProgress(pass, state);
}

/** Does a person, or a measurement that says nothing, hold the pods as they are? (`haltProgress`) */
function isHalted({ spec }: CanaryPass, state: RolloutState): boolean {
  return spec.paused || pausedFor(state, "InconclusiveAnalysisRun");
}
