import * as vscode from "vscode";
import { type ActionId, actionIds } from "../core/platforms/platform.ts";
import type { BrokenView, EmptyView, LoadingView } from "../protocol/forecast.ts";
import type { FromLive, LiveView, Target, ToLive } from "../protocol/live.ts";
import type { Clusters } from "./clusters.ts";
import { Following } from "./following.ts";
import { pageFor, webviewOptions } from "./page.ts";

type View = LiveView | EmptyView | BrokenView | LoadingView;

interface Open {
  /** None for a panel that came back with a reloaded window. */
  readonly target: Target | undefined;
  readonly panel: vscode.WebviewPanel;
  readonly following: Following | undefined;
  view: View | undefined;
}

/** The live panels: one for each rollout that somebody watches. */
export class LivePanels {
  readonly #extension: vscode.Uri;
  readonly #clusters: Clusters;
  readonly #log: vscode.LogOutputChannel;
  readonly #open = new Map<string, Open>();

  constructor(extension: vscode.Uri, clusters: Clusters, log: vscode.LogOutputChannel) {
    this.#extension = extension;
    this.#clusters = clusters;
    this.#log = log;
  }

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      // After a reload a panel knows what it showed, and says what to do: a cluster is contacted only when somebody asks again.
      vscode.window.registerWebviewPanelSerializer("stepwise.live", {
        deserializeWebviewPanel: async panel => {
          panel.webview.options = webviewOptions(this.#extension);
          const view: EmptyView = {
            kind: "empty",
            title: panel.title,
            sentence: "The window was reloaded, and no cluster is contacted before you ask.",
            action: { label: "Connect to a Cluster", command: "stepwise.connect" },
          };
          this.#begin({ target: undefined, panel, following: undefined, view }, panel.title);
        },
      }),
      {
        dispose: () => {
          for (const { panel } of this.#open.values()) panel.dispose();
        },
      },
    );
  }

  /** Shows a rollout, or brings its panel to the front. */
  show(target: Target): void {
    const key = keyOf(target);
    const known = this.#open.get(key);
    if (known) {
      known.panel.reveal(undefined, false);
      return;
    }
    const connected = this.#clusters.connect(target.context);
    const panel = vscode.window.createWebviewPanel("stepwise.live", target.name, vscode.ViewColumn.Active, webviewOptions(this.#extension));
    panel.iconPath = new vscode.ThemeIcon("pulse");
    if ("problem" in connected) {
      this.#begin({ target, panel, following: undefined, view: { kind: "empty", title: target.name, sentence: connected.problem } }, key);
      return;
    }
    const following = new Following(target, connected, this.#log, view => this.#show(key, view));
    this.#begin({ target, panel, following, view: following.view() }, key);
  }

  /** The rollout of the panel that is in front. */
  get active(): Target | undefined {
    return [...this.#open.values()].find(({ panel }) => panel.active)?.target;
  }

  /** The view of a rollout that is open, for tests. */
  shown(target: Target): View | undefined {
    return this.#open.get(keyOf(target))?.view;
  }

  #begin(open: Open, key: string): void {
    const { panel, following } = open;
    this.#open.set(key, open);
    panel.webview.onDidReceiveMessage((message: FromLive) => void this.#hear(key, message));
    panel.onDidDispose(() => {
      following?.stop();
      this.#open.delete(key);
    });
    panel.webview.html = pageFor(panel.webview, this.#extension, "live");
  }

  async #hear(key: string, message: FromLive): Promise<void> {
    const open = this.#open.get(key);
    if (!open) return;
    switch (message.type) {
      case "ready":
        if (open.view) this.#post(open.panel, open.view);
        return;
      case "act": {
        const id = actionIds.find(known => known === message.action);
        if (id && open.following) await this.#act(open.following, id);
        return;
      }
      case "command":
        if (message.command.startsWith("stepwise.")) await vscode.commands.executeCommand(message.command);
        return;
    }
  }

  async #act(following: Following, id: ActionId): Promise<void> {
    const image = id === "setImage" ? await askImage(following.image) : undefined;
    if (id === "setImage" && image === undefined) return;
    await following.act(id, image);
  }

  #show(key: string, view: View): void {
    const open = this.#open.get(key);
    if (!open) return;
    open.view = view;
    this.#post(open.panel, view);
  }

  #post(panel: vscode.WebviewPanel, view: View): void {
    void panel.webview.postMessage({ type: "show", view } satisfies ToLive);
  }
}

/** Asks for the image of the next version, beginning with the one that runs. */
export function askImage(current: string | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: "Set image",
    prompt: "The image of the new version. Setting it starts a rollout.",
    ...(current === undefined
      ? {}
      : { value: current, valueSelection: [Math.max(current.lastIndexOf(":") + 1, 0), current.length] as [number, number] }),
    validateInput: text =>
      text.trim() === "" ? "An image is needed: `name:tag`." : text === current ? "This image runs already." : undefined,
  });
}

/** A text that is the same for the same rollout. */
export function keyOf({ context, namespace, kind, name }: Target): string {
  return JSON.stringify([context, namespace, kind, name]);
}
