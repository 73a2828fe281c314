import assert from "node:assert/strict";
import { timeAxis } from "../picture/time-axis.ts";
import { placeFound } from "./found-layout.ts";

const axis = timeAxis({ from: 0, to: 1000, left: 68, right: 568 });
const textWidth = (label: string): number => label.length * 6;
const sides = (median: number, p90: number) => placeFound({ median, p90 }, axis, textWidth).map(({ side, row }) => `${side} ${row}`);

describe("the marks of when bad versions are found", () => {
  it("stand beside each other, on the sides where there is room", () => {
    assert.deepEqual(sides(200, 700), ["right 0", "right 0"]);
    assert.deepEqual(sides(400, 500), ["left 0", "right 0"]);
    assert.deepEqual(sides(300, 980), ["right 0", "left 0"]);
    assert.deepEqual(sides(650, 980), ["left 0", "left 0"]);
  });

  it("stand under each other where there is none", () => assert.deepEqual(sides(10, 30), ["right 0", "right 1"]));

  it("are one where both are at the same time", () => {
    const [only, ...more] = placeFound({ median: 480, p90: 480 }, axis, textWidth);
    assert.equal(only?.label, "90 % found by 8 min");
    assert.deepEqual(more, []);
  });

  it("are left out of a stretch that does not hold them", () =>
    assert.deepEqual(placeFound({ median: 100, p90: 200 }, timeAxis({ from: 300, to: 400, left: 0, right: 500 }), textWidth), []));
});
