import assert from "node:assert/strict";
import { textAt } from "../core/base/json.ts";
import type { Target } from "../protocol/live.ts";
import { act } from "./act.ts";
import type { ClusterConnection } from "./connection.ts";
import { type Look, lookAt } from "./look.ts";
import { mayAct, mayDo } from "./rights.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { type TargetSnapshot, watchTarget } from "./target.ts";
import { connectedTo, eventually, sandboxOf } from "./test-kit.ts";

describe("a rollout, operated through our own code on the sandbox", () => {
  let sandbox: Sandbox;
  let connection: ClusterConnection;
  let snapshots: TargetSnapshot[];
  let watching: { stop(): void };
  let target: Target;
  before(async () => {
    sandbox = await sandboxOf(["checkout", "payments", "search"], { speed: 600 });
    connection = await connectedTo(sandbox);
    target = { context: sandbox.context, namespace: "shop", kind: "Rollout", name: "checkout" };
    snapshots = [];
    watching = watchTarget(connection, target, snapshot => snapshots.push(snapshot));
  });
  after(async () => {
    watching.stop();
    connection.close();
    await sandbox.stop();
  });

  const look = (): { readonly snapshot: TargetSnapshot; readonly look: Look } | undefined => {
    const snapshot = snapshots.findLast(({ complete }) => complete);
    const found = snapshot && lookAt(target, snapshot.objects);
    return snapshot && found && !("problem" in found) ? { snapshot, look: found } : undefined;
  };
  const seen = (what: string, fits: (found: Look) => boolean): Promise<{ readonly snapshot: TargetSnapshot; readonly look: Look }> =>
    eventually(what, () => {
      const found = look();
      return found && fits(found.look) ? found : undefined;
    });
  const kinds = ({ objects }: TargetSnapshot): readonly string[] => [...new Set(objects.map(object => String(object.kind)))];

  it("is seen with all that is around it", async () => {
    const { snapshot } = await seen("the first look", () => true);
    assert.deepEqual(kinds(snapshot), ["Rollout", "ReplicaSet", "Service", "VirtualService", "AnalysisTemplate"]);
    assert.equal(snapshot.state.state, "live");
    assert.deepEqual(snapshot.missing, []);
    assert.equal(snapshot.speed, 600);
    assert.ok(Math.abs(snapshot.now - sandbox.now()) < 600 * 2000);
  });

  it("may be operated", async () => {
    const found = await seen("the first look", () => true);
    for (const action of found.look.actions("x:v2")) assert.deepEqual(await mayAct(connection, action, "shop"), { may: "yes" });
    assert.deepEqual(await mayDo(connection, "patch", "argoproj.io", "rollouts/status", "shop"), { may: "yes" });
  });

  it("goes to its pause, is promoted, and ends", async () => {
    const first = await seen("the first look", () => true);
    const set = await act(connection, target, "setImage", {
      shown: first.snapshot.objects,
      image: "registry.example.com/shop/checkout:v2",
    });
    assert.equal(set.kind, "accepted", set.said);
    const paused = await seen("the pause", ({ standing }) => standing.waitsForPerson);
    assert.deepEqual([paused.look.standing.stepIndex, paused.look.standing.weight], [4, 40]);
    assert.ok(kinds(paused.snapshot).includes("AnalysisRun"));
    const promote = await act(connection, target, "promote", { shown: paused.snapshot.objects });
    assert.deepEqual([promote.kind, promote.said], ["accepted", "Promote accepted. Ends this pause and goes on to 80 %."]);
    const ended = await seen("the end", ({ standing }) => standing.ended === "promoted");
    assert.equal(textAt(ended.look.own, "metadata", "annotations", "rollout.argoproj.io/revision"), "2");
  });

  it("is aborted and tried again", async () => {
    const first = await seen("the end", ({ standing }) => standing.ended === "promoted");
    await act(connection, target, "setImage", { shown: first.snapshot.objects, image: "registry.example.com/shop/checkout:v3" });
    const moving = await seen("a step", ({ standing }) => standing.stepIndex !== undefined && standing.weight === 5);
    const abort = await act(connection, target, "abort", { shown: moving.snapshot.objects });
    // At this speed it may have gone on to another step meanwhile; then it is looked at once more.
    if (abort.kind === "moved on") {
      const again = look();
      assert.ok(again);
      assert.equal((await act(connection, target, "abort", { shown: again.snapshot.objects })).kind, "accepted");
    }
    const aborted = await seen("the abort", ({ standing }) => standing.ended === "rolled back");
    assert.equal((await act(connection, target, "retry", { shown: aborted.snapshot.objects })).kind, "accepted");
    await seen("the pause", ({ standing }) => standing.waitsForPerson && standing.stepIndex === 4);
  });

  it("told of no more than ten pictures a second", async () => {
    const before = snapshots.length;
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.ok(snapshots.length - before <= 6);
  });

  it("is stale once the sandbox is gone, and what was known stays", async () => {
    await sandbox.stop();
    const stale = await eventually("the loss", () => snapshots.findLast(({ state }) => state.state === "stale"));
    assert.ok(stale.state.state === "stale");
    assert.match(stale.state.why, /^Nothing answers at https:\/\/127\.0\.0\.1:\d+ \(context stepwise-sandbox\)\.|^The connection to /);
    assert.equal(textAt(stale.objects[0], "metadata", "name"), "checkout");
    sandbox = await sandboxOf([]);
  });
});
