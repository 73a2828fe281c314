import { clock, day } from "../words/clock.ts";
import type { TimeAxis } from "./time-axis.ts";

export interface Tick {
  readonly t: number;
  readonly x: number;
  readonly label: string;
}

const minute = 60;
const hour = 3600;
const dayLong = 86_400;

// One unit for all labels of an axis: `30 min`, `60 min`, `90 min` are compared at a glance, `1 h 30 min` is not.
const scales = [
  { unit: "s", seconds: 1, upTo: 2 * minute, every: [1, 2, 5, 10, 15, 20, 30, 60] },
  { unit: "min", seconds: minute, upTo: 3 * hour, every: [1, 2, 5, 10, 15, 20, 30, 60] },
  { unit: "h", seconds: hour, upTo: 3 * dayLong, every: [1, 2, 3, 4, 6, 12, 24] },
  { unit: "d", seconds: dayLong, upTo: Number.POSITIVE_INFINITY, every: [1, 2, 7, 14, 28] },
] as const;

/** Ticks that count from the start of a rollout: `0`, `5 min`, `10 min`. */
export function durationTicks(axis: TimeAxis, apart = 72): readonly Tick[] {
  const shown = (axis.right - axis.left) / axis.pixelsPerSecond;
  const scale = scales.find(({ upTo }) => shown <= upTo) ?? scales[3];
  const every = fitting(scale.every, scale.seconds * axis.pixelsPerSecond, apart) * scale.seconds;
  return ticksOn(axis, every, 0, t => (t === 0 ? "0" : `${Math.round(t / scale.seconds)} ${scale.unit}`));
}

const clockEvery = [
  1,
  5,
  10,
  15,
  30,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  dayLong,
] as const;

/** Ticks by the clock on the wall: `09:40`, `09:45`. `since` is the instant, in milliseconds, at which the axis counts 0. */
export function clockTicks(axis: TimeAxis, since: number, apart = 72): readonly Tick[] {
  const every = fitting(clockEvery, axis.pixelsPerSecond, apart);
  const midnight = new Date(since).setHours(0, 0, 0, 0);
  const label = (t: number, before: number | undefined): string => {
    const at = since + t * 1000;
    if (every >= dayLong) return day(at);
    // The day is said where a new one begins.
    return clock(at, every < minute ? "second" : "minute", before === undefined ? at : since + before * 1000);
  };
  return ticksOn(axis, every, (midnight - since) / 1000, label);
}

/** The first of a rising list that leaves enough room; multiples of the last where none does. */
function fitting(every: readonly number[], pixels: number, apart: number): number {
  const found = every.find(candidate => candidate * pixels >= apart);
  const last = every.at(-1) ?? 1;
  return found ?? last * Math.ceil(apart / Math.max(last * pixels, 1e-9));
}

function ticksOn(axis: TimeAxis, every: number, base: number, label: (t: number, before: number | undefined) => string): readonly Tick[] {
  const ticks: Tick[] = [];
  const indexFrom = (t: number): number => Math.ceil((t - base) / every - 1e-9);
  for (let k = indexFrom(axis.from); base + k * every <= axis.to; k++) {
    const t = base + k * every;
    // Inside a stretch that is left out there is no scale to read from.
    const gap = axis.breaks.find(candidate => t > candidate.at && t < candidate.until);
    if (gap) {
      k = indexFrom(gap.until) - 1;
      continue;
    }
    const x = axis.x(t, Number.NEGATIVE_INFINITY);
    const before = ticks.at(-1);
    if (!before || x - before.x >= every * axis.pixelsPerSecond * 0.6) ticks.push({ t, x, label: label(t, before?.t) });
  }
  return ticks;
}
