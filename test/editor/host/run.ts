import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import { environment, reportMark, type SuiteResults } from "../driver-calls.ts";
import { inSources } from "./places.ts";

/**
 * The contract of `extensionTestsPath`, in a browser and in `@vscode/test-electron` alike: resolves when every test passed and
 * rejects otherwise. The bundler puts this file and one bundle per test file side by side into one folder.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  if (process.env[environment.driver] !== undefined) Mocha.reporters.Base.consoleLog = marked;
  const grep = process.env[environment.grep];
  const mocha = new Mocha({ ui: "bdd", color: false, timeout: 20_000, ...(grep && { grep: new RegExp(grep) }) });
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith(".test.cjs")) mocha.addFile(join(__dirname, file));
  }
  const results = await new Promise<SuiteResults>(resolve => {
    const runner = mocha.run(() => resolve(count(runner.stats)));
    runner.on("fail", (_test, error) => {
      if (error instanceof Error && error.stack !== undefined) error.stack = inSources(error.stack);
    });
  });
  const file = process.env[environment.results];
  if (file !== undefined) writeFileSync(file, JSON.stringify(results));
  if (results.failed > 0) throw new Error(`${results.failed} of the editor tests failed`);
}

/** Lets the driver tell Mocha's lines from the hundreds that the workbench writes to the same console. */
function marked(...line: unknown[]): void {
  console.log(`${reportMark}${format(...line)}`);
}

/** A suite without a single test is a suite that was not found, and must not look like a success. */
function count(stats: Mocha.Stats | undefined): SuiteResults {
  const { passes = 0, failures = 0, pending = 0 } = stats ?? {};
  return { passed: passes, failed: passes + failures + pending === 0 ? 1 : failures, skipped: pending };
}
