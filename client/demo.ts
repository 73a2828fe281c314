import * as vscode from "vscode";
import { act } from "../cluster/act.ts";
import { readTarget } from "../cluster/target.ts";
import { rowOf } from "../core/simulation/row.ts";
import type { Target } from "../protocol/live.ts";
import type { Clusters } from "./clusters.ts";
import { rolloutOffset } from "./cursor.ts";
import type { ForecastPanel } from "./forecast-panel.ts";
import type { SandboxCluster } from "./sandbox.ts";

// The newcomer's first minute: a document with its forecast, and a canary that moves.
const underlined = "mistakes/rollout.yaml";
const first = "checkout/rollout.yaml";
const target: Target = { context: "stepwise-sandbox", namespace: "shop", kind: "Rollout", name: "checkout" };
const lookEveryMs = 5000;

interface Stage {
  readonly sandbox: SandboxCluster;
  readonly clusters: Clusters;
  readonly forecast: ForecastPanel;
  readonly log: vscode.LogOutputChannel;
  /** Opens a context in the tree. */
  show(context: string): Promise<void>;
}

/** What `npm start` shows: an example with mistakes, a good one beside its forecast, and the sandbox with a canary in motion, again each time it ends. */
export async function startDemo({ sandbox, clusters, forecast, log, show }: Stage): Promise<void> {
  const [mistakes] = await vscode.workspace.findFiles(`**/${underlined}`);
  if (mistakes)
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(mistakes), {
      viewColumn: vscode.ViewColumn.One,
      preview: false,
    });
  const [uri] = await vscode.workspace.findFiles(`**/${first}`);
  if (uri) {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
    await forecast.show(document, rolloutOffset(document, 0) ?? 0);
  }
  const running = await sandbox.start();
  if (running) await show(running.context);
  if (!running) return;
  let version = 2;
  const keepMoving = async (): Promise<void> => {
    const connected = clusters.connect(target.context);
    if (sandbox.running !== running || "problem" in connected) return;
    const read = await readTarget(connected.connection, target);
    const own = read.ok ? read.value.objects[0] : undefined;
    const row = own && rowOf(own);
    if (read.ok && row && (row.stands === "quiet" || row.stands === "failing")) {
      const result = await act(connected.connection, target, "setImage", {
        shown: read.value.objects,
        image: `registry.example.com/shop/checkout:v${version++}`,
      });
      if (result.kind !== "accepted") log.info(`demo: ${result.said}`);
    }
    setTimeout(() => void keepMoving().catch(error => log.error(`demo: ${String(error)}`)), lookEveryMs).unref();
  };
  await keepMoving();
}
