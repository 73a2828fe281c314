import * as vscode from "vscode";
import { type ClusterConnection, connect } from "../cluster/connection.ts";
import { type ContextInfo, type Kubeconfig, loadKubeconfig } from "../cluster/kubeconfig.ts";

/** A cluster that somebody asked for. */
export interface Connected {
  readonly context: ContextInfo;
  readonly connection: ClusterConnection;
}

/** The contexts that there are, and the connections to those that somebody opened. Reading kubeconfigs contacts nobody. */
export class Clusters {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #connected = new Map<string, Connected>();
  #kubeconfigs: readonly Kubeconfig[] = [];
  #own: string | undefined;
  #wanted = false;
  #problem: string | undefined;

  /** The list of contexts is another one. */
  readonly onDidChange = this.#changed.event;

  /** Contexts, the sandbox's first. None before somebody asked to see them. */
  get contexts(): readonly ContextInfo[] {
    return this.#kubeconfigs.flatMap(kubeconfig => kubeconfig.contexts);
  }

  /** Why the person's own kubeconfig cannot be read, in a sentence. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Name of the context that a kubeconfig calls the current one. */
  get current(): string | undefined {
    return this.#kubeconfigs.find(kubeconfig => kubeconfig.current !== undefined)?.current;
  }

  /** From now on the person's own contexts are shown. */
  async want(): Promise<void> {
    this.#wanted = true;
    await this.reload();
  }

  /** The kubeconfig of our own sandbox; undefined when it has stopped. */
  async useSandbox(kubeconfig: string | undefined, context: string): Promise<void> {
    this.#own = kubeconfig;
    if (kubeconfig === undefined) this.#disconnect(context);
    await this.reload();
  }

  /** Reads the kubeconfigs again. Connections whose context is still there go on. */
  async reload(): Promise<void> {
    const answers = [];
    if (this.#own !== undefined) answers.push(await loadKubeconfig({ env: {}, file: this.#own }));
    this.#problem = undefined;
    if (this.#wanted && vscode.workspace.isTrusted) {
      const file = vscode.workspace.getConfiguration("stepwise").get<string>("kubeconfig") || undefined;
      const answer = await loadKubeconfig({ env: process.env, ...(file === undefined ? {} : { file }) });
      if (answer.ok) answers.push(answer);
      else this.#problem = answer.problem.message;
    }
    this.#kubeconfigs = answers.flatMap(answer => (answer.ok ? [answer.kubeconfig] : []));
    const names = new Set(this.contexts.map(context => context.name));
    for (const name of this.#connected.keys()) if (!names.has(name)) this.#disconnect(name);
    await vscode.commands.executeCommand("setContext", "stepwise.kubeconfigProblem", this.#problem !== undefined);
    this.#changed.fire();
  }

  /** The connection to a context, made when first asked for; the reason why not, where it cannot be made. */
  connect(name: string): Connected | { readonly problem: string } {
    const known = this.#connected.get(name);
    if (known) return known;
    const kubeconfig = this.#kubeconfigs.find(candidate => candidate.contexts.some(context => context.name === name));
    const found = kubeconfig?.context(name);
    if (!found) return { problem: `There is no context ${name} any more. Refresh the list.` };
    if (!found.ok) return { problem: found.problem.message };
    const connection = connect(found.config);
    const connected = { context: found.config.info, connection };
    this.#connected.set(name, connected);
    return connected;
  }

  dispose(): void {
    for (const name of [...this.#connected.keys()]) this.#disconnect(name);
    this.#changed.dispose();
  }

  #disconnect(name: string): void {
    const connected = this.#connected.get(name);
    if (!connected) return;
    connected.connection.close();
    this.#connected.delete(name);
  }
}
