import { isCompleted } from "../analysis-run.ts";
import { runNamed } from "../analysis-runs.ts";
import type { BlueGreenPass } from "../pass.ts";
import { isUnderWay } from "../restart.ts";
import { isWithinWindow } from "../rollback.ts";
import { type Phase, type RolloutState, replicaSetName } from "../state.ts";
import { fullyPromoted } from "../targets.ts";
import { prePromotionIsDone } from "./analysis.ts";
import { pauseIsOver } from "./pause.ts";

/** The end of a pass: the new version becomes the stable one, or the preview passes its checkpoint. (`syncRolloutStatusBlueGreen`) */
export function reconcileStatus(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState, fast: boolean): RolloutState {
  const cleared: RolloutState =
    state.promoteFull || isWithinWindow(pass.spec, state) ? { ...state, pauses: [], abort: false, abortMessage: undefined } : state;
  const next = { ...cleared, controllerPause: cleared.pauses.length > 0 };
  const why = promotion(pass, next, fast);
  if (why !== undefined) return promoted(pass, next, why);
  return { ...next, scaleUpPreviewCheckPoint: passesCheckPoint(pass, next, recorded) };
}

/**
 * The end of the pass that begins an update. It judges by the runs and the pauses of the update before, and a checkpoint that was passed stays
 * so: a version that comes in between is never a preview of `previewReplicaCount` pods.
 */
export function reconcileReset(pass: BlueGreenPass, clean: RolloutState, recorded: RolloutState, fast: boolean): RolloutState {
  const { prePromotionRun, postPromotionRun, promoteFull } = recorded;
  const judged = { ...clean, prePromotionRun, postPromotionRun, promoteFull };
  const why = promotion(pass, judged, fast);
  return why === undefined ? { ...clean, scaleUpPreviewCheckPoint: passesCheckPoint(pass, judged, recorded) } : promoted(pass, clean, why);
}

/** Why the new version is the stable one now; undefined where it is not. (`shouldFullPromote`) */
function promotion(pass: BlueGreenPass, state: RolloutState, fast: boolean): string | undefined {
  if (state.services.stable !== state.currentHash) return undefined;
  if (state.promoteFull) return "Full promotion requested";
  if (fast) return isWithinWindow(pass.spec, state) ? "Rollback within window" : "Fast rollback";
  if (state.abort) return undefined;
  if (pass.blueGreen.postPromotion && runNamed(state, state.postPromotionRun)?.phase !== "Successful") return undefined;
  return "Completed blue-green update";
}

function promoted(pass: BlueGreenPass, state: RolloutState, why: string): RolloutState {
  if (!fullyPromoted(state))
    pass.tell("RolloutCompleted", `Rollout completed update to revision ${state.revision} (${state.currentHash}): ${why}`);
  return {
    ...state,
    stableHash: state.currentHash,
    promoteFull: false,
    scaleUpPreviewCheckPoint: false,
    pauses: [],
    controllerPause: false,
    abort: false,
    abortMessage: undefined,
  };
}

/** Once passed it stays so until the promotion, or another version. (`calculateScaleUpPreviewCheckPoint`) */
function passesCheckPoint(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState): boolean {
  const preview = pass.blueGreen.previewReplicaCount;
  if (preview === undefined) return false;
  if (recorded.scaleUpPreviewCheckPoint) return true;
  return prePromotionIsDone(pass, state) && pauseIsOver(pass, state, recorded) && pass.pods(state.currentHash).available === preview;
}

/** Phase and message as the status shows them; the first rule that fits. Source: `argo-rollouts-1.10.1.md` B1. */
export function phaseOf(pass: BlueGreenPass, state: RolloutState): { readonly phase: Phase; readonly message: string } {
  const { spec, blueGreen } = pass;
  const { available } = activePods(pass, state);
  const fresh = pass.pods(state.currentHash);
  if (state.abort) return { phase: "Degraded", message: `RolloutAborted: ${state.abortMessage ?? ""}` };
  if (state.progress.exceeded)
    return {
      phase: "Degraded",
      message: `ProgressDeadlineExceeded: ReplicaSet "${replicaSetName(spec.name, state.currentHash)}" has timed out progressing.`,
    };
  if (state.invalid !== undefined) return { phase: "Degraded", message: `InvalidSpec: ${state.invalid}` };
  if (spec.paused) return { phase: "Paused", message: "manually paused" };
  const [pause] = state.pauses;
  if (pause) return { phase: "Paused", message: pause.reason };
  if (isUnderWay(spec, state)) return { phase: "Progressing", message: "rollout is restarting" };
  if (fresh.replicas < spec.replicas) return { phase: "Progressing", message: "more replicas need to be updated" };
  if (available < fresh.replicas) return { phase: "Progressing", message: "updated replicas are still becoming available" };
  if (state.services.stable !== state.currentHash) return { phase: "Progressing", message: "active service cutover pending" };
  if (fullyPromoted(state)) return { phase: "Healthy", message: "" };
  const run = runNamed(state, state.postPromotionRun);
  const measured = blueGreen.postPromotion === undefined || (run !== undefined && isCompleted(run.phase));
  return {
    phase: "Progressing",
    message: measured ? "waiting for post-promotion verification to complete" : "waiting for analysis to complete",
  };
}

/** Counts of the ReplicaSet that the active Service selects: those of the whole Rollout, as a blue-green one shows them. */
export function activePods(pass: BlueGreenPass, state: RolloutState): { readonly ready: number; readonly available: number } {
  return pass.pods(state.services.stable ?? state.stableHash);
}
