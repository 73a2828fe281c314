import assert from "node:assert/strict";
import { clusterNow } from "./cluster-clock.ts";
import { connectionWords, heardUntil } from "./connection.ts";

const noon = new Date(2026, 9, 5, 12, 0, 0).getTime();

describe("how fresh a view is", () => {
  it("is said in the reader's time, also when the cluster's clock runs faster", () => {
    assert.equal(connectionWords({ state: "live", at: noon - 400 }, noon, 1).words, "live · 0.4 s ago");
    assert.equal(connectionWords({ state: "live", at: noon - 120_000 }, noon, 60).words, "live · 2 s ago · clock × 60");
  });

  it("says since when and why it is not", () => {
    const { words, why } = connectionWords({ state: "stale", since: noon - 360_000, why: "no answer" }, noon, 1);
    assert.equal(words, "stale since 11:54 (6 min)");
    assert.equal(why, "no answer");
    assert.equal(connectionWords({ state: "denied", why: "watch" }, noon, 1).why, "watch");
    assert.equal(connectionWords({ state: "connecting", asking: "prod-eu" }, noon, 1).words, "connecting");
  });

  it("never comes from the future", () => assert.equal(connectionWords({ state: "live", at: noon + 5000 }, noon, 1).words, "live · now"));

  it("goes on with the clock of the cluster", () => {
    const shown = { view: { now: noon, speed: 60 }, received: 1000 };
    assert.equal(clusterNow(shown, 3000), noon + 120_000);
    assert.equal(clusterNow(shown, 900), noon);
  });

  it("tells until when something is known", () => {
    assert.equal(heardUntil({ state: "live", at: 5 }, 9), 9);
    assert.equal(heardUntil({ state: "stale", since: 5, why: "" }, 9), 5);
    assert.equal(heardUntil({ state: "denied", why: "" }, 9), undefined);
  });
});
