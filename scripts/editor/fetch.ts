import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { type NpmEnd, npm, npmReason } from "./npm.ts";
import { EditorProblem } from "./problem.ts";

/** The npm package that carries a whole VS Code: workbench, extension host and server, without a compiler or a system package. */
export const editorPackage = { name: "code-server", version: "4.139.1", vscode: "1.139.1" } as const;

/** A VS Code server that lies ready on disk. */
export interface Editor {
  /** The folder that `server-main.js` calls its root (`lib/vscode` of the package). */
  readonly root: string;
  readonly serverMain: string;
}

export interface FetchOptions {
  /** Where editors are kept; the user's cache folder unless a test says otherwise. */
  readonly cache?: string;
  /** Receives one line per step of a first install. */
  readonly progress?: (line: string) => void;
}

/**
 * Gives the editor from the user's cache and brings it there first when it is not yet there (600 MB, about 20 s, once).
 * The folder gets its final name only when it is whole, so a download that was cut short is never mistaken for an editor.
 */
export async function fetchEditor({ cache = editorCache(), progress = console.error }: FetchOptions = {}): Promise<Editor> {
  const home = join(cache, editorPackage.version);
  const editor = editorIn(home);
  if (existsSync(editor.serverMain)) return editor;

  await mkdir(cache, { recursive: true });
  await sweepAbandoned(cache);
  const partial = `${home}.partial-${process.pid}`;
  try {
    await mkdir(partial, { recursive: true });
    await install(partial, progress);
    await settle(partial, home);
  } catch (error) {
    if (isCode(error, "ENOSPC")) throw new EditorProblem("no-space", `The disk is full: the editor needs 600 MB in ${cache}.`);
    throw error;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return editor;
}

/** `$XDG_CACHE_HOME/stepwise/editor`, or the same under `~/.cache`. */
export function editorCache(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "stepwise", "editor");
}

function editorIn(home: string): Editor {
  const root = join(home, "node_modules", editorPackage.name, "lib", "vscode");
  return { root, serverMain: join(root, "out", "server-main.js") };
}

/**
 * Two installs, because the inner one is what the package's own post-install would do. It is done here without scripts: the
 * script would compile `kerberos`, and everything a test or a newcomer needs (`node-pty`, the file watcher) comes prebuilt.
 */
async function install(folder: string, progress: (line: string) => void): Promise<void> {
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "stepwise-editor", private: true }));
  progress(`Fetching VS Code ${editorPackage.vscode} from npm, this once (600 MB on disk). Part 1 of 2: the server`);
  demand(await npm(["install", `${editorPackage.name}@${editorPackage.version}`, "--save-exact", ...quietly], folder));
  const editor = editorIn(folder);
  progress("Part 2 of 2: its libraries");
  demand(await npm(["install", "--omit=dev", ...quietly], editor.root));
  // Both installs can end well with nothing in place, for instance under an npm set to dry runs.
  if (!existsSync(editor.serverMain) || !existsSync(join(editor.root, "node_modules"))) {
    throw new EditorProblem(
      "install-broken",
      `npm ended well but ${editorPackage.name}@${editorPackage.version} is not whole. Try the command again.`,
    );
  }
  progress("The editor is there; from now on no network is needed");
}

const quietly = [
  "--ignore-scripts",
  "--include=optional",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
  "--prefer-offline",
  // npm would ask twice more, after ten seconds and after a hundred; who has no network should be told sooner.
  "--fetch-retries=1",
  "--fetch-retry-mintimeout=1000",
];

/** The codes under which npm and Node say that nobody answered. */
const unreachable = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/;

function demand(end: NpmEnd): void {
  if (end.code === 0) return;
  if (unreachable.test(end.stderr)) {
    throw new EditorProblem(
      "no-network",
      "The npm registry does not answer, and the editor is not on this machine yet. Connect once and run the command again; after that it works without a network.",
    );
  }
  if (/\bENOSPC\b/.test(end.stderr))
    throw new EditorProblem("no-space", "The disk is full: the editor needs 600 MB in the user's cache folder.");
  throw new EditorProblem("install-broken", `npm could not install the editor: ${npmReason(end)}`);
}

/** A second command that fetched at the same time may have been faster; then its copy is as good as ours. */
async function settle(partial: string, home: string): Promise<void> {
  try {
    await rename(partial, home);
  } catch (error) {
    if (!existsSync(editorIn(home).serverMain)) throw error;
  }
}

/** Removes what a killed download left; the folder's name ends in the id of the process that was writing it. */
async function sweepAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const owner = /\.partial-(\d+)$/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) await rm(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
