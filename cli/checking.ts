import path from "node:path";
import { Worker } from "node:worker_threads";
import type { RuleSettings } from "../core/rules/settings.ts";
import { createService, positionsIn, type Service } from "../server/service/index.ts";
import { type Finding, findingsOf } from "./reports/finding.ts";
import type { Source } from "./sources.ts";

/** What is to be checked: `wanted` are those of the files that are spoken of, the others are what they refer to. */
export interface Checking {
  readonly files: readonly Source[];
  readonly wanted: readonly string[];
  readonly rules: RuleSettings;
}

/** A thread's part: it takes the next file that nobody has taken, and says what it found by the file's place in `wanted`. */
export type Part = readonly (readonly [file: number, findings: readonly Finding[]])[];

export interface Shared extends Checking {
  /** How many files have been taken, by all threads together. */
  readonly taken: Int32Array;
}

// A thread costs as much as checking this many characters.
const worthAThread = 1_000_000;
// What they read they all keep.
const mostThreads = 8;

/** How many threads are worth it. */
export function threadsFor(files: readonly Source[], cores: number): number {
  const length = files.reduce((sum, { text }) => sum + text.length, 0);
  return Math.max(1, Math.min(cores, mostThreads, Math.ceil(length / worthAThread)));
}

/**
 * Findings in the order of the files, each file from its beginning. Every thread reads all files, since one refers to another (reading is
 * the smaller part), and what is said of one does not depend on who says it.
 */
export async function findingsIn(
  checking: Checking,
  threads: number,
  progress?: (done: number, of: number) => void,
): Promise<readonly Finding[]> {
  const shared: Shared = { ...checking, taken: new Int32Array(new SharedArrayBuffer(4)) };
  const others = Array.from({ length: threads - 1 }, () => partOfAnother(shared));
  const own = partOf(shared, serviceOf(checking), progress);
  const all = [own, ...(await Promise.all(others))].flat();
  progress?.(checking.wanted.length, checking.wanted.length);
  return all.toSorted(([a], [b]) => a - b).flatMap(([, findings]) => findings);
}

/** A service that knows the files. */
export function serviceOf({ files, rules }: Pick<Checking, "files" | "rules">): Service {
  const service = createService();
  service.configure({ rules });
  service.setFiles(files);
  return service;
}

/** Takes one file after another until none is left. */
export function partOf({ wanted, taken }: Shared, service: Service, progress?: (done: number, of: number) => void): Part {
  const part: (readonly [number, readonly Finding[]])[] = [];
  for (;;) {
    const next = Atomics.add(taken, 0, 1);
    const uri = wanted[next];
    if (uri === undefined) return part;
    progress?.(next, wanted.length);
    const problems = service.diagnostics(uri, "all");
    if (problems.length > 0) part.push([next, findingsOf(uri, problems, positionsIn(service.fileOf(uri)?.text ?? ""))]);
  }
}

function partOfAnother(shared: Shared): Promise<Part> {
  return new Promise((resolve, reject) => {
    // The file is `.ts` from the source, and `.js` beside the bundle.
    const worker = new Worker(new URL(`checker${path.extname(import.meta.url)}`, import.meta.url), { workerData: shared });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
