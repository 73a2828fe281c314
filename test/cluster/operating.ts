import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { type ActResult, act } from "../../cluster/act.ts";
import { type ClusterConnection, connect } from "../../cluster/connection.ts";
import { loadKubeconfig } from "../../cluster/kubeconfig.ts";
import { readTarget, type TargetSnapshot, watchTarget } from "../../cluster/target.ts";
import type { ActionId } from "../../core/platforms/platform.ts";
import { follow } from "../../core/simulation/followed.ts";
import type { Target } from "../../protocol/live.ts";
import type { Desk } from "./answers.ts";
import type { KubeObject } from "./api.ts";
import type { ControlPlane } from "./control-plane.ts";
import type { User } from "./users.ts";

/** What the suites that operate rollouts share: a rollout in a namespace of its own, eyes and hands on it, the command line. */

const root = path.join(import.meta.dirname, "..", "..");

/** Creates a namespace with the manifests of a replay in it. */
export async function prepare(plane: ControlPlane, namespace: string, replay: string, kind: Target["kind"]): Promise<Target> {
  await plane.api.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
  const folder = path.join(import.meta.dirname, "replays", replay);
  for (const file of fs.readdirSync(folder).filter(name => name.endsWith(".yaml") && name !== "replay.yaml"))
    for (const document of parseAllDocuments(fs.readFileSync(path.join(folder, file), "utf8"))) {
      const object = document.toJS() as KubeObject | null;
      if (object) await plane.api.create({ ...object, metadata: { ...object.metadata, namespace } });
    }
  return { context: "real", namespace, kind, name: "demo" };
}

/** Answers every query about this namespace with a success rate that passes. */
export function goodNumbers(plane: ControlPlane, { namespace }: Target): Desk {
  return plane.answers.open(namespace, { metrics: [{ query: "", answers: [{ from: 0, value: 99.9 }] }], webhooks: [] });
}

/** A connection of this person, to be closed by the caller. */
export async function connectionOf(plane: ControlPlane, user: User, namespace: string): Promise<ClusterConnection> {
  const loaded = await loadKubeconfig({ env: {}, file: plane.kubeconfigFor(user, namespace) });
  assert.ok(loaded.ok);
  const found = loaded.kubeconfig.context();
  assert.ok(found.ok);
  return connect(found.config);
}

type Standing = Extract<ReturnType<typeof follow>, { standing: unknown }>["standing"];

/** Watches a target through our `cluster` code while the body runs; `seen` waits until it shows what is wanted. */
export async function following(
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

/** What the target and the objects around it look like now. */
export async function objectsOf(connection: ClusterConnection, target: Target): Promise<TargetSnapshot["objects"]> {
  const read = await readTarget(connection, target);
  return read.ok ? read.value.objects : assert.fail(read.failure.why);
}

/** Does it on what is shown now. */
export async function acts(connection: ClusterConnection, target: Target, id: ActionId, image?: string): Promise<ActResult> {
  const result = await act(connection, target, id, {
    shown: await objectsOf(connection, target),
    ...(image === undefined ? {} : { image }),
  });
  if (result.kind !== "accepted") console.log(`      ${id}: ${result.kind}. ${result.said}`);
  return result;
}

/** Asks again until it holds, for two minutes. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (Date.now() < end) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 300));
  }
  assert.fail(`waited two minutes: ${what}`);
}

/** A command that ran, or that still runs: what it printed so far, and how it ended. */
export interface Running {
  readonly said: { readonly out: string; readonly err: string };
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
  interrupt(): void;
}

/** The command line as a person of this cluster has it: each call is a process of its own. */
export function commandLine(plane: ControlPlane, { namespace }: Target): (...words: string[]) => Running {
  const kubeconfig = plane.kubeconfigFor("admin", namespace);
  return (...words) => {
    const child: ChildProcess = spawn(process.execPath, [path.join(root, "cli", "main.ts"), ...words], {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { out: "", err: "" };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (said.out += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said.err += text));
    return {
      said,
      interrupt: () => child.kill("SIGINT"),
      ended: new Promise((resolve, reject) => child.on("error", reject).on("close", code => resolve({ code, ...said }))),
    };
  };
}
