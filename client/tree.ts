import * as vscode from "vscode";
import type { Subscription } from "../cluster/shared-watches.ts";
import type { WatchState } from "../cluster/watch.ts";
import { kindNamed } from "../core/kinds/index.ts";
import type { ClusterObject } from "../core/platforms/platform.ts";
import { type Row, rowOf } from "../core/simulation/row.ts";
import type { Standing, Target } from "../protocol/live.ts";
import type { Clusters } from "./clusters.ts";

/** A line of the tree. */
export type Node =
  | { readonly kind: "context"; readonly name: string; readonly server: string }
  | { readonly kind: "namespace"; readonly context: string; readonly name: string }
  | { readonly kind: "rollout"; readonly target: Target; readonly row: Row }
  | { readonly kind: "note"; readonly id: string; readonly words: string; readonly icon: string };

interface Opened {
  readonly subscriptions: readonly Subscription[];
  readonly states: Map<string, WatchState>;
  readonly rows: Map<string, Row>;
}

// A burst of changes is one redraw.
const pauseMs = 200;
const icons: { readonly [stands in Standing]: readonly [string, string] } = {
  waiting: ["debug-pause", "charts.yellow"],
  failing: ["error", "testing.iconFailed"],
  moving: ["sync", "charts.orange"],
  quiet: ["pass", "testing.iconPassed"],
};
const order: readonly Standing[] = ["waiting", "failing", "moving", "quiet"];

/** Contexts, their namespaces, and what is rolled out there. A context is contacted when its line is opened, and not before. */
export class RolloutTree implements vscode.TreeDataProvider<Node> {
  readonly #clusters: Clusters;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #opened = new Map<string, Opened>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(clusters: Clusters) {
    this.#clusters = clusters;
    clusters.onDidChange(() => {
      const names = new Set(clusters.contexts.map(context => context.name));
      for (const name of [...this.#opened.keys()]) if (!names.has(name)) this.#close(name);
      this.#changed.fire(undefined);
    });
  }

  /** Everything that is known now, those that wait for a person first. */
  rollouts(): readonly Extract<Node, { kind: "rollout" }>[] {
    return [...this.#opened]
      .flatMap(([context, { rows }]) => [...rows.values()].map(row => rolloutNode(context, row)))
      .toSorted((a, b) => byNeed(a.row, b.row));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case "context": {
        const item = new vscode.TreeItem(node.name, vscode.TreeItemCollapsibleState.Collapsed);
        item.id = `context/${node.name}`;
        item.iconPath = new vscode.ThemeIcon("server-environment");
        item.tooltip = node.server;
        item.contextValue = "context";
        return item;
      }
      case "namespace": {
        const item = new vscode.TreeItem(node.name, vscode.TreeItemCollapsibleState.Expanded);
        item.id = `namespace/${node.context}/${node.name}`;
        item.iconPath = new vscode.ThemeIcon("symbol-namespace");
        item.contextValue = "namespace";
        return item;
      }
      case "rollout": {
        const { row, target } = node;
        const item = new vscode.TreeItem(row.name, vscode.TreeItemCollapsibleState.None);
        const [icon, colour] = icons[row.stands];
        item.id = `rollout/${target.context}/${row.namespace}/${row.kind}/${row.name}`;
        item.description = row.words;
        item.tooltip = `${row.kind} ${row.name}: ${row.sentence}`;
        item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
        item.contextValue = [row.kind.toLowerCase(), row.stands, ...row.verbs].join(" ");
        item.accessibilityInformation = { label: `${row.kind} ${row.name} in namespace ${row.namespace}, ${row.words}` };
        item.command = { command: "stepwise.openLive", title: "Open Live View", arguments: [node] };
        return item;
      }
      case "note": {
        const item = new vscode.TreeItem(node.words, vscode.TreeItemCollapsibleState.None);
        item.id = node.id;
        item.iconPath = new vscode.ThemeIcon(node.icon);
        item.tooltip = node.words;
        return item;
      }
    }
  }

  getChildren(node?: Node): Node[] {
    if (!node)
      return this.#clusters.contexts.map(context => ({
        kind: "context",
        name: context.name,
        server: context.server ?? "its kubeconfig names no server",
      }));
    if (node.kind === "context") return this.#inContext(node.name);
    if (node.kind !== "namespace") return [];
    const rows = [...(this.#opened.get(node.context)?.rows.values() ?? [])].filter(row => row.namespace === node.name);
    return rows.toSorted(byNeed).map(row => rolloutNode(node.context, row));
  }

  getParent(node: Node): Node | undefined {
    return node.kind === "rollout" ? { kind: "namespace", context: node.target.context, name: node.target.namespace } : undefined;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const name of [...this.#opened.keys()]) this.#close(name);
    this.#changed.dispose();
  }

  #inContext(name: string): Node[] {
    const opened = this.#open(name);
    if ("problem" in opened) return [note(name, opened.problem, "warning")];
    const namespaces = [...new Set([...opened.rows.values()].map(row => row.namespace))].toSorted();
    const notes = notesOf(name, [...opened.states.entries()], namespaces.length === 0);
    return [...notes, ...namespaces.map(namespace => ({ kind: "namespace", context: name, name: namespace }) as const)];
  }

  #open(name: string): Opened | { readonly problem: string } {
    const known = this.#opened.get(name);
    if (known) return known;
    const connected = this.#clusters.connect(name);
    if ("problem" in connected) return connected;
    const rows = new Map<string, Row>();
    const states = new Map<string, WatchState>();
    const subscriptions = ["Rollout", "Canary"].flatMap(kindName => {
      const kind = kindNamed(kindName);
      if (!kind) return [];
      const subscription = connected.connection.watches.subscribe(
        { kind, namespace: undefined },
        {
          changed: (type, object) => {
            const key = uidOf(object);
            const row = type === "deleted" ? undefined : rowOf(object);
            if (row) rows.set(key, row);
            else rows.delete(key);
            this.#soon();
          },
          state: state => {
            states.set(kindName, state);
            this.#soon();
          },
        },
      );
      return [subscription];
    });
    const opened: Opened = { subscriptions, states, rows };
    this.#opened.set(name, opened);
    return opened;
  }

  #close(name: string): void {
    for (const subscription of this.#opened.get(name)?.subscriptions ?? []) subscription.stop();
    this.#opened.delete(name);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire(undefined);
    }, pauseMs);
  }
}

function uidOf(object: ClusterObject): string {
  const metadata = object.metadata as { readonly uid?: string; readonly namespace?: string; readonly name?: string } | undefined;
  return metadata?.uid ?? `${String(object.kind)}/${metadata?.namespace}/${metadata?.name}`;
}

function rolloutNode(context: string, row: Row): Extract<Node, { kind: "rollout" }> {
  return { kind: "rollout", row, target: { context, namespace: row.namespace, kind: row.kind, name: row.name } };
}

function byNeed(a: Row, b: Row): number {
  return order.indexOf(a.stands) - order.indexOf(b.stands) || a.name.localeCompare(b.name);
}

function note(context: string, words: string, icon: string): Node {
  return { kind: "note", id: `note/${context}/${words}`, words, icon };
}

/** What is to be said of the watches of a context: how they stand, or that there is nothing. */
function notesOf(context: string, states: readonly (readonly [string, WatchState])[], empty: boolean): readonly Node[] {
  const notes = states.flatMap(([kind, state]): Node[] => {
    switch (state.state) {
      case "connecting":
        return [note(context, `Asking for ${kind === "Canary" ? "canaries" : "rollouts"}`, "loading~spin")];
      case "stale":
        return [note(context, `Old since ${new Date(state.since).toLocaleTimeString()}: ${state.why}`, "debug-disconnect")];
      case "denied":
        return [note(context, state.why, "lock")];
      case "not installed":
        return [note(context, state.why, "info")];
      case "live":
        return [];
      default:
        return state satisfies never;
    }
  });
  const allLive = states.length > 0 && states.every(([, state]) => state.state === "live");
  return empty && allLive ? [note(context, "Nothing is rolled out here: there is no Rollout and no Canary.", "info")] : notes;
}
