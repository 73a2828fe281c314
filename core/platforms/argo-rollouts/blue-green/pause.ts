import type { Millis } from "../../../base/duration.ts";
import type { BlueGreenPass } from "../pass.ts";
import { pausedFor, withPause } from "../pause.ts";
import { type RolloutState, replicaSetOf } from "../state.ts";
import { prePromotionIsDone } from "./analysis.ts";
import { isFastTracked } from "./fast.ts";
import { newReplicas } from "./replica-sets.ts";

/** Has the new version the pods that it is to have now? (`ReadyForPause`) */
export function isReady(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState): boolean {
  const wanted = newReplicas(pass, recorded);
  return replicaSetOf(state, state.currentHash)?.desired === wanted && pass.pods(state.currentHash).available === wanted;
}

/** Does anything stop the rollout that only a person takes away? (`haltProgress`) */
export function isHalted(pass: BlueGreenPass, recorded: RolloutState): boolean {
  return pass.spec.paused || pausedFor(recorded, "InconclusiveAnalysisRun");
}

/** Begins and ends the pause before the switch. Source: `argo-rollouts.md` 6.3. */
export function reconcilePause(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState, fast: boolean): RolloutState {
  if (recorded.abort || !isReady(pass, state, recorded) || isHalted(pass, recorded)) return state;
  if (isFastTracked(state, fast) || recorded.scaleUpPreviewCheckPoint || !needsPause(pass)) return withoutPause(pass, state);
  if (!prePromotionIsDone(pass, state)) return state;
  if (pausedFor(recorded, "BlueGreenPause")) return pauseIsOver(pass, state, recorded) ? withoutPause(pass, state) : state;
  // Without the condition a person has let it go on.
  return recorded.controllerPause ? state : withPause(pass, state, "BlueGreenPause");
}

function needsPause({ blueGreen }: BlueGreenPass): boolean {
  return !blueGreen.autoPromotionEnabled || blueGreen.autoPromotionSeconds > 0;
}

function withoutPause(pass: BlueGreenPass, state: RolloutState): RolloutState {
  if (!pausedFor(state, "BlueGreenPause")) return state;
  pass.tell("RolloutResumed", "Rollout is resumed");
  return { ...state, pauses: state.pauses.filter(pause => pause.reason !== "BlueGreenPause") };
}

/** May the switch happen, as far as the pause goes? Not in the pass that begins it. (`CompletedBlueGreenPause`) */
export function pauseIsOver(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState): boolean {
  if (state.pauses.some(pause => !pausedFor(recorded, pause.reason))) return false;
  if (recorded.scaleUpPreviewCheckPoint) return true;
  if (!pass.blueGreen.autoPromotionEnabled) return recorded.controllerPause && !pausedFor(recorded, "BlueGreenPause");
  if (pass.blueGreen.autoPromotionSeconds === 0) return true;
  const end = pauseEndsAt(pass, recorded);
  return end !== undefined && pass.now >= end;
}

/** When the pause ends by itself; undefined where it has not begun, or only a person ends it. */
export function pauseEndsAt({ blueGreen }: BlueGreenPass, state: RolloutState): Millis | undefined {
  const begun = state.pauses.find(pause => pause.reason === "BlueGreenPause");
  if (!begun || !blueGreen.autoPromotionEnabled || blueGreen.autoPromotionSeconds === 0) return undefined;
  return begun.startTime + blueGreen.autoPromotionSeconds * 1000;
}
