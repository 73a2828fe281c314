import assert from "node:assert/strict";
import { heldAt, heldWithin, placeHeld, steppedArea, stepsOf } from "./stepped.ts";
import { timeAxis } from "./time-axis.ts";

const axis = timeAxis({ from: 0, to: 100, left: 0, right: 100 });
const y = (value: number): number => 100 - value;
const held = (...points: readonly (readonly [number, number | null])[]) => points.map(([t, value]) => ({ t, value }));

describe("a stepped line", () => {
  /** `x:value`, with a bar where the line ends. */
  const drawn = (until: number, ...points: readonly (readonly [number, number | null])[]): string =>
    stepsOf(placeHeld(held(...points), axis), until)
      .map(({ x, value }) => (value === null ? "|" : `${x}:${value}`))
      .join(" ");

  it("holds a value until the next one", () => {
    assert.equal(drawn(50, [0, 0], [10, 20]), "0:0 10:20 50:20 |");
  });

  it("draws a change once, however often it was seen", () => {
    assert.equal(drawn(50, [0, 0], [5, 0], [10, 20], [20, 20]), "0:0 10:20 50:20 |");
  });

  it("joins nothing over a gap", () => {
    assert.equal(drawn(50, [0, 0], [10, null], [20, 40]), "0:0 10:0 | 20:40 50:40 |");
    assert.equal(drawn(50, [0, null]), "");
  });

  it("goes on where a value is known again at once", () => {
    assert.equal(drawn(50, [0, 0], [10, null], [10, 40]), "0:0 10:0 10:40 50:40 |");
  });

  it("ends where nothing more is known", () => {
    assert.equal(drawn(50, [0, 0], [10, 20], [60, 40]), "0:0 10:20 50:20 |");
  });

  it("closes its area on the base line", () => {
    assert.equal(steppedArea(placeHeld(held([0, 50]), axis), 50, y, 100), "M0 100H0V50H50V100Z");
  });
});

describe("values around an endless pause", () => {
  const paused = timeAxis({ from: 0, to: 100, left: 0, right: 120, breaks: [{ at: 50, until: 50, order: 1 }], breakWidth: 20 });

  it("rise before it: what the pause holds at stands at its left edge", () => {
    assert.deepEqual(
      placeHeld(held([0, 0], [50, 40], [60, 80]), paused).map(({ x }) => x),
      [0, 50, 80],
    );
  });

  it("stand behind it when they are the second of its moment", () => {
    assert.deepEqual(
      placeHeld(held([0, 0], [50, 40], [50, 80]), paused).map(({ x }) => x),
      [0, 50, 70],
    );
  });

  it("are read in it and after it", () => {
    const points = held([0, 0], [50, 40], [50, 80]);
    assert.equal(heldWithin(points, paused, { at: 50, order: 1 })?.value, 40);
    assert.equal(heldAt(points, 50)?.value, 80);
    assert.equal(heldWithin(held([0, 10]), paused, { at: 50, order: 1 })?.value, 10);
  });
});

describe("the value at a moment", () => {
  it("is the last one before it", () => {
    const points = held([0, 1], [10, 2], [20, 3]);
    assert.deepEqual(
      [-1, 0, 9.9, 10, 99].map(t => heldAt(points, t)?.value),
      [undefined, 1, 1, 2, 3],
    );
    assert.equal(heldAt([], 5), undefined);
  });
});
