import type { TimeAxis } from "./time-axis.ts";

/** A value that holds from its moment until the next one. `null` where nothing is known. */
export interface Held {
  readonly t: number;
  readonly value: number | null;
}

/** A value at its place, in pixels from the left. */
export interface Placed {
  readonly x: number;
  readonly value: number | null;
}

/**
 * Values at their places. At the moment of an endless break the first value is the one that holds during it, and stands at its left
 * edge; further values of the same moment stand behind it.
 */
export function placeHeld(points: readonly Held[], axis: TimeAxis): readonly Placed[] {
  let sameBefore = 0;
  return points.map(({ t, value }, i) => {
    sameBefore = points[i - 1]?.t === t ? sameBefore + 1 : 0;
    return { x: axis.x(t, breaksAt(axis, t)[sameBefore]?.order), value };
  });
}

/** The value that holds during a break, of values of its moment as `placeHeld` reads them. */
export function heldWithin<Point extends { readonly t: number }>(
  points: readonly Point[],
  axis: TimeAxis,
  gap: { readonly at: number; readonly order: number },
): Point | undefined {
  const place = breaksAt(axis, gap.at).findIndex(candidate => candidate.order === gap.order);
  const same = points.filter(point => point.t === gap.at);
  return same[Math.min(place, same.length - 1)] ?? heldAt(points, gap.at);
}

function breaksAt(axis: TimeAxis, t: number) {
  return axis.breaks.filter(gap => gap.at === t && gap.until === t);
}

/** The values at all places where a line changes, ready to be drawn as steps; null behind the end of each stretch that is known. */
export function stepsOf(points: readonly Placed[], until: number): readonly Placed[] {
  const known = stretches(points, until);
  return known.flatMap(({ to, values }, i) => {
    const last = values.at(-1);
    const end = last && to > last.x ? [{ x: to, value: last.value }] : [];
    const next = known[i + 1]?.from;
    // A hundredth of a pixel is nothing to see, and enough for the line to end.
    return next === undefined || next > to + gapWidth ? [...values, ...end, { x: to + gapWidth, value: null }] : [...values, ...end];
  });
}

const gapWidth = 0.01;

/** The area between the values and a base line. */
export function steppedArea(points: readonly Placed[], until: number, y: (value: number) => number, base: number): string {
  return stretches(points, until)
    .map(({ from, to, values }) => {
      const steps = values.map(point => `H${short(point.x)}V${short(y(point.value))}`).join("");
      return `M${short(from)} ${short(base)}${steps}H${short(to)}V${short(base)}Z`;
    })
    .join("");
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly values: readonly { readonly x: number; readonly value: number }[];
}

/** The stretches over which a value is known, each change once. */
export function stretches(points: readonly Placed[], until: number): readonly Stretch[] {
  const found: { from: number; to: number; values: { x: number; value: number }[] }[] = [];
  let open: (typeof found)[number] | undefined;
  for (const { x, value } of points) {
    if (x > until) break;
    if (value === null) {
      if (open) open.to = x;
      open = undefined;
    } else if (!open) {
      open = { from: x, to: until, values: [{ x, value }] };
      found.push(open);
    } else if (open.values.at(-1)?.value !== value) {
      open.values.push({ x, value });
    }
  }
  return found;
}

/** Tenths of a pixel: more is not seen, and paths stay short. */
function short(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

/** The point that holds at a moment: the last one of it, where there are several. Undefined before the first. */
export function heldAt<Point extends { readonly t: number }>(points: readonly Point[], t: number): Point | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.t ?? Number.POSITIVE_INFINITY) <= t) low = middle + 1;
    else high = middle;
  }
  return points[low - 1];
}
