import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import type { Cluster, KubeConfig, User } from "@kubernetes/client-node";
import { isObject, type JsonObject, listAt, objectAt, textAt } from "../core/base/json.ts";
import { jsonOf } from "../core/syntax/nodes.ts";
import { readChunk } from "../core/syntax/read.ts";

/** A context of a kubeconfig: a cluster, a user, and the namespace that is meant when none is said. */
export interface ContextInfo {
  readonly name: string;
  readonly cluster: string;
  /** Address of the API server; undefined where the kubeconfig does not define the cluster. */
  readonly server: string | undefined;
  readonly user: string | undefined;
  readonly namespace: string;
  /** The file that defines the context. */
  readonly file: string;
}

/** Why there is no kubeconfig, or no such context in it. `message` is one plain sentence with the way out. */
export interface KubeconfigProblem {
  readonly kind: "absent" | "unreadable" | "malformed" | "no contexts" | "no such context" | "no current context" | "points nowhere";
  readonly message: string;
}

export type KubeconfigAnswer =
  | { readonly ok: true; readonly kubeconfig: Kubeconfig }
  | { readonly ok: false; readonly problem: KubeconfigProblem };

/** A user entry as it is written, for what client-node does not read. */
export interface WrittenUser {
  readonly user: JsonObject;
  /** The folder that relative paths in it begin at. */
  readonly folder: string;
}

/** What is needed to connect to a context: client-node's own reading of its cluster and user, and the user as written. */
export interface ContextConfig {
  readonly info: ContextInfo;
  readonly server: URL;
  readonly cluster: Cluster;
  readonly user: User | undefined;
  readonly written: WrittenUser | undefined;
}

/** The contexts of all files together. Nothing has been asked of any cluster. */
export interface Kubeconfig {
  readonly files: readonly string[];
  readonly contexts: readonly ContextInfo[];
  readonly current: string | undefined;
  /** The context of this name, or the current one. */
  context(
    name?: string,
  ): { readonly ok: true; readonly config: ContextConfig } | { readonly ok: false; readonly problem: KubeconfigProblem };
}

export interface KubeconfigPlace {
  readonly env: { readonly [name: string]: string | undefined };
  /** A file that was asked for; it stands before the environment. */
  readonly file?: string;
  readonly home?: string;
  /** Where relative paths begin. */
  readonly cwd?: string;
}

/**
 * Reads the kubeconfig where `kubectl` looks for it: the file that was asked for, the files of `KUBECONFIG` (of what two of them define
 * the first one counts), or `~/.kube/config`. Never throws.
 */
export async function loadKubeconfig(place: KubeconfigPlace): Promise<KubeconfigAnswer> {
  const { files, asked } = placesOf(place);
  const read: KubeFile[] = [];
  for (const file of files) {
    const answer = await readOne(file);
    if (answer === "absent") continue;
    if ("problem" in answer) return { ok: false, problem: answer.problem };
    read.push(answer);
  }
  if (read.length === 0) return { ok: false, problem: absent(files, asked) };
  const merged = merge(read);
  if (merged.contexts.length === 0) {
    const message = `${shownFiles(read.map(({ file }) => file))} names no contexts. Ask your cluster's provider for a kubeconfig, or start \`stepwise sandbox\`.`;
    return { ok: false, problem: { kind: "no contexts", message } };
  }
  return { ok: true, kubeconfig: merged };
}

interface KubeFile {
  readonly file: string;
  readonly config: KubeConfig;
  readonly written: JsonObject;
}

function placesOf({ env, file, home, cwd = "." }: KubeconfigPlace): {
  readonly files: readonly string[];
  readonly asked: "option" | "env" | "default";
} {
  if (file !== undefined) return { files: [path.resolve(cwd, file)], asked: "option" };
  const listed = (env.KUBECONFIG ?? "").split(path.delimiter).filter(name => name !== "");
  if (listed.length > 0) return { files: listed.map(name => path.resolve(cwd, name)), asked: "env" };
  return { files: [path.join(home ?? env.HOME ?? homedir(), ".kube", "config")], asked: "default" };
}

function absent(files: readonly string[], asked: "option" | "env" | "default"): KubeconfigProblem {
  const message = {
    option: `The kubeconfig ${files[0]} is not there. Check the path after \`--kubeconfig\`.`,
    env: `The kubeconfig ${shownFiles(files)} that KUBECONFIG names is not there. Correct KUBECONFIG, or unset it to use ~/.kube/config.`,
    default: "There is no kubeconfig at ~/.kube/config. Set KUBECONFIG, or start `stepwise sandbox`, which needs no cluster.",
  };
  return { kind: "absent", message: message[asked] };
}

async function readOne(file: string): Promise<KubeFile | "absent" | { readonly problem: KubeconfigProblem }> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return "absent";
    const why = code === "EACCES" ? "you may not read it" : code === "EISDIR" ? "it is a folder" : (code ?? String(error));
    return { problem: { kind: "unreadable", message: `The kubeconfig ${file} cannot be read: ${why}. Give a file that you may read.` } };
  }
  const chunk = readChunk(text);
  const [flaw] = chunk.problems.filter(({ severity }) => severity === "error");
  const malformed = (why: string): { readonly problem: KubeconfigProblem } => ({
    problem: { kind: "malformed", message: `The kubeconfig ${file} is malformed: ${why}. Correct it, or get a new one.` },
  });
  if (flaw) return malformed(`line ${text.slice(0, flaw.at.start).split("\n").length} is no YAML`);
  const written = chunk.root ? jsonOf(chunk.root) : {};
  if (!isObject(written)) return malformed("it is no map of `clusters`, `users` and `contexts`");
  for (const key of ["clusters", "users", "contexts"])
    if (written[key] !== undefined && written[key] !== null && !Array.isArray(written[key])) return malformed(`\`${key}\` is no list`);
  // Loaded when the first kubeconfig is read: most runs of the program never need it.
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  try {
    // An empty file is a kubeconfig without contexts, which client-node does not accept.
    config.loadFromString(chunk.root ? text : "{}", { onInvalidEntry: "filter" });
    config.makePathsAbsolute(path.dirname(file));
  } catch (error) {
    return malformed(firstLine(error));
  }
  return { file, config, written };
}

function merge(files: readonly KubeFile[]): Kubeconfig {
  const clusters = firstOfEach(files.flatMap(({ config }) => config.clusters));
  const users = firstOfEach(files.flatMap(({ config }) => config.users));
  const written = firstOfEach(
    files.flatMap(({ file, written }) =>
      listAt(written, "users").map(entry => ({
        name: textAt(entry, "name") ?? "",
        user: objectAt(entry, "user"),
        folder: path.dirname(file),
      })),
    ),
  );
  const contexts = firstOfEach(
    files.flatMap(({ file, config }) =>
      config.contexts.map(
        ({ name, cluster, user, namespace }): ContextInfo => ({
          name,
          cluster,
          server: clusters.get(cluster)?.server,
          user: user || undefined,
          namespace: namespace || "default",
          file,
        }),
      ),
    ),
  );
  const current = files.map(file => textAt(file.written, "current-context")).find(name => name !== undefined && name !== "");
  const names = [...contexts.keys()];
  return {
    files: files.map(({ file }) => file),
    contexts: [...contexts.values()],
    current,
    context(name = current) {
      if (name === undefined)
        return no("no current context", `The kubeconfig has no current context. Choose one with \`--context\`: ${shownNames(names)}.`);
      const info = contexts.get(name);
      if (!info) return no("no such context", `The kubeconfig has no context \`${name}\`. It has ${shownNames(names)}.`);
      const cluster = clusters.get(info.cluster);
      if (!cluster)
        return no(
          "points nowhere",
          `The context ${name} points nowhere: no cluster \`${info.cluster}\` is defined. Add it to ${info.file}, or choose another context.`,
        );
      if (info.user !== undefined && !users.has(info.user))
        return no(
          "points nowhere",
          `The context ${name} points nowhere: no user \`${info.user}\` is defined. Add it to ${info.file}, or choose another context.`,
        );
      const server = URL.canParse(cluster.server) ? new URL(cluster.server) : undefined;
      if (!server || (server.protocol !== "https:" && server.protocol !== "http:"))
        return no(
          "points nowhere",
          `The context ${name} points nowhere: \`${cluster.server}\` is no address of a server. Correct \`server\` in ${info.file}.`,
        );
      if (server.protocol === "http:" && !isLoopback(server.hostname))
        return no(
          "points nowhere",
          `The context ${name} would send your credentials unencrypted to ${cluster.server}. Use an \`https\` address.`,
        );
      const user = info.user === undefined ? undefined : users.get(info.user);
      return { ok: true, config: { info, server, cluster, user, written: written.get(info.user ?? "") } };
    },
  };
}

function no(kind: KubeconfigProblem["kind"], message: string): { readonly ok: false; readonly problem: KubeconfigProblem } {
  return { ok: false, problem: { kind, message } };
}

function firstOfEach<T extends { readonly name: string }>(entries: readonly T[]): Map<string, T> {
  const found = new Map<string, T>();
  for (const entry of entries) if (!found.has(entry.name)) found.set(entry.name, entry);
  return found;
}

/** Is it this very computer, to which nobody listens in? */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname === "::1" || /^127(\.\d+){3}$/.test(hostname);
}

function shownNames(names: readonly string[]): string {
  const some = names.slice(0, 5).map(name => `\`${name}\``);
  return names.length > 5 ? `${some.join(", ")} and ${names.length - 5} more` : some.join(", ");
}

function shownFiles(files: readonly string[]): string {
  return files.join(", ");
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n")[0] ?? text;
}
