import assert from "node:assert/strict";
import { goDuration } from "../../base/duration.ts";
import { advanceRun, isCompleted, newRun } from "./analysis-run.ts";
import type { Metric } from "./spec.ts";
import type { AnalysisRun } from "./state.ts";

// The worked timelines of the reference (argo-rollouts.md 4.8). S, F, I, E: successful, failed, inconclusive, error.
const timelines: readonly (readonly [string, Partial<Metric>, string, string])[] = [
  ["T1", {}, "S", "0s Successful"],
  ["T2", {}, "F", "0s Failed"],
  ["T3", {}, "EEEEE", "40s Error"],
  ["T4", {}, "EES", "20s Successful"],
  ["T5", every("1m", 5), "SSSSS", "4m Successful"],
  ["T6", { ...every("1m", 5), failureLimit: 1 }, "SFSF", "3m Failed"],
  ["T7", { ...every("1m", 5), failureLimit: 2 }, "SFSFS", "4m Successful"],
  ["T9", { ...every("1m", 5), inconclusiveLimit: 1 }, "SISI", "3m Inconclusive"],
  ["T10", every("1m", 5), "SI", "1m Inconclusive"],
  ["T11", every("1m", 3), "SESES", "2m20s Successful"],
  ["T12", { ...every("1m", 3), consecutiveErrorLimit: 1 }, "SEE", "1m10s Error"],
  ["T13", { ...every("30s"), consecutiveSuccessLimit: 3, failureLimit: -1 }, "SFSSFSSS", "3m30s Successful"],
  ["T14", { ...every("1m", 3), failureLimit: 3 }, "FFF", "2m Successful"],
  ["T15", { ...every("30s", 5), consecutiveSuccessLimit: 4, failureLimit: -1 }, "SSFSS", "2m Failed"],
  ["T16", { ...every("30s", 6), consecutiveSuccessLimit: 4, failureLimit: 2 }, "SSFSSF", "2m30s Inconclusive"],
  ["T17", { ...every("30s", 6), consecutiveSuccessLimit: 4, failureLimit: 2 }, "SSFSSS", "2m30s Inconclusive"],
  ["T18", { ...every("30s", 6), consecutiveSuccessLimit: 4, failureLimit: 2 }, "SFSSSS", "2m30s Successful"],
  ["T19", { ...every("1m", 2), initialDelay: 300_000 }, "SS", "6m Successful"],
  ["T24", every("1m", 2), "EEEESEEEES", "2m20s Successful"],
];

function every(interval: string, count?: number): Partial<Metric> {
  return { interval: goDuration(interval), count };
}

// What the conditions below make of each value: only `both` can be inconclusive.
const values: { readonly [letter: string]: number | { readonly error: string } } = { S: 2, F: 0, I: 1, E: { error: "no answer" } };

describe("analysis runs, as the reference's worked timelines have them", () => {
  for (const [name, settings, results, expected] of timelines)
    it(`${name}: ${results} ends at ${expected}`, () => assert.equal(play(metric(settings), results), expected));

  it("T8: without a count it runs until it is told to end, and then passes", () => {
    let run = newRun({ name: "r", purpose: "step", step: 0, hash: "h", revision: 2 }, [metric({ ...every("1m"), failureLimit: 3 })], 0);
    for (const time of [0, 60_000, 120_000]) run = measure(run, metric({ ...every("1m"), failureLimit: 3 }), "F", time);
    assert.equal(run.phase, "Running");
    const ended = advanceRun({ ...run, terminate: true }, [metric(every("1m"))], [], 150_000).run;
    assert.deepEqual([ended.phase, ended.message], ["Successful", "Run Terminated"]);
  });

  it("T25: the other metric ends with the one that fails", () => {
    const metrics = [metric({ ...every("1m", 5), name: "a" }), metric({ ...every("1m", 5), name: "b" })];
    let run = newRun({ name: "r", purpose: "step", step: 0, hash: "h", revision: 2 }, metrics, 0);
    for (const [time, b] of [
      [0, 2],
      [60_000, 2],
      [120_000, 0],
    ] as const) {
      const asked = advanceRun(run, metrics, [], time);
      run = advanceRun(
        asked.run,
        metrics,
        asked.asks.map(ask => ({ id: ask.id, value: ask.metric.name === "b" ? b : 2 })),
        time,
      ).run;
    }
    assert.deepEqual(
      [run.phase, run.message, run.metrics[0]?.phase],
      ["Failed", 'Metric "b" assessed Failed due to failed (1) > failureLimit (0)', "Successful"],
    );
  });

  it("a dry run decides nothing", () => {
    const dry = metric({ dryRun: true });
    const run = measure(newRun({ name: "r", purpose: "step", step: 0, hash: "h", revision: 2 }, [dry], 0), dry, "F", 0);
    assert.deepEqual(
      [run.phase, run.metrics[0]?.phase, run.metrics[0]?.message],
      ["Successful", "Failed", "Metric assessed Failed due to failed (1) > failureLimit (0)"],
    );
  });
});

function metric(settings: Partial<Metric>): Metric {
  return {
    name: "rate",
    provider: "web",
    query: "q",
    interval: undefined,
    initialDelay: 0,
    count: settings.interval === undefined ? 1 : undefined,
    failureLimit: 0,
    inconclusiveLimit: 0,
    consecutiveErrorLimit: 4,
    consecutiveSuccessLimit: 0,
    successCondition: "result > 1",
    failureCondition: "result < 1",
    dryRun: false,
    retention: 10,
    place: { uri: "", start: 0, end: 0 },
    ...settings,
  };
}

function measure(run: AnalysisRun, spec: Metric, letter: string, now: number): AnalysisRun {
  const asked = advanceRun(run, [spec], [], now);
  return advanceRun(
    asked.run,
    [spec],
    asked.asks.map(ask => ({ id: ask.id, value: values[letter] ?? 2 })),
    now,
  ).run;
}

function play(spec: Metric, results: string): string {
  let run = newRun({ name: "r", purpose: "step", step: 0, hash: "h", revision: 2 }, [spec], 0);
  let now = 0;
  let next = 0;
  for (let passes = 0; passes < 200 && !isCompleted(run.phase); passes++) {
    const asked = advanceRun(run, [spec], [], now);
    if (asked.asks.length > 0) {
      const letter = results[next++] ?? assert.fail(`a measurement too many at ${now / 1000} s`);
      run = advanceRun(
        asked.run,
        [spec],
        asked.asks.map(ask => ({ id: ask.id, value: values[letter] ?? 2 })),
        now,
      ).run;
    } else {
      run = asked.run;
      now = asked.wakeAt ?? assert.fail("nothing is left to happen");
    }
  }
  assert.equal(next, results.length, "measurements taken");
  const minutes = Math.floor(now / 60_000);
  const seconds = (now % 60_000) / 1000;
  return `${minutes > 0 ? `${minutes}m` : ""}${seconds > 0 || minutes === 0 ? `${seconds}s` : ""} ${run.phase}`;
}
