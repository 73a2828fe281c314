import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";
import { type ActResult, act, actionFor } from "../../cluster/act.ts";
import { type ClusterConnection, connect } from "../../cluster/connection.ts";
import { loadKubeconfig } from "../../cluster/kubeconfig.ts";
import { mayAct } from "../../cluster/rights.ts";
import { readTarget, type TargetSnapshot, watchTarget } from "../../cluster/target.ts";
import type { ActionId } from "../../core/platforms/platform.ts";
import { follow } from "../../core/simulation/followed.ts";
import type { Target } from "../../protocol/live.ts";
import type { KubeObject } from "./api.ts";
import type { ControlPlane } from "./control-plane.ts";
import { controlPlane } from "./shared-control-plane.ts";

// The main job, on the real controllers: start it, watch it, promote or abort it, through our own code and through the command line.
const root = path.join(import.meta.dirname, "..", "..");
const run = promisify(execFile);

describe("operating rollouts on the real controllers", function () {
  this.timeout(10 * 60_000);
  let plane: ControlPlane;

  before(async () => {
    plane = await controlPlane();
  });

  it("starts a Rollout, watches it to its pause, and promotes it", async () => {
    const { connection, target } = await prepare("operate-rollout", "canary-istio", "Rollout");
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

  it("aborts and retries one, and refuses what was shown before that", async () => {
    const { connection, target } = await prepare("operate-abort", "canary-istio", "Rollout");
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
    const { connection, target } = await prepare("operate-canary", "istio-progressive", "Canary");
    const desk = plane.answers.open(target.namespace, { metrics: [{ query: "", answers: [{ from: 0, value: 99.9 }] }], webhooks: [] });
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

  it("says what a person without rights may not do", async () => {
    const { target } = await prepare("operate-rights", "canary-istio", "Rollout");
    const viewer = await connectionOf("viewer", target.namespace);
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
    const nobody = await connectionOf("nobody", target.namespace);
    const nothing = await readTarget(nobody, target);
    assert.ok(!nothing.ok && nothing.failure.kind === "forbidden");
  });

  it("does the same from the command line", async () => {
    const { target } = await prepare("operate-cli", "canary-istio", "Rollout");
    const kubeconfig = plane.kubeconfigFor("admin", target.namespace);
    const stepwise = (...words: string[]) =>
      run(process.execPath, [path.join(root, "cli", "main.ts"), ...words, "--kubeconfig", kubeconfig, "-n", target.namespace], {
        timeout: 60_000,
      });
    await until("it is healthy", async () => /Healthy|has all traffic/.test((await stepwise("get", "rollout/demo")).stdout));
    await stepwise("set-image", "rollout/demo", "demo:v2");
    await until(
      "it waits for a person",
      async () => (JSON.parse((await stepwise("get", "rollout/demo", "-o", "json")).stdout) as { standing: string }).standing === "waiting",
    );
    await stepwise("promote", "rollout/demo");
    await until(
      "it is promoted",
      async () =>
        /demo:v2/.test((await stepwise("get", "rollout/demo")).stdout) &&
        /has all traffic/.test((await stepwise("get", "rollout/demo")).stdout),
    );
    await assert.rejects(
      stepwise("abort", "rollout/demo"),
      (error: { code?: number; stderr?: string }) => error.code === 3 && /Not aborted/.test(error.stderr ?? ""),
    );
  });

  async function prepare(
    namespace: string,
    replay: string,
    kind: Target["kind"],
  ): Promise<{ connection: ClusterConnection; target: Target }> {
    await plane.api.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
    const folder = path.join(import.meta.dirname, "replays", replay);
    for (const file of fs.readdirSync(folder).filter(name => name.endsWith(".yaml") && name !== "replay.yaml"))
      for (const document of parseAllDocuments(fs.readFileSync(path.join(folder, file), "utf8"))) {
        const object = document.toJS() as KubeObject | null;
        if (object) await plane.api.create({ ...object, metadata: { ...object.metadata, namespace } });
      }
    return { connection: await connectionOf("admin", namespace), target: { context: "real", namespace, kind, name: "demo" } };
  }

  async function connectionOf(user: "admin" | "viewer" | "nobody", namespace: string): Promise<ClusterConnection> {
    const loaded = await loadKubeconfig({ env: {}, file: plane.kubeconfigFor(user, namespace) });
    assert.ok(loaded.ok);
    const found = loaded.kubeconfig.context();
    assert.ok(found.ok);
    const connection = connect(found.config);
    connections.push(connection);
    return connection;
  }

  const connections: ClusterConnection[] = [];
  afterEach(() => {
    for (const connection of connections.splice(0)) connection.close();
  });
});

type Standing = Extract<ReturnType<typeof follow>, { standing: unknown }>["standing"];

async function following(
  connection: ClusterConnection,
  target: Target,
  body: (seen: (wanted: (state: Standing) => boolean) => Promise<Standing>) => Promise<void>,
): Promise<void> {
  let last: TargetSnapshot | undefined;
  const watch = watchTarget(connection, target, snapshot => {
    last = snapshot;
  });
  const seen = async (wanted: (state: Standing) => boolean): Promise<Standing> => {
    let found: Standing | undefined;
    await until(`${target.kind} shows ${wanted}`, async () => {
      const followed = last && follow(target, last.objects);
      found = followed && !("problem" in followed) && wanted(followed.standing) ? followed.standing : undefined;
      return found !== undefined;
    });
    return found ?? assert.fail();
  };
  try {
    await body(seen);
  } finally {
    watch.stop();
  }
}

async function objectsOf(connection: ClusterConnection, target: Target): Promise<TargetSnapshot["objects"]> {
  const read = await readTarget(connection, target);
  return read.ok ? read.value.objects : assert.fail(read.failure.why);
}

async function acts(connection: ClusterConnection, target: Target, id: ActionId, image?: string): Promise<ActResult> {
  const result = await act(connection, target, id, {
    shown: await objectsOf(connection, target),
    ...(image === undefined ? {} : { image }),
  });
  if (result.kind !== "accepted") console.log(`      ${id}: ${result.kind}. ${result.said}`);
  return result;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (Date.now() < end) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 300));
  }
  assert.fail(`waited two minutes: ${what}`);
}
