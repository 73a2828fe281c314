import assert from "node:assert/strict";
import type { LiveView } from "../../protocol/live.ts";
import { readLive } from "./reading.ts";

const since = new Date(2026, 9, 5, 9, 0, 0).getTime();
const point = (t: number, weight: number, waiting: string) => ({ t, weight, stablePods: 10, canaryPods: 2, waiting });
const view: LiveView = {
  kind: "live",
  target: { context: "prod", namespace: "shop", kind: "Rollout", name: "checkout" },
  title: "checkout",
  standing: "moving",
  sentence: "",
  next: "",
  connection: { state: "live", at: since + 100_000 },
  now: since + 100_000,
  speed: 1,
  actions: [],
  since,
  actual: [
    { t: 0, weight: 0, source: "" },
    { t: 10, weight: 20, source: "VirtualService checkout" },
    { t: 50, weight: null, source: "" },
  ],
  projected: [point(100, 20, "the pause of 5 min"), point(400, 40, "nothing")],
  plan: [point(0, 0, ""), point(12, 20, "")],
  steps: [],
  revisions: [],
  analyses: [],
  notes: [],
};

const words = (t: number, heard = 100): readonly string[] => readLive(view, heard, 100, { t }).lines.map(line => line.text);

describe("the reading of a live view", () => {
  it("names the source of a weight, and the plan beside it", () => {
    assert.deepEqual(words(20), ["20 % of traffic, VirtualService checkout", "20 % planned"]);
    assert.equal(readLive(view, 100, 100, { t: 20 }).time, "09:00:20, after 20 s");
  });

  it("knows no weight where none was seen, and nothing where nothing was heard", () => {
    assert.deepEqual(words(60), ["weight not known", "20 % planned"]);
    assert.deepEqual(words(60, 40), ["nothing heard", "20 % planned"]);
  });

  it("projects only what is still to come", () => {
    assert.deepEqual(words(200), ["20 % projected", "10 stable, 2 canary pods", "waits for the pause of 5 min", "20 % planned"]);
    assert.deepEqual(words(500), ["40 % projected", "10 stable, 2 canary pods", "20 % planned"]);
  });
});
