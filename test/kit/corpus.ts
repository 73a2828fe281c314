import { readFileSync } from "node:fs";
import path from "node:path";

/** A manifest written by others. */
export interface CorpusFile {
  readonly file: string;
  readonly text: string;
}

/** Every file of the corpus whose kinds are said in its index; with `kinds`, those that have one of them. */
export function corpusFiles(folder: string, kinds?: readonly string[]): readonly CorpusFile[] {
  const index = JSON.parse(readFileSync(path.join(folder, "INDEX.json"), "utf8")) as readonly {
    readonly file: string;
    readonly kinds: readonly string[];
  }[];
  return index
    .filter(entry => !kinds || entry.kinds.some(kind => kinds.includes(kind)))
    .map(({ file }) => ({ file, text: readFileSync(path.join(folder, file), "utf8") }));
}

/** The kinds whose structure and rules are checked. */
export const ourKinds = [
  "Rollout",
  "AnalysisTemplate",
  "ClusterAnalysisTemplate",
  "AnalysisRun",
  "Experiment",
  "Canary",
  "MetricTemplate",
  "AlertProvider",
] as const;
