import { setTimeout as sleep } from "node:timers/promises";
import type { View } from "./sight.ts";
import { type State, stateFields, type TimedState } from "./trace.ts";

/** The states that a replay goes through, as they come. */
export interface Story {
  readonly states: readonly TimedState[];
  /** The first state later than a time that has all the given values; rejects when the signal fires. */
  readonly next: (when: State, later: number, signal: AbortSignal) => Promise<TimedState>;
  readonly stop: () => void;
}

/** Watches bring the parts of one change one by one; what comes within this time (ms) is one state. */
export const settling = 20;

/** Begins with the state of now as that of time 0, and adds one whenever a field differs from the last. */
export function startStory(view: View, read: () => State, seconds: (at: number) => number): Story {
  const states: TimedState[] = [{ t: 0, ...read() }];
  const waiting = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  const add = (at: number) => {
    timer = undefined;
    const state = read();
    if (isSame(state, states.at(-1) ?? {})) return;
    states.push({ t: seconds(at), ...state });
    for (const look of waiting) look();
  };
  const stopListening = view.onChange((_, at) => {
    timer ??= setTimeout(() => add(at), settling);
  });
  return {
    states,
    next: (when, later, signal) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = states.find(state => state.t > later && hasAll(state, when));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        look();
      }),
    stop: () => {
      stopListening();
      clearTimeout(timer);
    },
  };
}

/** Sleeps until a moment (milliseconds since the epoch); rejects when the signal fires. */
export async function moment(at: number, signal?: AbortSignal): Promise<void> {
  for (let left = at - Date.now(); left > 0; left = at - Date.now()) await sleep(left, undefined, signal ? { signal } : {});
}

function isSame(a: State, b: State): boolean {
  return stateFields.every(field => text(a[field]) === text(b[field]));
}

function hasAll(state: State, when: State): boolean {
  return Object.entries(when).every(([field, value]) => text(state[field as keyof State]) === text(value));
}

function text(value: unknown): string {
  return JSON.stringify(value ?? null);
}
