import type { Inputs } from "../platform.ts";
import { reconcileAnalysisRuns } from "./analysis-runs.ts";
import type { CanaryPass } from "./pass.ts";
import { pausedFor, reconcilePause } from "./pause.ts";
import { reconcileProgress } from "./progress.ts";
import { reconcileReplicaSets } from "./replica-sets.ts";
import { isScalingEvent, reset, syncRevision } from "./reset.ts";
import type { RolloutState } from "./state.ts";
import { phaseOf, reconcileStatus } from "./status.ts";
import { reconcileServices, reconcileTraffic } from "./traffic.ts";

/** One pass over a canary: another version or other steps begin an update, else it goes on. Source: `argo-rollouts.md` 3.1, 3.2. */
export function passOverCanary(pass: CanaryPass, before: RolloutState, inputs: Inputs): RolloutState {
  const { stepsHash, steps } = pass.canary;
  const { hash } = inputs.wanted;
  if (before.currentHash === hash && isScalingEvent(pass, before)) {
    const scaled = isHalted(pass, before) ? before : reconcileReplicaSets(pass, before, before).state;
    return { ...scaled, ...phaseOf(pass, scaled) };
  }
  const state =
    before.stepsHash === stepsHash && before.currentHash === hash
      ? reconcile(pass, before)
      : reset(pass, syncRevision(pass, before, inputs), hash, { hash: stepsHash, count: steps.length });
  if (state.waitsUntil !== undefined) return state;
  return { ...state, ...phaseOf(pass, state) };
}

/** One pass that is no reset. Each part gives its reasons in events. */
function reconcile(pass: CanaryPass, before: RolloutState): RolloutState {
  let state = reconcileServices(pass, before);
  state = reconcileTraffic(pass, state);
  if (state.waitsUntil !== undefined) return state;
  const pauses = state.pauses.length;
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
