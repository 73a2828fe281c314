import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

import { bundle } from "../../scripts/bundle.ts";
import { bundles } from "../../scripts/bundles.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** The server as users start it: from its source, the bundle that ships, and the verb of the command line. */
export const servers = { source: ["server/main.ts"], built: ["dist/server.js"], command: ["cli/main.ts", "lsp"] } as const;

/** The bundle of this very source: a stale one would be judged for what it no longer is. */
export async function buildServer(): Promise<void> {
  for (const wanted of bundles.filter(({ entry }) => entry.startsWith("server/")))
    if ((await bundle(wanted, { root, style: "shipped" })).kind === "broken") throw new Error("The server cannot be bundled.");
}

/** An editor that talks to a server of its own over a pipe. */
export interface Editor {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly capabilities: InitializeResult["capabilities"];
  /** What the server wrote to standard error, which should be nothing. */
  stderr(): string;
  /** What the server told of work that goes on, and what it showed to people, so far. */
  progress(): readonly ProgressValue[];
  messages(): readonly string[];
  open(uri: string, text: string): Promise<void>;
  /** Replaces what stands between two positions. */
  edit(uri: string, version: number, range: Range, text: string): Promise<void>;
  /** The next pushed findings of a document that satisfy the condition. */
  pushed(uri: string, condition?: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  close(): Promise<number | null>;
}

export interface ProgressValue {
  readonly kind: "begin" | "report" | "end";
  readonly message?: string;
  readonly percentage?: number;
}

type Range = { readonly start: Position; readonly end: Position };
type Position = { readonly line: number; readonly character: number };

export interface EditorOptions {
  readonly server?: keyof typeof servers;
  /** Another server: its script, which takes `--stdio`. */
  readonly script?: string;
  /** Patience with findings, in milliseconds. */
  readonly waitMs?: number;
  readonly capabilities?: ClientCapabilities;
  readonly folder?: string;
  readonly folders?: readonly string[];
  /** Answers to `workspace/configuration`: for the section `stepwise`, and for others by their names. */
  readonly settings?: unknown;
  readonly otherSettings?: { readonly [section: string]: unknown };
}

/** Starts a server and shakes hands with it. */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const [file, ...words] = options.script ? [options.script] : servers[options.server ?? "source"];
  const child = spawn(process.execPath, [path.resolve(root, file), ...words, "--stdio"], { stdio: "pipe" });
  let errors = "";
  child.stderr.on("data", chunk => (errors += String(chunk)));
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const seen = new Map<string, readonly Diagnostic[]>();
  const waiting = new Set<() => void>();
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
    seen.set(uri, diagnostics);
    for (const look of waiting) look();
  });
  connection.onRequest("workspace/configuration", ({ items }: { items: readonly { readonly section?: string }[] }) =>
    items.map(({ section = "" }) => (section === "stepwise" ? options.settings : options.otherSettings?.[section]) ?? null),
  );
  const progress: ProgressValue[] = [];
  const messages: string[] = [];
  connection.onRequest("window/workDoneProgress/create", () => null);
  connection.onNotification("$/progress", ({ value }: { value: ProgressValue }) => void progress.push(value));
  connection.onNotification("window/showMessage", ({ message }: { message: string }) => void messages.push(message));
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  const folders = [...(options.folder === undefined ? [] : [options.folder]), ...(options.folders ?? [])];
  const { capabilities } = await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: folders.length > 0 ? folders.map(folder => ({ uri: pathToFileURL(folder).toString(), name: folder })) : null,
    capabilities: options.capabilities ?? {},
  });
  await connection.sendNotification("initialized", {});
  return {
    connection,
    process: child,
    capabilities,
    stderr: () => errors,
    progress: () => progress,
    messages: () => messages,
    open: (uri, text) =>
      connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } }),
    edit: (uri, version, range, text) =>
      connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ range, text }] }),
    pushed: (uri, condition = () => true) =>
      new Promise((resolve, reject) => {
        const tooLong = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`No such findings for ${uri}; last: ${JSON.stringify(seen.get(uri))}. ${errors}`));
        }, options.waitMs ?? 8000);
        const look = (): void => {
          const diagnostics = seen.get(uri);
          if (!diagnostics || !condition(diagnostics)) return;
          clearTimeout(tooLong);
          waiting.delete(look);
          resolve(diagnostics);
        };
        waiting.add(look);
        look();
      }),
    async close() {
      if (child.exitCode === null) {
        const ended = new Promise<number | null>(resolve => child.once("exit", code => resolve(code)));
        await connection.sendRequest("shutdown");
        await connection.sendNotification("exit");
        const code = await ended;
        connection.dispose();
        return code;
      }
      return child.exitCode;
    },
  };
}
