import { join } from "node:path";
import { mochaTally, runSuites, type Suite } from "./suites.ts";

const bin = (name: string): string => join(import.meta.dirname, "..", "node_modules", ".bin", name);

/** What `npm test` runs: everything that needs nothing but Node. */
export const suites: readonly Suite[] = [
  { name: "generated code", command: [process.execPath, "scripts/validators.ts"] },
  { name: "format and lint", command: [bin("biome"), "check", "--error-on-warnings", "."] },
  { name: "types and borders of rooms", command: [bin("tsc"), "-b"] },
  { name: "tests", command: [bin("mocha")], count: mochaTally },
];

if (import.meta.main) process.exitCode = await runSuites(suites);
