import assert from "node:assert/strict";
import { edits, nearest } from "./nearest.ts";

describe("nearest name", () => {
  const known = ["steps", "stableService", "canaryService", "maxSurge", "maxUnavailable", "analysis"];

  for (const [written, meant] of [
    ["stepss", "steps"],
    ["step", "steps"],
    ["setps", "steps"],
    ["canaryservice", "canaryService"],
    ["maxUnavailible", "maxUnavailable"],
    ["trafficRouting", undefined],
    ["x", undefined],
    ["", undefined],
  ] as const) {
    it(`${written || "nothing"} → ${meant ?? "none"}`, () => assert.equal(nearest(written, known), meant));
  }

  it("counts a swap of neighbours as one edit", () => {
    assert.equal(edits("weight", "wieght"), 1);
    assert.equal(edits("weight", "weigth"), 1);
    assert.equal(edits("", "abc"), 3);
    assert.equal(edits("kitten", "sitting"), 3);
  });
});
