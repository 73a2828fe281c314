import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Upstream's own code as a judge: a small Go program beside the conformance tests that takes JSON and gives JSON. */
export type Judge = (question: unknown) => unknown;

const folder = path.resolve(import.meta.dirname, "../conformance/judges");

/**
 * The judge of this name, built where it has not been (a minute, once per machine); undefined where there is no Go, so that the
 * calling suite skips with a message. In CI that throws.
 */
export function judge(name: "helm" | "promql"): Judge | undefined {
  const program = built(name);
  if (program === undefined) return undefined;
  return question =>
    JSON.parse(execFileSync(program, { input: JSON.stringify(question), encoding: "utf8", maxBuffer: 1 << 28 })) as unknown;
}

function built(name: string): string | undefined {
  const source = path.join(folder, name);
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of ["go.mod", "go.sum", "main.go"]) hash.update(readFileSync(path.join(source, file)));
  const cache = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "stepwise", "judges");
  const program = path.join(cache, `${name}-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(program)) return program;
  // GOTOOLCHAIN=local: another Go is asked for in words, never fetched behind the reader's back.
  const env = { ...process.env, GOTOOLCHAIN: "local", GOFLAGS: "-mod=readonly", GOWORK: "off" };
  mkdirSync(cache, { recursive: true });
  // Built aside and moved in one step: what was stopped half way leaves nothing that looks finished.
  const aside = `${program}.${process.pid}`;
  const go = spawnSync("go", ["build", "-buildvcs=false", "-o", aside, "."], { cwd: source, env, encoding: "utf8" });
  if (go.status === 0) {
    renameSync(aside, program);
    return program;
  }
  const why = go.error ? "there is no working `go` in the path" : go.stderr.trim().split("\n").slice(-3).join(" ");
  if (process.env.CI) throw new Error(`The judge ${name} cannot be built: ${why}. It takes Go 1.26.1 or later.`);
  console.log(`    (no judge ${name}: ${why})`);
  return undefined;
}
