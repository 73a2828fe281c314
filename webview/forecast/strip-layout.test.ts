import assert from "node:assert/strict";
import type { ForecastStep } from "../../protocol/forecast.ts";
import { timeAxis } from "../picture/time-axis.ts";
import { placeSteps } from "./strip-layout.ts";

function step(
  index: number,
  kind: ForecastStep["kind"],
  label: string,
  from: number,
  to: number,
  more: Partial<ForecastStep> = {},
): ForecastStep {
  return { index, kind, label, detail: label, from, to, endless: false, measurements: [], at: { start: 0, end: 0 }, ...more };
}

const textWidth = (label: string): number => label.length * 6;

describe("the strip of steps", () => {
  const steps = [
    step(0, "setWeight", "20 %", 0, 1),
    step(1, "analysis", "success", 1, 101, { measurements: [1, 51, 101] }),
    step(2, "pause", "a person", 101, 101, { endless: true }),
    step(3, "setWeight", "80 %", 101, 102),
    step(4, "pause", "wait", 102, 200),
  ];
  const breaks = [{ at: 101, until: 101, order: 2 }];
  const axis = timeAxis({ from: 0, to: 200, left: 0, right: 260, breaks, breakWidth: 60 });
  const placed = placeSteps(steps, axis, textWidth);

  it("has every step, weights as flags that hold until the next one", () => {
    assert.deepEqual(
      placed.map(({ step: { index }, row, left, width }) => [index, row, left, width]),
      [
        [0, "flags", 0, 159],
        [1, "bars", 1, 98],
        [2, "bars", 101, 58],
        [3, "flags", 161, 97],
        [4, "bars", 162, 96],
      ],
    );
  });

  it("keeps measurements at the ends of a bar inside it", () => assert.deepEqual(placed[1]?.dots, [5, 50, 93]));

  it("leaves out words and dots that have no room, never the step", () => {
    const narrow = placeSteps(steps, timeAxis({ from: 0, to: 200, left: 0, right: 30, breaks, breakWidth: 10 }), textWidth);
    assert.equal(narrow.length, steps.length);
    assert.deepEqual(narrow[1]?.dots, []);
    assert.ok(narrow.every(place => place.width >= 5 && (place.row === "flags" || !place.labelled)));
  });

  it("shows only the steps of a stretch that is shown alone", () => {
    const late = placeSteps(steps, timeAxis({ from: 120, to: 200, left: 0, right: 100, breaks }), textWidth);
    assert.deepEqual(
      late.map(place => place.step.index),
      [3, 4],
    );
  });
});
