import assert from "node:assert/strict";
import type { Workload } from "../platforms/workloads.ts";
import { Pods } from "./pods.ts";

const workload: Workload = { name: "demo-a", version: "a", image: "demo:v1", desired: 3 };
const counts = (pods: Pods, now: number) => {
  const status = pods.status(now).get("demo-a");
  return [status?.replicas, status?.ready, status?.outdated];
};

describe("pods that are made anew", () => {
  const running = new Pods(() => 1000).ready([workload]);
  const restarting: Workload = { ...workload, restartAt: 5000, evicted: 0 };

  it("are counted by their age where somebody asks", () => {
    assert.deepEqual(counts(running, 5000), [3, 3, undefined]);
    assert.deepEqual(counts(running.settle([restarting], 5000), 5000), [3, 3, 3]);
  });
  it("go when they are told to, and others are made at once", () => {
    const one = running.settle([{ ...restarting, evicted: 1 }], 5100);
    assert.deepEqual(counts(one, 5100), [3, 2, 2]);
    // Only what is told anew counts.
    assert.deepEqual(counts(one.settle([{ ...restarting, evicted: 1 }], 6100), 6100), [3, 3, 2]);
    assert.deepEqual(counts(one.settle([{ ...restarting, evicted: 3 }], 6100), 6100), [3, 1, 0]);
  });
  it("are not older than a restart that is asked for in the second in which they were made", () => {
    const made = new Pods(() => 0).settle([workload], 5900);
    assert.deepEqual(counts(made.settle([{ ...workload, restartAt: 5000 }], 5950), 5950), [3, 3, 0]);
    assert.deepEqual(counts(made.settle([{ ...workload, restartAt: 6000 }], 6100), 6100), [3, 3, 3]);
  });
});
