import { readFile } from "node:fs/promises";
import { EditorProblem } from "../../scripts/editor/problem.ts";
import type { SuiteResults } from "./driver-calls.ts";

/** Reads what the suite wrote at its end. A suite that wrote nothing did not run, whatever the editor around it says. */
export async function readResults(file: string, hint: string): Promise<SuiteResults> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as SuiteResults;
  } catch {
    throw new EditorProblem("suite-broken", `The suite ended without results: it could not be loaded, or its extension host died. ${hint}`);
  }
}
