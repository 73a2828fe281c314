import type { Millis } from "../../core/base/duration.ts";

/** The sandbox's own time, which runs faster than the wall clock. */
export interface SandboxClock {
  /** Milliseconds of the sandbox for one of the wall clock. */
  readonly speed: number;
  now(): Millis;
  /** How long a stretch of sandbox time takes on the wall clock. */
  wall(length: Millis): Millis;
}

/**
 * A clock that shows `start` now and runs `speed` times as fast as the machine's monotonic clock: setting the wall clock does not
 * touch it, and most systems stop it while they sleep.
 */
export function sandboxClock(speed: number, start: Millis, monotonic: () => Millis = () => performance.now()): SandboxClock {
  const begun = monotonic();
  return {
    speed,
    now: () => start + Math.round((monotonic() - begun) * speed),
    wall: length => length / speed,
  };
}
