import type { Millis } from "../core/base/duration.ts";

/** Time and chance, given so that tests need neither. Lengths are milliseconds of the wall clock. */
export interface Pace {
  /** Resolves after this long, or at once when the signal says so. */
  wait(length: Millis, signal: AbortSignal): Promise<void>;
  /** 0 to 1. */
  random(): number;
  /** Milliseconds since some moment. */
  elapsed(): Millis;
}

/** The pace of the real world. */
export const wallPace: Pace = {
  wait: (length, signal) =>
    new Promise(resolve => {
      if (signal.aborted) return resolve();
      const over = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", over);
        resolve();
      };
      const timer = setTimeout(over, length);
      signal.addEventListener("abort", over, { once: true });
    }),
  random: Math.random,
  elapsed: () => performance.now(),
};
