import { spawn } from "node:child_process";
import { basename, delimiter, dirname } from "node:path";

/** How an npm command ended; `code` is null when npm could not be started at all. */
export interface NpmEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs npm in `folder` and waits for its end. It never rejects: what a failure means is for the caller to say. */
export function npm(args: readonly string[], folder: string): Promise<NpmEnd> {
  // Inside `npm start` npm names its own script; running that needs no shell, not even on Windows.
  const script = process.env.npm_execpath;
  const own = script !== undefined && basename(script) === "npm-cli.js";
  // npm chooses versions by the Node it runs on, so it gets the Node that will run what it installs.
  const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ""}` };
  return new Promise(resolve => {
    const child = own
      ? spawn(process.execPath, [script, ...args], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] })
      : spawn("npm", args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", chunk => {
      stdout += chunk;
    });
    child.stderr.on("data", chunk => {
      stderr += chunk;
    });
    child.on("error", error => resolve({ code: null, stdout, stderr: `npm could not be started (${error.message})` }));
    child.on("close", code => resolve({ code, stdout, stderr }));
  });
}

/** The line in which npm gives its reason, without its prefixes. */
export function npmReason({ stderr, stdout }: NpmEnd): string {
  const lines = (stderr || stdout).split("\n").map(line => line.replace(/^npm (error|ERR!)\s*/, "").trim());
  return lines.find(line => line !== "" && !line.startsWith("code ")) ?? "npm gave no reason";
}
