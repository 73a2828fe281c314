import assert from "node:assert/strict";
import type { Target } from "../../protocol/live.ts";
import type { ControlPlane } from "./control-plane.ts";
import { commandLine, goodNumbers, prepare, type Running, until } from "./operating.ts";
import { controlPlane } from "./shared-control-plane.ts";

// The main job from the command line, each verb as a process of its own, on the real controllers.
describe("operating rollouts on the real controllers from the command line", function () {
  this.timeout(10 * 60_000);
  let plane: ControlPlane;

  before(async () => {
    plane = await controlPlane();
  });

  it("starts, watches, pauses, aborts, retries and promotes a Rollout", async () => {
    const target = await prepare(plane, "operate-rollout-cli", "canary-istio", "Rollout");
    const { does, refuses, stands, stepwise } = speaking(target, "rollout/demo");
    await stands("quiet", /demo:v1 has all traffic/);

    await does("set-image", "demo:v2");
    const aborted = stepwise("watch", "rollout/demo");
    await stands("waiting", /^Waiting for you at step 4 of 4, 50 % of traffic on revision 2/);
    await does("pause");
    await stands("waiting", /^Waiting for you/, "pause");
    await does("resume");
    await stands("waiting", /^Waiting for you/, "resume");
    await does("abort");
    const back = await aborted.ended;
    assert.equal(back.code, 1, back.err);
    const told = sentences(back.out);
    assert.ok(told.includes("Waiting for you at step 4 of 4, 50 % of traffic on revision 2."), back.out);
    assert.equal(told.at(-1), "Rolled back: all traffic is on the stable version again.");

    // The way of a script: what has ended before must not be taken for the end of what it just started.
    await does("set-image", "demo:v3");
    const promoted = stepwise("watch", "rollout/demo", "-o", "json");
    await stands("waiting", /^Waiting for you at step 4 of 4, 50 % of traffic on revision 3/);
    await does("abort");
    assert.equal((await promoted.ended).code, 1);
    await does("retry");
    const retried = stepwise("watch", "rollout/demo", "-o", "json");
    await stands("moving", /the pause of 4 s/);
    await does("promote", "--full");
    const done = await retried.ended;
    assert.equal(done.code, 0, done.err);
    const lines = records(done.out);
    assert.deepEqual(lines.at(-1), {
      time: lines.at(-1)?.time,
      connection: "live",
      standing: "quiet",
      phase: "Healthy",
      weight: 100,
      step: 4,
      sentence: "demo:v3 has all traffic.",
    });

    await does("set-image", "demo:v4");
    await stands("waiting", /^Waiting for you at step 4 of 4/);
    await does("promote");
    assert.equal((await stepwise("watch", "rollout/demo").ended).code, 0);
    await refuses("abort", "Not aborted. Nothing is under way: the newest version has all traffic.");
    await refuses("promote", "Not promoted. Nothing is under way: the newest version has all traffic.");
    await refuses("retry", "Not retried. Only an aborted rollout can be tried again.");
  });

  it("starts, watches, suspends, aborts and promotes a Canary", async () => {
    const target = await prepare(plane, "operate-canary-cli", "istio-progressive", "Canary");
    const desk = goodNumbers(plane, target);
    const { does, refuses, stands, stepwise } = speaking(target, "canary/demo");
    try {
      await stands("quiet", /^Nothing is under way/);

      await does("set-image", "demo:v2");
      const aborted = stepwise("watch", "canary/demo");
      await stands("moving", /^Moving at step 1 of 3, 20 % of traffic on demo:v2/);
      await does("pause");
      await stands("waiting", /^Waiting for you at step \d of 3/, "pause");
      await does("resume");
      await stands("moving", /^Moving at step \d of 3/, "resume");
      await does("abort");
      const back = await aborted.ended;
      assert.equal(back.code, 1, back.err);
      assert.equal(sentences(back.out).at(-1), "Rolled back: all traffic is on the stable version again.");
      await refuses("abort", "Not aborted. No run is under way.");
      await refuses("retry", "Not retried. Flagger has no such action.");

      // Flagger sees the new image only at its next tick: until then the status is that of the run before.
      await does("set-image", "demo:v3");
      const promoted = stepwise("watch", "canary/demo", "-o", "json");
      await stands("moving", /^Moving at step 1 of 3, 20 % of traffic on demo:v3/);
      await does("promote");
      const done = await promoted.ended;
      assert.equal(done.code, 0, done.err);
      const phases = records(done.out).map(({ phase }) => phase);
      assert.equal(phases.at(-1), "Succeeded");
      assert.ok(phases.includes("Progressing"), phases.join(" "));
    } finally {
      desk.close();
    }
  });

  it("ends a watch with Ctrl-C, and lists what is there", async () => {
    const target = await prepare(plane, "operate-list-cli", "canary-istio", "Rollout");
    const { stepwise, stands } = speaking(target, "rollout/demo");
    await stands("quiet", /demo:v1 has all traffic/);
    const listed = await stepwise("get").ended;
    assert.equal(listed.code, 0, listed.err);
    assert.match(listed.out, /^rollout\/demo +quiet +- +100 % +The newest version has all traffic\.$/m);
    await stepwise("set-image", "rollout/demo", "demo:v2").ended;
    const watching = stepwise("watch", "rollout/demo");
    await until("the watch has said something", async () => watching.said.out.includes("Waiting for you"));
    watching.interrupt();
    assert.equal((await watching.ended).code, 0);
    const gone = await stepwise("watch", "rollout/nowhere").ended;
    assert.deepEqual([gone.code, gone.out, /not in namespace operate-list-cli/.test(gone.err)], [3, "", true]);
  });

  /** The verbs on one target: done, refused, and what `get` says of it. */
  function speaking(target: Target, operand: string) {
    const stepwise = commandLine(plane, target);
    const ran = (verb: string, words: readonly string[]): Promise<Awaited<Running["ended"]>> => stepwise(verb, operand, ...words).ended;
    return {
      stepwise,
      does: async (verb: string, ...words: string[]): Promise<void> => {
        const { code, out, err } = await ran(verb, words);
        assert.deepEqual([code, / accepted\. /.test(out)], [0, true], `${verb}: ${out}${err}`);
      },
      refuses: async (verb: string, why: string): Promise<void> => {
        const { code, out, err } = await ran(verb, []);
        assert.deepEqual([code, out, err], [3, "", `${why}\n`]);
      },
      /** Waits until it stands so, with this sentence, and until this action may be done no more. */
      stands: (standing: string, sentence: RegExp, doneWith?: string): Promise<void> =>
        until(`it is ${standing}: ${sentence}`, async () => {
          const { code, out } = await ran("get", ["-o", "json"]);
          if (code !== 0) return false;
          const view = JSON.parse(out) as {
            readonly standing: string;
            readonly sentence: string;
            readonly actions: readonly { readonly id: string; readonly refused: string | null }[];
          };
          const action = view.actions.find(({ id }) => id === doneWith);
          return view.standing === standing && sentence.test(view.sentence) && (!action || action.refused !== null);
        }),
    };
  }
});

/** The lines of `watch` without their times. */
function sentences(out: string): readonly string[] {
  return out
    .trimEnd()
    .split("\n")
    .map(line => line.replace(/^\S+ {2}/, ""));
}

interface WatchRecord {
  readonly time: string;
  readonly phase: string | null;
}

function records(out: string): readonly WatchRecord[] {
  return out
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line) as WatchRecord);
}
