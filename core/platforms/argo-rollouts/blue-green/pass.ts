import type { Inputs } from "../../platform.ts";
import type { BlueGreenPass } from "../pass.ts";
import { reconcileProgress } from "../progress.ts";
import { isScalingEvent, reset, syncRevision } from "../reset.ts";
import { reconcileRestart } from "../restart.ts";
import { reconcileRevisionHistory } from "../revision-history.ts";
import { type RolloutState, replicaSetOf } from "../state.ts";
import { reconcileAnalysisRuns } from "./analysis.ts";
import { isFastRollback } from "./fast.ts";
import { reconcilePause } from "./pause.ts";
import { reconcileReplicaSets } from "./replica-sets.ts";
import { reconcileActiveService, reconcilePreviewService } from "./services.ts";
import { phaseOf, reconcileReset, reconcileStatus } from "./status.ts";

/**
 * One pass over a blue-green Rollout, in the controller's own order. What the last pass left is kept at hand (`recorded`): much is decided by
 * that, and not by what this pass has done so far. (`rolloutBlueGreen`)
 */
export function passOverBlueGreen(pass: BlueGreenPass, found: RolloutState, inputs: Inputs): RolloutState {
  const { hash } = inputs.wanted;
  const begins = found.currentHash !== hash;
  if (isScalingEvent(pass, found, hash)) {
    const scaled = reconcileScaling(pass, found, inputs);
    return { ...scaled, ...phaseOf(pass, scaled) };
  }
  if (pass.late && !replicaSetOf(found, hash)) return syncRevision(pass, found, inputs);
  const recorded = { ...found, invalid: undefined };
  const synced = begins ? syncRevision(pass, recorded, inputs) : recorded;
  // The preview shows the new version before anything else happens, in the pass that begins the update too.
  const shown = reconcilePreviewService(pass, { ...synced, currentHash: hash }, recorded);
  const state = begins
    ? reconcileReset(pass, reset(pass, shown, hash, { hash: "", count: 0 }), recorded, isFastRollback(pass, shown))
    : reconcileProgress(pass, reconcile(pass, shown, recorded));
  return { ...state, ...phaseOf(pass, state) };
}

/** A pass that scales only. A version that has come at the same time is a preview that has not passed any checkpoint. (`syncReplicasOnly`) */
function reconcileScaling(pass: BlueGreenPass, recorded: RolloutState, inputs: Inputs): RolloutState {
  const { hash } = inputs.wanted;
  if (recorded.currentHash === hash) return reconcileReplicaSets(pass, recorded, recorded);
  const { currentHash, scaleUpPreviewCheckPoint } = recorded;
  const seen = { ...syncRevision(pass, recorded, inputs), currentHash: hash, scaleUpPreviewCheckPoint: false };
  return { ...reconcileReplicaSets(pass, seen, seen), currentHash, scaleUpPreviewCheckPoint };
}

function reconcile(pass: BlueGreenPass, shown: RolloutState, recorded: RolloutState): RolloutState {
  const fast = isFastRollback(pass, shown);
  let state = reconcileReplicaSets(pass, reconcileRestart(pass, shown).state, recorded);
  state = reconcileRevisionHistory(pass, state);
  state = reconcilePause(pass, state, recorded, fast);
  state = reconcileActiveService(pass, state, recorded, fast);
  state = reconcileAnalysisRuns(pass, state, recorded, fast);
  return reconcileStatus(pass, state, recorded, fast);
}
