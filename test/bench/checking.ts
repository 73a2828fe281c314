import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { benchText } from "./text.ts";

/** A folder with this many manifests, a hundred documents in each file. */
export function manifestsIn(folder: string, manifests: number): string {
  const home = path.join(folder, "manifests");
  mkdirSync(home, { recursive: true });
  const perFile = 100;
  const { text } = benchText(perFile * 46);
  const documents = text.split("---\n").slice(0, perFile);
  for (let i = 0; i < manifests / perFile; i++)
    writeFileSync(path.join(home, `${i}.yaml`), documents.join("---\n").replaceAll(/(app|check)-/g, `$1-${i}-`));
  return home;
}

/** Seconds that a command takes. Its findings are not what is measured, but that it ran is. */
export function seconds(program: string, words: readonly string[], fine: readonly number[]): number {
  const begun = performance.now();
  const { status, stderr, error } = spawnSync(program, [...words], { encoding: "utf8", maxBuffer: 1 << 30 });
  if (error || !fine.includes(status ?? -1)) throw new Error(`${program} ended with ${status}: ${error?.message ?? stderr.slice(0, 500)}`);
  return (performance.now() - begun) / 1000;
}
