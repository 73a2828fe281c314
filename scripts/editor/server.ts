import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Editor } from "./fetch.ts";
import { EditorProblem } from "./problem.ts";

export interface ServerOptions {
  readonly editor: Editor;
  /** A folder of this server's own: user data, and the token that keeps other users of the machine out. */
  readonly home: string;
  /** The folder of installed extensions. */
  readonly extensions: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Added to what the extension host finds in its environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Lets a page load an extension under test; without it the page ignores such a wish and says nothing. */
  readonly underTest?: boolean;
  /** The Node to run on, this one unless a test says otherwise. */
  readonly node?: string;
}

/** A VS Code server that answers. */
export interface EditorServer {
  readonly port: number;
  readonly pid: number;
  /** The page that opens `folder`, with the token in it; `payload` are the pairs that the workbench takes from its address. */
  page(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** The address by which the page knows a file of this machine. */
  remote(path: string): string;
  /** Resolves when the server has ended, by `stop` or by itself. */
  readonly ended: Promise<void>;
  /** Ends the server and everything it started. May be called more than once. */
  stop(): Promise<void>;
}

/** Starts a VS Code server on the loopback interface and waits until it answers (about 0.3 s). */
export async function startServer(options: ServerOptions): Promise<EditorServer> {
  const { home, port = 0 } = options;
  const token = randomBytes(20).toString("hex");
  const tokenFile = join(home, "connection-token");
  await mkdir(home, { recursive: true });
  // A file and not an argument: arguments can be read by every user of the machine.
  await writeFile(tokenFile, token, { mode: 0o600 });

  const child = spawn(options.node ?? process.execPath, serverArguments(options, tokenFile), {
    cwd: home,
    // A gallery without an address is the only switch that keeps browser and server from asking the extension gallery.
    env: { ...process.env, EXTENSIONS_GALLERY: "{}", ...(await scratch(home)), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, so that the whole of it can be ended, and Ctrl-C reaches us and not half of it.
    detached: process.platform !== "win32",
  });
  const ended = new Promise<void>(resolve => child.on("exit", () => resolve()).on("error", () => resolve()));
  const stop = () => stopTree(child, ended);
  try {
    const taken = await listening(child, port);
    return {
      port: taken,
      pid: child.pid ?? 0,
      page: (folder, payload) =>
        pageAddress(taken, { tkn: token, folder: slashed(folder), ...(payload && { payload: JSON.stringify(payload) }) }),
      remote: path => `vscode-remote://localhost:${taken}${slashed(path)}`,
      ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * VS Code leaves sockets in the folder for temporary files, so it gets one that goes when its home goes; unless a path to a
 * socket in it would be longer than the 103 characters that every system takes.
 */
async function scratch(home: string): Promise<{ TMPDIR?: string }> {
  const folder = join(home, "tmp");
  if (process.platform === "win32" || join(folder, "vscode-ipc-00000000-0000-0000-0000-000000000000.sock").length > 103) return {};
  await mkdir(folder, { recursive: true });
  return { TMPDIR: folder };
}

function serverArguments({ editor, home, extensions, port = 0, underTest }: ServerOptions, tokenFile: string): string[] {
  return [
    editor.serverMain,
    ...["--host", "127.0.0.1", "--port", String(port)],
    ...["--connection-token-file", tokenFile],
    ...["--user-data-dir", join(home, "data"), "--extensions-dir", extensions],
    ...["--accept-server-license-terms", "--disable-telemetry", "--disable-workspace-trust"],
    ...(underTest ? ["--enable-smoke-test-driver"] : []),
  ];
}

/** `localhost` and not the number: it is the name under which the workbench knows its remote. */
function pageAddress(port: number, query: Record<string, string>): string {
  return `http://localhost:${port}/?${new URLSearchParams(query)}`;
}

/** A path as addresses have it, `/c:/work` on Windows. */
function slashed(path: string): string {
  return path.startsWith("/") ? path : `/${path.replaceAll("\\", "/")}`;
}

const patience = 30_000;

/** Reads the server's output until it says that it listens. A taken port is only printed, the process goes on without one. */
function listening(child: ChildProcess, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(
      () => fail("not-started", `The editor did not start within ${patience / 1000} s. ${lastWords(said)}`),
      patience,
    );
    const fail = (kind: EditorProblem["kind"], sentence: string) => {
      clearTimeout(timer);
      reject(new EditorProblem(kind, sentence));
    };
    const read = (chunk: Buffer) => {
      said += chunk;
      const found = /Extension host agent listening on (\d+)/.exec(said)?.[1];
      if (found !== undefined) {
        clearTimeout(timer);
        child.stdout?.off("data", read).resume();
        child.stderr?.off("data", read).resume();
        resolve(Number(found));
      } else if (said.includes("EADDRINUSE")) {
        fail("busy-port", `Port ${port} is taken. Choose another one, or leave out --port and any free one is taken.`);
      } else if (said.includes("EACCES") && port !== 0) {
        fail("busy-port", `Port ${port} may not be used by this user. Choose one above 1023, or leave out --port.`);
      }
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("error", error => fail("not-started", `The editor could not be started: ${error.message}`));
    child.on("close", () => fail(...causeOfDeath(said)));
  });
}

function causeOfDeath(said: string): [EditorProblem["kind"], string] {
  // The server hooks into Node's module loader, which Node can do since 22.15.
  if (said.includes("registerHooks")) {
    return ["old-node", "The editor needs Node 24. Run `npm ci --include=optional`: it brings one, and `npm start` uses it."];
  }
  return ["not-started", `The editor ended while it started. ${lastWords(said)}`];
}

function lastWords(said: string): string {
  const line = said.split("\n").findLast(text => /error/i.test(text));
  return line === undefined ? "It gave no reason." : `It said: ${line.trim().slice(0, 300)}`;
}

/** Asks the process group to end, so that extensions can put away what they hold, and what has not ended soon is made to. */
async function stopTree(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  signalTree(pid, "SIGTERM");
  await Promise.race([ended, wait(3_000)]);
  // The server ends before its extension hosts do, so its own end is not yet the end.
  for (const limit = Date.now() + 1_000; Date.now() < limit && isAnyLeft(pid); ) await wait(20);
  signalTree(pid, "SIGKILL");
  await ended;
}

function isAnyLeft(pid: number): boolean {
  try {
    // On Windows there are no groups; `taskkill` has ended the whole tree by then.
    process.kill(process.platform === "win32" ? pid : -pid, 0);
    return true;
  } catch {
    return false;
  }
}

function signalTree(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/t", ...(signal === "SIGKILL" ? ["/f"] : [])], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in the group, which is what was wanted.
  }
}
