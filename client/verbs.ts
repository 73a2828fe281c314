import * as vscode from "vscode";
import { type ActionId, actionIds } from "../core/platforms/platform.ts";
import type { Target } from "../protocol/live.ts";
import type { Clusters } from "./clusters.ts";
import { Following } from "./following.ts";
import { askImage, keyOf, type LivePanels } from "./live-panel.ts";
import type { Node, RolloutTree } from "./tree.ts";

interface Surroundings {
  readonly tree: RolloutTree;
  readonly treeView: Pick<vscode.TreeView<Node>, "selection">;
  readonly live: LivePanels;
  readonly clusters: Clusters;
  readonly log: vscode.LogOutputChannel;
}

const labels: { readonly [id in ActionId]: string } = {
  setImage: "Set Image",
  promote: "Promote",
  promoteFull: "Promote Fully",
  pause: "Pause",
  resume: "Resume",
  abort: "Abort",
  retry: "Retry",
};

/** The verbs of the palette, the tree and the keyboard: on the item at hand, else on one that is picked. */
export function registerVerbs(around: Surroundings): vscode.Disposable {
  const on = (id: string, run: (target: Target) => unknown, known: () => Target | undefined) =>
    vscode.commands.registerCommand(id, async (node?: Node | Target) => {
      const target = targetOf(node) ?? known() ?? (await pick(around.tree, id));
      if (target) await run(target);
    });
  return vscode.Disposable.from(
    // Whoever asks for another view has one at hand already.
    on(
      "stepwise.openLive",
      target => around.live.show(target),
      () => undefined,
    ),
    ...actionIds.map(id =>
      on(
        `stepwise.${id}`,
        target => perform(around, target, id),
        () => atHand(around),
      ),
    ),
  );
}

/** The rollout of the panel in front, or the one that is chosen in the tree; none where these are two. */
function atHand({ live, treeView }: Surroundings): Target | undefined {
  const found = [live.active, targetOf(treeView.selection[0])].filter(target => target !== undefined);
  return new Set(found.map(keyOf)).size === 1 ? found[0] : undefined;
}

function targetOf(node: Node | Target | undefined): Target | undefined {
  if (!node) return undefined;
  if ("context" in node && "kind" in node && (node.kind === "Rollout" || node.kind === "Canary")) return node;
  return "target" in node ? node.target : undefined;
}

/** Asks which one: those that wait for a person first, those that the verb fits before the others. */
async function pick(tree: RolloutTree, command: string): Promise<Target | undefined> {
  const verb = command.slice("stepwise.".length);
  const nodes = tree.rollouts();
  if (nodes.length === 0) {
    const start = "Start Sandbox Cluster";
    const chosen = await vscode.window.showInformationMessage(
      "No cluster is open. Open one in the Stepwise view, or start the sandbox.",
      start,
    );
    if (chosen === start) await vscode.commands.executeCommand("stepwise.startSandbox");
    return undefined;
  }
  const fits = nodes.filter(node => verb === "openLive" || node.row.verbs.some(known => known === verb));
  const offered = fits.length > 0 ? fits : nodes;
  const chosen = await vscode.window.showQuickPick(
    offered.map(node => ({
      label: node.row.name,
      description: `${node.row.kind} in ${node.target.context} / ${node.row.namespace}`,
      detail: node.row.sentence,
      node,
    })),
    {
      title: verb === "openLive" ? "Open Live View" : (labels[verb as ActionId] ?? verb),
      placeHolder: "Which rollout?",
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    },
  );
  return chosen?.node.target;
}

/** Says what will happen, asks, does it, and says what came of it. */
async function perform(around: Surroundings, target: Target, id: ActionId): Promise<void> {
  const connected = around.clusters.connect(target.context);
  if ("problem" in connected) return void vscode.window.showErrorMessage(connected.problem);
  const following = new Following(target, connected, around.log, () => {});
  try {
    await vscode.window.withProgress({ location: { viewId: "stepwise.rollouts" } }, () => following.known());
    const image = id === "setImage" ? await askImage(following.image) : undefined;
    if (id === "setImage" && image === undefined) return;
    const { effect, refused } = following.effectOf(id, image);
    if (refused !== undefined) return void vscode.window.showWarningMessage(`${labels[id]} ${target.name}: not now. ${refused}`);
    const go = await vscode.window.showQuickPick(
      [
        { label: `$(check) ${labels[id]}`, detail: effect },
        { label: "$(x) Leave it", detail: "Nothing is sent." },
      ],
      {
        title: `${labels[id]}: ${target.kind} ${target.name} in ${target.context} / ${target.namespace}`,
        placeHolder: effect,
        // When the palette closes, a panel takes the focus back, and a list that does not ignore it is gone before anybody has read it.
        ignoreFocusOut: true,
      },
    );
    if (!go?.label.endsWith(labels[id])) return;
    const result = await following.act(id, image);
    if (result.kind === "accepted") void vscode.window.setStatusBarMessage(`$(check) ${target.name}: ${result.said}`, 8000);
    else void vscode.window.showWarningMessage(result.said, "Open Live View").then(chosen => chosen && around.live.show(target));
  } finally {
    following.stop();
  }
}
