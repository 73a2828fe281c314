import assert from "node:assert/strict";
import type { ForecastView } from "../../protocol/forecast.ts";
import { timeAxis } from "../picture/time-axis.ts";
import { readForecast } from "./reading.ts";

const view: ForecastView = {
  kind: "forecast",
  uri: "file:///rollout.yaml",
  document: 0,
  title: "checkout",
  sentence: "",
  basis: "exact",
  assumptions: [],
  scenario: { errorRate: 0.05, stableErrorRate: 0.001, requestsPerSecond: 40, users: 2000, podReadySeconds: 10 },
  healthy: [
    { t: 0, weight: 0, stablePods: 10, canaryPods: 0, waiting: "pods for 20 %" },
    { t: 10, weight: 20, stablePods: 10, canaryPods: 2, waiting: "pods for 100 %" },
    { t: 30, weight: 100, stablePods: 10, canaryPods: 10, waiting: "nothing" },
  ],
  stillRunning: [
    { t: 0, share: 1 },
    { t: 20, share: 0.2 },
  ],
  steps: [
    { index: 0, kind: "setWeight", label: "20 %", detail: "", from: 0, to: 10, endless: false, measurements: [], at: { start: 0, end: 1 } },
    { index: 1, kind: "pause", label: "a person", detail: "", from: 10, to: 10, endless: true, measurements: [], at: { start: 1, end: 2 } },
  ],
  background: [],
  replicas: 10,
};
const axis = timeAxis({ from: 0, to: 30, left: 0, right: 300, breaks: [{ at: 10, until: 10, order: 1 }] });

describe("the reading of a forecast", () => {
  it("says time, weight, pods, the step and what is waited for", () =>
    assert.deepEqual(readForecast(view, axis, { t: 5 }), {
      time: "5 s",
      lines: [
        { of: "healthy", text: "0 % of traffic on the new version" },
        { of: "bad", text: "100 % of bad versions still run" },
        { text: "10 stable, 0 canary pods" },
        { text: "step 1 of 2: 20 %" },
        { text: "waits for pods for 20 %" },
      ],
    }));

  it("says of an endless pause what holds in it, not what comes after", () => {
    const { time, lines } = readForecast(view, axis, { t: 10, within: { order: 1 } });
    assert.equal(time, "10 s, and as long as a person takes");
    assert.deepEqual(
      lines.map(line => line.text),
      [
        "20 % of traffic on the new version",
        "100 % of bad versions still run",
        "10 stable, 2 canary pods",
        "step 2 of 2: a person",
        "waits until a person promotes",
      ],
    );
  });

  it("waits for nothing at the end", () =>
    assert.deepEqual(
      readForecast(view, axis, { t: 30 }).lines.map(line => line.text),
      ["100 % of traffic on the new version", "20 % of bad versions still run", "10 stable, 10 canary pods"],
    ));
});
