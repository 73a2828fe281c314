import type { LiveView } from "../../protocol/live.ts";
import type { Moment } from "../picture/cursor.ts";
import type { Reading, ReadingLine } from "../picture/reader.tsx";
import { heldAt } from "../picture/stepped.ts";
import { clock } from "../words/clock.ts";
import { duration } from "../words/duration.ts";
import { figure, percent } from "../words/figures.ts";

/** What a live view says of a moment. `heard` and `now` are seconds of its axis: until when something is known, and which moment it is. */
export function readLive(view: LiveView, heard: number, now: number, { t }: Moment): Reading {
  const lines: ReadingLine[] = [];
  const actual = t <= heard ? heldAt(view.actual, t) : undefined;
  if (actual) {
    const source = actual.source === "" ? "" : `, ${actual.source}`;
    lines.push({
      of: "actual",
      text: actual.weight === null ? `weight not known${source}` : `${percent(actual.weight, 1)} of traffic${source}`,
    });
  } else if (t <= now) lines.push({ text: "nothing heard" });
  const projected = t >= now ? heldAt(view.projected, t) : undefined;
  if (projected) {
    lines.push({ of: "projected", text: `${percent(projected.weight, 1)} projected` });
    lines.push({ text: `${figure(projected.stablePods)} stable, ${figure(projected.canaryPods)} canary pods` });
    if (projected.waiting !== "" && projected.waiting !== "nothing") lines.push({ text: `waits for ${projected.waiting}` });
  }
  const plan = heldAt(view.plan, t);
  if (plan) lines.push({ of: "plan", text: `${percent(plan.weight, 1)} planned` });
  return { time: `${clock(view.since + t * 1000, "second", view.now)}, after ${duration(Math.round(t))}`, lines };
}
