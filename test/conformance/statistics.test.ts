import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type AnalysisLaw, lawOf } from "../../core/simulation/operating-characteristic.ts";
import { latencyQuantileFails, ratioOf, successRateFails, successRateFailsPoisson } from "../../core/statistics/measurement.ts";
import { sharedFolder } from "../kit/shared.ts";

// Golden vectors of a reference engine (exact recursions in 50 digits): kinds `argo` and `argoSteps`.
interface Measurement {
  readonly model: string;
  readonly threshold?: string;
  readonly op?: string;
  readonly errorRate?: number;
  readonly noData?: "pass" | "fail";
  readonly quantile?: string;
  readonly limitMs?: number;
  readonly mu?: number;
  readonly sigma?: number;
}
interface Step {
  readonly weight: number;
  readonly pauseSeconds: number;
  readonly count: number;
  readonly failureLimit: number;
  readonly initialDelaySeconds: number;
  readonly intervalSeconds: number;
  readonly windowRequests: number;
  readonly measurement: Measurement;
}
interface Case {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly input: {
    readonly count: number;
    readonly failureLimit: number;
    readonly failProb?: number | readonly number[];
    readonly measurement?: Measurement;
    readonly weights: number | readonly number[];
    readonly tickSeconds: number | readonly number[];
    readonly rps: number;
    readonly steps?: readonly Step[];
  };
  readonly expected: { readonly [key: string]: number | null | readonly number[] };
}

const golden = sharedFolder("golden");

describe("operating characteristic, against the reference engine", () => {
  if (!golden) return;
  const file = JSON.parse(readFileSync(path.join(golden, "rollout-oc.json"), "utf8")) as {
    readonly tolerance: { readonly rel: number; readonly abs: number };
    readonly cases: readonly Case[];
  };
  const cases = file.cases.filter(one => one.kind === "argo" || one.kind === "argoSteps");
  it("has its 39 cases", () => assert.equal(cases.length, 39));
  for (const one of cases)
    it(`${one.id} ${one.title}`, () => {
      const analyses = one.kind === "argo" ? [argo(one)] : steps(one);
      const law = lawOf(analyses);
      const got: { readonly [key: string]: number | undefined | readonly number[] } = {
        ...law,
        failProb:
          one.kind === "argo"
            ? analyses[0]?.ticks.map(tick => tick.failProbability)
            : analyses.map(analysis => analysis.ticks[0]?.failProbability ?? 0),
      };
      let compared = 0;
      for (const [key, expected] of Object.entries(one.expected)) {
        if (!(key in got)) continue;
        compared++;
        near(got[key], expected, key);
      }
      assert.ok(compared >= 8, `only ${compared} figures compared`);
    });

  function near(got: number | undefined | readonly number[], expected: number | null | readonly number[], what: string): void {
    if (expected === null) {
      assert.equal(got, undefined, what);
      return;
    }
    if (typeof expected !== "number") {
      const list = got as readonly number[];
      assert.equal(list.length, expected.length, what);
      for (const [i, value] of expected.entries()) near(list[i], value, `${what}[${i}]`);
      return;
    }
    const { rel, abs } = file.tolerance;
    assert.ok(
      typeof got === "number" && Math.abs(got - expected) <= Math.max(abs, rel * Math.abs(expected)),
      `${what}: expected ${expected}, got ${got}`,
    );
  }
});

function argo({ input }: Case): AnalysisLaw {
  return {
    failureLimit: input.failureLimit,
    ticks: Array.from({ length: input.count }, (_, k) => {
      const seconds = nth(input.tickSeconds, k);
      const requests = (input.rps * nth(input.weights, k) * seconds) / 100;
      const failProbability = input.failProb !== undefined ? nth(input.failProb, k) : failing(input.measurement, requests);
      return { failProbability, seconds, requests };
    }),
  };
}

// A single number stands for a list of equal ones.
function nth(list: number | readonly number[], k: number): number {
  return typeof list === "number" ? list : (list[k] ?? 0);
}

function steps({ input }: Case): readonly AnalysisLaw[] {
  return (input.steps ?? []).map(step => {
    const perSecond = (input.rps * step.weight) / 100;
    return {
      failureLimit: step.failureLimit,
      before: { seconds: step.pauseSeconds, requests: step.pauseSeconds * perSecond },
      ticks: Array.from({ length: step.count }, (_, k) => {
        const seconds = k === 0 ? step.initialDelaySeconds : step.intervalSeconds;
        return { failProbability: failing(step.measurement, step.windowRequests), seconds, requests: seconds * perSecond };
      }),
    };
  });
}

function failing(measurement: Measurement | undefined, requests: number): number {
  const ratio = ratioOf(measurement?.threshold ?? measurement?.quantile ?? "") ?? { numerator: 0n, denominator: 1n };
  const strict = measurement?.op === "gt";
  switch (measurement?.model) {
    case "successRate":
      return successRateFails(Math.round(requests), ratio, strict, measurement.errorRate ?? 0, measurement.noData ?? "fail");
    case "successRatePoisson":
      return successRateFailsPoisson(requests, ratio, strict, measurement.errorRate ?? 0, measurement.noData ?? "fail");
    case "latencyQuantile":
      return latencyQuantileFails(Math.round(requests), ratio, measurement.limitMs ?? 0, measurement.mu ?? 0, measurement.sigma ?? 1);
    default:
      throw new Error(`unknown model ${measurement?.model}`);
  }
}
