import { type Signal, useSignal } from "@preact/signals";
import type { PlacedBreak, TimeAxis } from "./time-axis.ts";

/** The moment that is read out. `within` is the break it stands in, where the moment alone does not say. */
export interface Moment {
  readonly t: number;
  readonly within?: Pick<PlacedBreak, "order">;
}

export type Cursor = Signal<Moment | undefined>;

export function useCursor(): Cursor {
  return useSignal<Moment | undefined>(undefined);
}

/** Where a moment stands on an axis; in the middle of its break where it is in one. */
export function placeOf(axis: TimeAxis, { t, within }: Moment): number {
  const gap = within && axis.breaks.find(candidate => candidate.order === within.order && candidate.at <= t && t <= candidate.until);
  if (gap && gap.at === gap.until) return (gap.left + gap.right) / 2;
  return axis.x(t);
}

/** The moments at which something changes, in order, with a stop of its own in each endless break. */
export function stopsOn(axis: TimeAxis, times: readonly number[]): readonly Moment[] {
  const plain = [...new Set(times)].filter(t => t >= axis.from && t <= axis.to).map((t): Moment => ({ t }));
  const breaks = axis.breaks.filter(gap => gap.at === gap.until).map((gap): Moment => ({ t: gap.at, within: { order: gap.order } }));
  return [...plain, ...breaks].toSorted((a, b) => placeOf(axis, a) - placeOf(axis, b));
}

/** What an arrow key and its kin do to the moment that is read out; undefined for a key that means nothing here. */
export function afterKey(key: string, axis: TimeAxis, stops: readonly Moment[], now: Moment | undefined): Moment | undefined {
  const x = now ? placeOf(axis, now) : axis.left - 1;
  const further = (steps: number): Moment | undefined => {
    const ahead = stops.filter(stop => (steps > 0 ? placeOf(axis, stop) > x + 0.5 : placeOf(axis, stop) < x - 0.5));
    const ordered = steps > 0 ? ahead : ahead.toReversed();
    return ordered[Math.abs(steps) - 1] ?? ordered.at(-1) ?? now ?? stops[0];
  };
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return further(1);
    case "ArrowLeft":
    case "ArrowDown":
      return further(-1);
    case "PageUp":
      return further(5);
    case "PageDown":
      return further(-5);
    case "Home":
      return stops[0];
    case "End":
      return stops.at(-1);
    default:
      return undefined;
  }
}
