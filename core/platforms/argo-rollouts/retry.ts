import type { Millis } from "../../base/duration.ts";
import type { Inputs } from "../platform.ts";
import type { Retry } from "./state.ts";

// The work queue of the controller. Source: `argo-rollouts-1.10.1.md` A13, A14. Each time that a Rollout is put into it again, by a pass that fails or
// by something that happens, it is due after twice as long; a pass that goes well forgets that. It stands in the queue once, for the earliest time.
const first = 1;
const longest = 10_000;

const again = 20_000;
// Nothing but what happens makes the controller look.
const never = Number.MAX_SAFE_INTEGER;

/** What a pass begins with: `measured` where an analysis has another phase, `next` when the controller looks by itself. */
interface Moment {
  readonly now: Millis;
  readonly measured: boolean;
  readonly next: Millis | undefined;
}

/** May the controller look at the Rollout now? If not, how the queue holds it from now on. */
export function turn(
  retry: Retry | undefined,
  inputs: Inputs,
  { now, measured, next }: Moment,
): { readonly retry: Retry | undefined; readonly looks: boolean } {
  if (!retry) {
    // It hears nothing of what was changed, and goes on with what it saw last.
    if (inputs.unheard && !measured)
      return { retry: { puts: 0, dueAt: next ?? never, failing: false, seen: textOf(inputs) }, looks: false };
    return { retry, looks: true };
  }
  const seen = textOf(inputs);
  const happened = measured || seen !== retry.seen || inputs.written !== undefined || inputs.edited === true;
  const noted = happened ? { ...retry, seen } : retry;
  if (now >= retry.dueAt) return { retry: noted, looks: true };
  if (!happened) return { retry, looks: false };
  // What happens after a pass that went well is looked at as ever.
  if (!retry.failing) return { retry: undefined, looks: true };
  return { retry: put(noted, now), looks: false };
}

/** The queue after a pass that failed. */
export function afterFailure(retry: Retry | undefined, inputs: Inputs, now: Millis): Retry {
  if (!retry?.failing) return { puts: 1, dueAt: now + first, failing: true, seen: textOf(inputs) };
  return put({ ...retry, dueAt: Number.POSITIVE_INFINITY, seen: textOf(inputs) }, now);
}

/**
 * The queue after a pass that went well. What it wrote itself comes back to the controller before the pass is over, mostly: it is put into the queue
 * with all that was waited before, and only the next pass is as ever. Nothing else than the time of this one is changed by it (`wakeAt`).
 */
export function afterSuccess(
  retry: Retry | undefined,
  wrote: boolean,
  wakeAt: Millis | undefined,
  inputs: Inputs,
  now: Millis,
): Retry | undefined {
  if (!retry?.failing || !wrote) return undefined;
  const { dueAt } = put({ ...retry, dueAt: wakeAt ?? Number.POSITIVE_INFINITY }, now);
  return { puts: 0, dueAt, failing: false, seen: textOf(inputs) };
}

/** The queue where the controller looks now and then. */
export function lookAgain(inputs: Inputs, now: Millis): Retry {
  return { puts: 0, dueAt: now + again, failing: false, seen: textOf(inputs) };
}

function put(retry: Retry, now: Millis): Retry {
  const delay = Math.min(longest, first * 2 ** retry.puts);
  return { ...retry, puts: retry.puts + 1, dueAt: Math.min(retry.dueAt, now + delay) };
}

function textOf({ pods }: Inputs): string {
  return JSON.stringify([...pods]);
}
