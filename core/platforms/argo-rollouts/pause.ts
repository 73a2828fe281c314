import { type Millis, wholeSecond } from "../../base/duration.ts";
import type { CanaryPass, Pass } from "./pass.ts";
import type { Pause, RolloutState } from "./state.ts";
import { currentStep } from "./targets.ts";

/** Is the Rollout paused for this reason? */
export function pausedFor(state: RolloutState, reason: Pause["reason"]): boolean {
  return state.pauses.some(pause => pause.reason === reason);
}

/** The Rollout, paused from this second on. */
export function withPause(pass: Pass, state: RolloutState, reason: Pause["reason"]): RolloutState {
  pass.tell("RolloutPaused", `Rollout is paused (${reason})`);
  return { ...state, pauses: [...state.pauses, { reason, startTime: wholeSecond(pass.now) }], controllerPause: true };
}

/** Begins the pause of a pause step. A pause that a person ended (`controllerPause` without a condition) does not begin again. */
export function reconcilePause(pass: CanaryPass, state: RolloutState): RolloutState {
  const step = currentStep(pass.canary, state);
  if (state.abort || pass.spec.paused || step?.kind !== "pause" || pausedFor(state, "CanaryPauseStep") || state.controllerPause)
    return state;
  return withPause(pass, state, "CanaryPauseStep");
}

/** When the pause of the current step is over; undefined when only a person ends it, or it has not begun. */
export function pauseEndsAt(pass: CanaryPass, state: RolloutState): Millis | undefined {
  const step = currentStep(pass.canary, state);
  if (step?.kind !== "pause" || step.seconds === undefined) return undefined;
  const begun = state.pauses.find(pause => pause.reason === "CanaryPauseStep");
  return begun && begun.startTime + step.seconds * 1000;
}

/** Is the pause step done: its time is over, or a person took the condition away? */
export function pauseIsOver(pass: CanaryPass, state: RolloutState): boolean {
  if (state.controllerPause && !pausedFor(state, "CanaryPauseStep")) return true;
  const end = pauseEndsAt(pass, state);
  return end !== undefined && pass.now >= end;
}
