import { existsSync } from "node:fs";
import path from "node:path";

/** Folders of others' manifests and recorded facts, which live beside the project and are never copied into it. */
const root = path.resolve(import.meta.dirname, "../..");
const folders = {
  corpus: { variable: "STEPWISE_CORPUS", beside: "../shared/corpus" },
  golden: { variable: "STEPWISE_GOLDEN", beside: "../shared/golden" },
  traces: { variable: "STEPWISE_TRACES", beside: "../shared/golden/traces" },
} as const;

/**
 * The folder, or undefined where it is absent: then the calling suite skips, with a message, except in CI, where this throws.
 */
export function sharedFolder(name: keyof typeof folders): string | undefined {
  const { variable, beside } = folders[name];
  const folder = process.env[variable] ?? path.resolve(root, beside);
  if (existsSync(folder)) return folder;
  if (process.env.CI) throw new Error(`The folder of ${name} is absent. Set ${variable} to it.`);
  console.log(`    (no folder of ${name}: set ${variable} to run these tests)`);
  return undefined;
}
