import type { ForecastStep } from "../../protocol/forecast.ts";
import { clamped, type TimeAxis } from "../picture/time-axis.ts";

/** A step as the strip under the curve shows it. */
export interface PlacedStep {
  readonly step: ForecastStep;
  /** Weights stand as flags above the bars: they take next to no time, but hold until the next one. */
  readonly row: "flags" | "bars";
  readonly left: number;
  readonly width: number;
  /** Whether the label has room. Without, the step stays and can be reached; only its words are left to the reading. */
  readonly labelled: boolean;
  /** Places of measurements, from `left`. */
  readonly dots: readonly number[];
}

const dotInset = 5;
const leastApart = 8;
const leastWidth = 5;

/** Where each step stands, in order. Steps outside the stretch that is shown are left out. */
export function placeSteps(steps: readonly ForecastStep[], axis: TimeAxis, textWidth: (label: string) => number): readonly PlacedStep[] {
  const weights = steps.filter(step => step.kind === "setWeight");
  return steps.flatMap((step): readonly PlacedStep[] => {
    const isWeight = step.kind === "setWeight";
    const following = isWeight ? weights[weights.indexOf(step) + 1] : undefined;
    const gap = axis.breaks.find(candidate => candidate.order === step.index);
    const begin = axis.x(step.from, step.index);
    const end = gap
      ? gap.right
      : isWeight
        ? following
          ? axis.x(following.from, following.index)
          : axis.right
        : axis.x(step.to, step.index);
    if (end < axis.left || begin > axis.right || (step.endless && !gap)) return [];
    const left = clamped(axis, begin);
    // Neighbours keep two pixels between them, so that each is seen as one.
    const width = Math.max(leastWidth, clamped(axis, end) - left - 2);
    // The last flag may use the margin.
    const room = isWeight && !following ? axis.right + 12 - left : width;
    return [
      {
        step,
        row: isWeight ? "flags" : "bars",
        left,
        width,
        labelled: textWidth(step.label) + 8 <= room,
        dots: dotsIn(step, axis, left, width),
      },
    ];
  });
}

/** Measurements at the very ends of a bar are drawn inside it. Dots that would run together say nothing and are left out. */
function dotsIn(step: ForecastStep, axis: TimeAxis, left: number, width: number): readonly number[] {
  if (step.measurements.length * leastApart > width) return [];
  return step.measurements
    .filter(t => t >= axis.from && t <= axis.to)
    .map(t => Math.min(Math.max(axis.x(t, step.index) - left, dotInset), Math.max(dotInset, width - dotInset)));
}
