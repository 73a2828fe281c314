import assert from "node:assert/strict";
import { ErrorDraws } from "./answers.ts";
import { ErrorProcess } from "./errors.ts";
import { ShareHistory } from "./requests.ts";

// Windows of two intervals share half of their data, so failures come in runs. The chances are those of the reference engine
// (rollout-oc.json, kind argoOverlap), which computes them exactly; the dice must come within 4.5 standard errors.
const cases = [
  { id: "oc/081", requestsPerTick: 20, count: 6, failureLimit: 0, threshold: 0.9, errorRate: 0.08, pRollback: 0.6350707796922582 },
  { id: "oc/082", requestsPerTick: 40, count: 10, failureLimit: 1, threshold: 0.95, errorRate: 0.05, pRollback: 0.8659984435157795 },
  { id: "oc/083", requestsPerTick: 60, count: 8, failureLimit: 2, threshold: 0.97, errorRate: 0.018, pRollback: 0.21604326824157793 },
  { id: "oc/084", requestsPerTick: 100, count: 12, failureLimit: 1, threshold: 0.98, errorRate: 0.026, pRollback: 0.9941744536599023 },
  { id: "oc/085", requestsPerTick: 30, count: 20, failureLimit: 3, threshold: 0.9, errorRate: 0.07, pRollback: 0.2747902980555041 },
];
const runs = 20_000;

describe("measurements over windows that overlap", () => {
  for (const one of cases)
    it(`${one.id}: roll back as often as the reference engine says`, () => {
      const draws = new ErrorDraws();
      const shares = new ShareHistory();
      shares.note(0, 1);
      const scenario = {
        errorRate: one.errorRate,
        stableErrorRate: 0,
        requestsPerSecond: one.requestsPerTick / 60,
        users: 1,
        podReadySeconds: 0,
      };
      let rolledBack = 0;
      for (let replication = 0; replication < runs; replication++) {
        const process = new ErrorProcess({ scenario, shares, draws, seed: 11, replication, metric: 0 }, 120, 60);
        let failures = 0;
        for (let tick = 1; tick <= one.count && failures <= one.failureLimit; tick++) {
          const { requests, errors } = process.window(tick * 60_000, 120_000, true);
          assert.equal(requests, one.requestsPerTick * Math.min(tick, 2));
          // The reference's thresholds are decimals: a hair keeps 1 - 0.9 from being more than a tenth.
          if (errors > requests * (1 - one.threshold) + 1e-9) failures++;
        }
        if (failures > one.failureLimit) rolledBack++;
      }
      const error = Math.sqrt((one.pRollback * (1 - one.pRollback)) / runs);
      const z = (rolledBack / runs - one.pRollback) / error;
      assert.ok(Math.abs(z) < 4.5, `${rolledBack / runs} against ${one.pRollback}, ${z.toFixed(1)} standard errors`);
    });
});
