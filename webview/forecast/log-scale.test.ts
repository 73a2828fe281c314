import assert from "node:assert/strict";
import { nearestStop, stopsBetween } from "./log-scale.ts";

describe("a slider over powers of ten", () => {
  const stops = stopsBetween(0.1, 100);

  it("begins and ends where it is told, and rises", () => {
    assert.equal(stops[0], 0.1);
    assert.equal(stops.at(-1), 100);
    assert.equal(stops.length, 31);
    for (const [i, stop] of stops.entries()) assert.ok(stop > (stops[i - 1] ?? 0));
  });

  it("has stops that a person would type", () => {
    assert.deepEqual(stops.slice(10, 21), [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]);
  });

  it("gives equal ratios about equal ways", () => {
    assert.equal(nearestStop(stops, 10) - nearestStop(stops, 1), nearestStop(stops, 100) - nearestStop(stops, 10));
  });

  it("finds every stop again, and the nearest of anything else", () => {
    for (const [i, stop] of stops.entries()) assert.equal(nearestStop(stops, stop), i);
    assert.equal(stops[nearestStop(stops, 5.1)], 5);
    assert.equal(nearestStop(stops, 0), 0);
    assert.equal(nearestStop(stops, 1e9), stops.length - 1);
  });
});
