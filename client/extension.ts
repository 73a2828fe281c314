import * as vscode from "vscode";
import { Clusters } from "./clusters.ts";
import { rolloutOffset, watchRollouts } from "./cursor.ts";
import { startDemo } from "./demo.ts";
import { ForecastPanel } from "./forecast-panel.ts";
import { startLanguage } from "./language.ts";
import { LivePanels } from "./live-panel.ts";
import { SandboxCluster } from "./sandbox.ts";
import { RolloutTree } from "./tree.ts";
import { registerVerbs } from "./verbs.ts";

/** Starts everything that a person may ask for. No cluster is contacted here. */
export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const log = vscode.window.createOutputChannel("Stepwise", { log: true });
  const language = await startLanguage(context.extensionUri, log);
  const clusters = new Clusters();
  const tree = new RolloutTree(clusters);
  const view = vscode.window.createTreeView("stepwise.rollouts", { treeDataProvider: tree, showCollapseAll: true });
  const sandbox = new SandboxCluster(clusters, log);
  const forecast = new ForecastPanel(context.extensionUri, language, log);
  const live = new LivePanels(context.extensionUri, clusters, log);

  tree.onDidChangeTreeData(() => {
    const waiting = tree.rollouts().filter(node => node.row.stands === "waiting").length;
    view.badge =
      waiting === 0
        ? undefined
        : { value: waiting, tooltip: waiting === 1 ? "One rollout waits for you" : `${waiting} rollouts wait for you` };
  });

  // Whoever starts the sandbox wants to see what is in it.
  const show = async (name: string): Promise<void> => {
    await vscode.commands.executeCommand("stepwise.rollouts.focus");
    const node = tree.getChildren().find(candidate => candidate.kind === "context" && candidate.name === name);
    if (node) await view.reveal(node, { expand: 2, select: false, focus: false });
  };

  context.subscriptions.push(
    log,
    clusters,
    tree,
    view,
    forecast.register(),
    live.register(),
    watchRollouts(),
    registerVerbs({ tree, treeView: view, live, clusters, log }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void clusters.reload()),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration("stepwise.kubeconfig")) void clusters.reload();
    }),
    command("stepwise.simulate", async (uri?: string, offset?: number) => {
      const document = uri ? await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)) : vscode.window.activeTextEditor?.document;
      const selection = vscode.window.activeTextEditor?.selection.active;
      const at = document && rolloutOffset(document, offset ?? (selection ? document.offsetAt(selection) : 0));
      if (!document || at === undefined)
        return void vscode.window.showInformationMessage("There is no Rollout and no Canary here. Open one, and run the command again.");
      await forecast.show(document, at);
    }),
    command("stepwise.startSandbox", async () => {
      const running = await sandbox.start();
      if (running) await show(running.context);
      return running?.context;
    }),
    command("stepwise.stopSandbox", () => sandbox.stop()),
    command("stepwise.connect", async () => {
      if (!vscode.workspace.isTrusted)
        return void vscode.window.showWarningMessage(
          "Clusters are off in a folder that is not trusted: its kubeconfig could start programs.",
        );
      await clusters.want();
      await vscode.commands.executeCommand("stepwise.rollouts.focus");
      if (clusters.problem) void vscode.window.showWarningMessage(clusters.problem);
    }),
    command("stepwise.refresh", () => clusters.reload()),
    command("stepwise.showLog", () => log.show()),
    { dispose: () => void sandbox.stop() },
    { dispose: () => void language.stop() },
  );
  if (process.env.STEPWISE_DEMO)
    void startDemo({ sandbox, clusters, forecast, log, show }).catch(error => log.error(`demo: ${String(error)}`));
  return { forecast, live, tree, sandbox };
}

/** What the extension's own test suite looks at. */
export interface Api {
  readonly forecast: ForecastPanel;
  readonly live: LivePanels;
  readonly tree: RolloutTree;
  readonly sandbox: SandboxCluster;
}

function command<A extends unknown[]>(id: string, run: (...args: A) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(id, run as (...args: unknown[]) => unknown);
}
