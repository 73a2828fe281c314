import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Trace } from "./recorder/trace.ts";

/** The first place where two traces part. */
export interface Difference {
  readonly rule: number;
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

/** Compares traces by the rules of the replay contract, and has the recordings that are kept. */
export interface Judge {
  readonly compare: (expected: Trace, actual: Trace) => Difference | null;
  readonly kept: (trace: Trace) => Trace | undefined;
}

const root = path.join(import.meta.dirname, "..", "..");

/** Folder of the kept traces, with the judge in it. */
export const tracesFolder = process.env.STEPWISE_TRACES || path.join(root, "..", "shared", "golden", "traces");

/** The judge that comes with the kept traces, or undefined where there is no such folder. */
export async function findJudge(): Promise<Judge | undefined> {
  const module = path.join(tracesFolder, "compare.mjs");
  if (!fs.existsSync(module)) return undefined;
  const { compare } = (await import(pathToFileURL(module).href)) as Pick<Judge, "compare">;
  return {
    compare,
    kept: ({ platform, replay }) => {
      const file = path.join(tracesFolder, platform, replay, "trace.json");
      return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Trace) : undefined;
    },
  };
}

/** What our machine makes of a script, asked the way a stranger would: by the command line. */
export async function replayOnOurMachine(script: string): Promise<Trace> {
  const main = path.join(root, "cli", "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [main, "replay", script, "-o", "json"], {
    cwd: root,
    timeout: 60_000,
    maxBuffer: 64 << 20,
  });
  return JSON.parse(stdout) as Trace;
}

/** A difference as a person wants to read it. */
export function explain({ rule, what, expected, actual }: Difference): string {
  return `rule ${rule}: ${what}\n  expected\n${expected}\n  actual\n${actual}`;
}
