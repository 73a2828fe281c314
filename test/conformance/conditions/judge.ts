import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Verdict } from "./agreement.ts";
import type { Drawn } from "./draw.ts";

const folder = path.join(import.meta.dirname, "judge");

/** Go is not there, or is another one: one sentence, and the command that brings it. */
export class NoGo extends Error {
  readonly install = process.platform === "darwin" ? "brew install go@1.26" : "sudo snap install go --classic --channel=1.26/stable";
}

/** Asks the controller's own package about all pairs; its answers are in their order. Builds the judge first, in half a minute from nothing. */
export async function judged(pairs: readonly Drawn[]): Promise<readonly Verdict[]> {
  const aside = fs.mkdtempSync(path.join(os.tmpdir(), "stepwise-judge-"));
  try {
    const program = path.join(aside, "judge");
    const version = await run("go", ["env", "GOVERSION"], "").catch(() => {
      throw new NoGo(
        "Conditions are judged by the controller's own package, which needs Go 1.26, and there is no working `go` in the path.",
      );
    });
    if (!/^go1\.26\b/.test(version))
      throw new NoGo(`Conditions are judged by the controller's own package, which needs Go 1.26, and this is ${version.trim()}.`);
    await run("go", ["build", "-buildvcs=false", "-o", program, "."], "");
    const lines = pairs.map(({ condition, result }) => JSON.stringify({ condition, ...result })).join("\n");
    return (await run(program, [], lines))
      .trim()
      .split("\n")
      .map(line => JSON.parse(line) as Verdict);
  } finally {
    fs.rmSync(aside, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[], input: string): Promise<string> {
  // GOTOOLCHAIN=local: another Go is asked for in words, never fetched behind the reader's back.
  const env = { ...process.env, GOTOOLCHAIN: "local", GOFLAGS: "-mod=readonly", GOWORK: "off" };
  const child = spawn(command, args, { cwd: folder, env, stdio: ["pipe", "pipe", "pipe"] });
  let out = "";
  let complaint = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    complaint += chunk;
  });
  // A program that ends early closes its input; how it ended says why.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", code =>
      code === 0 ? resolve(out) : reject(new Error(`${command} ${args.join(" ")}: ${complaint.trim().slice(-4000)}`)),
    );
  });
}
