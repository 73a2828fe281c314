import assert from "node:assert/strict";
import { act, actionFor } from "../../cluster/act.ts";
import type { ClusterConnection } from "../../cluster/connection.ts";
import { mayAct } from "../../cluster/rights.ts";
import { readTarget } from "../../cluster/target.ts";
import { follow } from "../../core/simulation/followed.ts";
import type { Target } from "../../protocol/live.ts";
import type { ControlPlane } from "./control-plane.ts";
import { acts, connectionOf, following, goodNumbers, objectsOf, prepare, until } from "./operating.ts";
import { controlPlane } from "./shared-control-plane.ts";
import type { User } from "./users.ts";

// The main job, on the real controllers: start it, watch it, promote or abort it, through our own code.
describe("operating rollouts on the real controllers", function () {
  this.timeout(10 * 60_000);
  let plane: ControlPlane;

  before(async () => {
    plane = await controlPlane();
  });

  it("starts a Rollout, watches it to its pause, and promotes it", async () => {
    const { connection, target } = await prepared("operate-rollout", "canary-istio", "Rollout");
    await following(connection, target, async seen => {
      await seen(state => state.phase === "Healthy");
      assert.equal((await acts(connection, target, "setImage", "demo:v2")).kind, "accepted");
      const paused = await seen(state => state.phase === "Paused" && state.stepIndex === 3);
      assert.equal(paused.weight, 50);
      assert.equal(paused.waitsForPerson, true);
      assert.equal((await acts(connection, target, "promote")).kind, "accepted");
      const done = await seen(state => state.ended === "promoted");
      assert.deepEqual(
        done.revisions.filter(revision => revision.role === "stable").map(revision => revision.image),
        ["demo:v2"],
      );
    });
  });

  it("promotes one that a person has paused at a pause step, in one go", async () => {
    const { connection, target } = await prepared("operate-paused", "canary-istio", "Rollout");
    await following(connection, target, async seen => {
      await seen(state => state.phase === "Healthy");
      await acts(connection, target, "setImage", "demo:v2");
      await seen(state => state.phase === "Paused" && state.stepIndex === 3);
      assert.equal((await acts(connection, target, "pause")).kind, "accepted");
      // The controller has looked: the step's pause stands beside the person's.
      await seen(state => state.message === "manually paused");
      assert.equal((await acts(connection, target, "promote")).kind, "accepted");
      await seen(state => state.ended === "promoted");
    });
  });

  it("aborts and retries one, and refuses what was shown before that", async () => {
    const { connection, target } = await prepared("operate-abort", "canary-istio", "Rollout");
    await following(connection, target, async seen => {
      await seen(state => state.phase === "Healthy");
      await acts(connection, target, "setImage", "demo:v2");
      await seen(state => state.phase === "Paused" && state.stepIndex === 3);
      const shown = await objectsOf(connection, target);
      assert.equal((await acts(connection, target, "abort")).kind, "accepted");
      await seen(state => state.ended === "rolled back" && state.weight === 0);
      const late = await act(connection, target, "promote", { shown });
      assert.equal(late.kind, "moved on");
      assert.match(late.said, /^Not promoted: since you looked, it was rolled back/);
      assert.equal((await acts(connection, target, "retry")).kind, "accepted");
      await seen(state => state.phase === "Paused" && state.stepIndex === 1);
    });
  });

  it("starts a Canary, and aborts it by its status", async () => {
    const { connection, target } = await prepared("operate-canary", "istio-progressive", "Canary");
    const desk = goodNumbers(plane, target);
    try {
      await following(connection, target, async seen => {
        await seen(state => state.phase === "Initialized");
        assert.equal((await acts(connection, target, "setImage", "demo:v2")).kind, "accepted");
        await seen(state => state.phase === "Progressing" && (state.weight ?? 0) >= 20);
        assert.equal((await acts(connection, target, "abort")).kind, "accepted");
        const failed = await seen(state => state.ended === "rolled back");
        assert.equal(failed.weight, 0);
      });
    } finally {
      desk.close();
    }
  });

  it("starts a Canary, and promotes it past the checks that are left", async () => {
    const { connection, target } = await prepared("operate-canary-promote", "istio-progressive", "Canary");
    const desk = goodNumbers(plane, target);
    try {
      await following(connection, target, async seen => {
        await seen(state => state.phase === "Initialized");
        assert.equal((await acts(connection, target, "setImage", "demo:v2")).kind, "accepted");
        await seen(state => state.phase === "Progressing" && state.weight === 20);
        assert.equal((await acts(connection, target, "promote")).kind, "accepted");
        const done = await seen(state => state.ended === "promoted");
        assert.deepEqual(
          done.revisions.filter(revision => revision.role === "stable").map(revision => revision.image),
          ["demo:v2"],
        );
      });
    } finally {
      desk.close();
    }
  });

  it("says what a person without rights may not do", async () => {
    const { target } = await prepared("operate-rights", "canary-istio", "Rollout");
    const viewer = await connected("viewer", target.namespace);
    // The controller needs a moment for its first look.
    await until("the Rollout can be read", async () => !("problem" in follow(target, await objectsOf(viewer, target))));
    const shown = await objectsOf(viewer, target);
    const found = actionFor(target, "setImage", { shown, image: "demo:v9" });
    assert.ok(!("problem" in found));
    const answer = await mayAct(viewer, found.action, target.namespace);
    assert.equal(answer.may, "no");
    const refused = await act(viewer, target, "setImage", { shown, image: "demo:v9" });
    assert.equal(refused.kind, "not allowed");
    assert.match(refused.said, /`patch` on `rollouts`/);
    const nobody = await connected("nobody", target.namespace);
    const nothing = await readTarget(nobody, target);
    assert.ok(!nothing.ok && nothing.failure.kind === "forbidden");
  });

  async function prepared(
    namespace: string,
    replay: string,
    kind: Target["kind"],
  ): Promise<{ connection: ClusterConnection; target: Target }> {
    const target = await prepare(plane, namespace, replay, kind);
    return { connection: await connected("admin", namespace), target };
  }

  const connections: ClusterConnection[] = [];
  async function connected(user: User, namespace: string): Promise<ClusterConnection> {
    const connection = await connectionOf(plane, user, namespace);
    connections.push(connection);
    return connection;
  }

  afterEach(() => {
    for (const connection of connections.splice(0)) connection.close();
  });
});
