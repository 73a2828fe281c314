import assert from "node:assert/strict";
import path from "node:path";
import { explain, findJudge, type Judge, replayOnOurMachine, tracesFolder } from "./judge.ts";
import { openRecorder, type Recorder } from "./recorder/record.ts";
import type { Trace } from "./recorder/trace.ts";
import { controlPlane } from "./shared-control-plane.ts";

/** A script that is recorded anew. The last phase is what anybody can check. */
interface Replayed {
  readonly name: string;
  readonly ends: string;
  /** Is there a recording of it among the kept traces? */
  readonly kept: boolean;
}

// For each platform one that goes through, and one for each way in which a person or an analysis interrupts it.
const replays: readonly Replayed[] = [
  { name: "canary-istio", ends: "Healthy", kept: true },
  { name: "analysis-step-fails", ends: "Degraded", kept: true },
  { name: "rollout-aborted", ends: "Healthy", kept: false },
  { name: "istio-progressive", ends: "Succeeded", kept: true },
  { name: "canary-promoted", ends: "Succeeded", kept: false },
  { name: "canary-aborted", ends: "Failed", kept: false },
];

const scriptOf = (name: string) => path.join(import.meta.dirname, "replays", name, "replay.yaml");

describe("replays on the real controllers", function () {
  // The first run on a machine builds the control plane.
  this.timeout(20 * 60_000);

  let recorder: Recorder;
  let judge: Judge | undefined;
  const recordings = new Map<string, Promise<Trace>>();
  const recording = async (name: string): Promise<Trace> => {
    const trace = await recordings.get(name);
    assert.ok(trace, `${name} is being recorded`);
    return trace;
  };

  before(async () => {
    judge = await findJudge();
    recorder = await openRecorder(await controlPlane());
    // All at once: each takes minutes of waiting and next to no work.
    for (const { name } of replays) recordings.set(name, recorder.record(scriptOf(name)));
    await Promise.allSettled(recordings.values());
  });

  after(() => recorder?.stop());

  for (const { name, ends, kept: isKept } of replays) {
    describe(name, () => {
      it(`ends ${ends}`, async () => {
        assert.equal((await recording(name)).final.phase, ends);
      });

      if (isKept)
        it("goes as it went when it was recorded", async function () {
          const trace = await recording(name);
          const kept = judge?.kept(trace);
          if (judge === undefined || kept === undefined) return skip(this);
          assertAgree(judge, kept, trace);
        });

      it("goes as our machine says", async function () {
        const trace = await recording(name);
        if (judge === undefined) return skip(this);
        assertAgree(judge, trace, await replayOnOurMachine(scriptOf(name)));
      });
    });
  }
});

function assertAgree(judge: Judge, expected: Trace, actual: Trace): void {
  const difference = judge.compare(expected, actual);
  if (difference !== null) assert.fail(explain(difference));
}

function skip(test: Mocha.Context): void {
  const why = `nothing to compare with: no kept traces in ${path.relative(process.cwd(), tracesFolder)} (set STEPWISE_TRACES)`;
  assert.ok(!process.env.CI, why);
  console.log(`      ${why}`);
  test.skip();
}
