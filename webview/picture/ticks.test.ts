import assert from "node:assert/strict";
import { clockTicks, durationTicks } from "./ticks.ts";
import { timeAxis } from "./time-axis.ts";

const labels = (to: number, width: number): readonly string[] =>
  durationTicks(timeAxis({ from: 0, to, left: 0, right: width })).map(tick => tick.label);

describe("ticks of a duration", () => {
  it("keep to one unit, and to numbers that people count in", () => {
    assert.deepEqual(labels(100, 500), ["0", "15 s", "30 s", "45 s", "60 s", "75 s", "90 s"]);
    assert.deepEqual(labels(40 * 60, 700), ["0", "5 min", "10 min", "15 min", "20 min", "25 min", "30 min", "35 min", "40 min"]);
    assert.deepEqual(labels(21 * 3600, 600), ["0", "3 h", "6 h", "9 h", "12 h", "15 h", "18 h", "21 h"]);
    assert.deepEqual(labels(14 * 86_400, 300), ["0", "7 d", "14 d"]);
  });

  it("stand far enough apart at any length and width", () => {
    for (let to = 1; to < 3e7; to *= 1.7)
      for (const width of [200, 320, 800, 1300]) {
        const ticks = durationTicks(timeAxis({ from: 0, to, left: 0, right: width }));
        assert.ok(ticks.length >= 1, `${to} s on ${width} px`);
        for (const [i, tick] of ticks.entries()) {
          const before = ticks[i - 1];
          if (before) assert.ok(tick.x - before.x >= 71, `${to} s on ${width} px: ${tick.x - before.x}`);
        }
      }
  });

  it("skip what a break leaves out, and go on behind it", () => {
    const breaks = [{ at: 600, until: 200_000, order: 0 }];
    const ticks = durationTicks(timeAxis({ from: 0, to: 201_000, left: 0, right: 800, breaks }));
    assert.ok(ticks.every(tick => tick.t <= 600 || tick.t >= 200_000));
    assert.ok(ticks.some(tick => tick.t >= 200_000));
  });
});

describe("ticks of a clock", () => {
  const since = new Date(2026, 9, 5, 9, 12, 40).getTime();

  it("stand at full minutes of the wall clock, whenever it began", () => {
    const axis = timeAxis({ from: 0, to: 1800, left: 0, right: 500 });
    assert.deepEqual(
      clockTicks(axis, since).map(tick => tick.label),
      ["09:15", "09:20", "09:25", "09:30", "09:35", "09:40"],
    );
  });

  it("name the day where a new one begins", () => {
    const axis = timeAxis({ from: 0, to: 20 * 3600, left: 0, right: 400 });
    assert.deepEqual(
      clockTicks(axis, since).map(tick => tick.label),
      ["12:00", "18:00", "Tue 6 00:00"],
    );
  });
});
