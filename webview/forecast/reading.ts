import type { ForecastStep, ForecastView } from "../../protocol/forecast.ts";
import type { Moment } from "../picture/cursor.ts";
import type { Reading, ReadingLine } from "../picture/reader.tsx";
import { heldAt, heldWithin } from "../picture/stepped.ts";
import type { TimeAxis } from "../picture/time-axis.ts";
import { duration } from "../words/duration.ts";
import { chance, figure, percent } from "../words/figures.ts";

/** What a forecast says of a moment: time, weight, pods, and what is waited for. */
export function readForecast(view: ForecastView, axis: TimeAxis, { t, within }: Moment): Reading {
  const point = within ? heldWithin(view.healthy, axis, { at: t, order: within.order }) : heldAt(view.healthy, t);
  const bad = heldAt(view.stillRunning, t);
  const step = within ? view.steps.find(candidate => candidate.index === within.order) : stepAt(view.steps, t);
  const lines: ReadingLine[] = [];
  if (point) lines.push({ of: "healthy", text: `${percent(point.weight, 1)} of traffic on the new version` });
  if (bad) lines.push({ of: "bad", text: `${chance(bad.share, true)} of bad versions still run` });
  if (point) lines.push({ text: `${figure(point.stablePods)} stable, ${figure(point.canaryPods)} canary pods` });
  if (step) lines.push({ text: `step ${step.index + 1} of ${view.steps.length}: ${step.label}` });
  if (within) lines.push({ text: "waits until a person promotes" });
  else if (point && point.waiting !== "nothing" && point.waiting !== "") lines.push({ text: `waits for ${point.waiting}` });
  return { time: within ? `${duration(t)}, and as long as a person takes` : duration(t), lines };
}

/** The step that a healthy version stands at. */
export function stepAt(steps: readonly ForecastStep[], t: number): ForecastStep | undefined {
  return steps.find(step => step.from <= t && t < step.to);
}
