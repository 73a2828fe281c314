import type { Millis } from "../../base/duration.ts";
import type { RolloutState } from "./state.ts";

// A router may have the controller wait in the middle of its pass. Until that time the status stays as it is; what people write meanwhile is seen
// by the pass after it, since this one goes on with what it began with.

/** Is a pass waiting for its router? */
export function isWaiting(state: RolloutState, now: Millis): boolean {
  return state.waitsUntil !== undefined && now < state.waitsUntil;
}

/** What the pass that begins or goes on now knows. `written` is the state with what people wrote, `before` the one without. */
export function knownTo(before: RolloutState, written: RolloutState, now: Millis): RolloutState {
  if (before.waitsUntil === undefined) return written;
  const seen = before.seen ?? { abort: before.abort, promoteFull: before.promoteFull };
  if (isWaiting(before, now)) return { ...written, pauses: before.pauses, controllerPause: before.controllerPause, seen };
  const { seen: _seen, waitsUntil: _waitsUntil, ...state } = { ...written, ...seen };
  return seen.abort ? { ...state, pauses: [], controllerPause: false } : state;
}

/** The state as a pass leaves it: with what people wrote while it waited, or, where it begins to wait, with the status as it was. */
export function leftBy(before: RolloutState, state: RolloutState): RolloutState {
  if (state.waitsUntil !== undefined) return { ...state, pauses: before.pauses, controllerPause: before.controllerPause };
  if (before.seen === undefined) return state;
  const { abort, abortMessage, promoteFull } = before;
  const flags = { promoteFull: promoteFull === before.seen.promoteFull ? state.promoteFull : promoteFull };
  if (abort === before.seen.abort) return { ...state, ...flags };
  return abort
    ? { ...state, ...flags, abort, abortMessage, pauses: [], controllerPause: false }
    : { ...state, ...flags, abort, abortMessage };
}
