import * as vscode from "vscode";
import { type Manifests, readManifests } from "../cluster/sandbox/manifests.ts";
import { type Sandbox, SandboxProblem, startSandbox } from "../cluster/sandbox/sandbox.ts";
import type { Clusters } from "./clusters.ts";

/** The sandbox cluster of this window: one at most, started when somebody asks and stopped with the window. */
export class SandboxCluster {
  readonly #clusters: Clusters;
  readonly #log: vscode.LogOutputChannel;
  #running: Sandbox | undefined;

  constructor(clusters: Clusters, log: vscode.LogOutputChannel) {
    this.#clusters = clusters;
    this.#log = log;
  }

  get running(): Sandbox | undefined {
    return this.#running;
  }

  /** Starts it with what is rolled out in the workspace, or answers with the one that runs. */
  async start(): Promise<Sandbox | undefined> {
    if (this.#running) return this.#running;
    const speed = vscode.workspace.getConfiguration("stepwise").get<number>("sandbox.speed", 10);
    const { objects, problems } = await manifestsOfWorkspace();
    for (const problem of problems) this.#log.info(`sandbox: ${problem}`);
    try {
      this.#running = await startSandbox({ speed, manifests: objects });
    } catch (error) {
      if (!(error instanceof SandboxProblem)) throw error;
      void vscode.window.showErrorMessage(error.message);
      return undefined;
    }
    this.#log.info(`sandbox: ${this.#running.url}, ${speed} times as fast as the clock`);
    if (this.#running.leftOut.length > 0) this.#log.info(`sandbox: left out ${this.#running.leftOut.join(", ")}, which it does not serve`);
    await vscode.commands.executeCommand("setContext", "stepwise.sandboxRuns", true);
    await this.#clusters.useSandbox(this.#running.kubeconfig, this.#running.context);
    return this.#running;
  }

  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    await this.#clusters.useSandbox(undefined, running.context);
    await running.stop();
    await vscode.commands.executeCommand("setContext", "stepwise.sandboxRuns", false);
  }
}

/** The objects of the workspace's YAML files; what is kept as an example of mistakes is left aside. */
async function manifestsOfWorkspace(): Promise<Manifests> {
  const files = await vscode.workspace.findFiles("**/*.{yaml,yml}", "**/{node_modules,.git,mistakes}/**", 500);
  return readManifests(files.map(uri => uri.fsPath).toSorted(), vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? ".");
}
