import { spawn } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";

const root = join(import.meta.dirname, "..");

/** What a suite came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** One thing that is checked: a command of the project, run from its root. */
export interface Suite {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Counts tests in the output; without it the command itself is one test. */
  readonly count?: (output: string) => Tally | undefined;
}

/** Runs a suite, showing its output as it comes. A command that fails without a failing test is a failure of its own. */
export async function runSuite(suite: Suite): Promise<Tally> {
  console.log(`\n— ${suite.name}`);
  const { code, output } = await run(suite.command);
  const tally = suite.count?.(output) ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** Runs suites one after the other and ends with their sum, `N passed, N failed`. Gives the exit code. */
export async function runSuites(suites: readonly Suite[]): Promise<number> {
  let passed = 0;
  const failures: string[] = [];
  let failed = 0;
  for (const suite of suites) {
    const tally = await runSuite(suite);
    passed += tally.passed;
    failed += tally.failed;
    if (tally.failed > 0) failures.push(suite.name);
  }
  if (failures.length > 0) console.log(`\nFailed: ${failures.join(", ")}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Mocha's own words: `12 passing`, `1 failing`. */
export function mochaTally(output: string): Tally | undefined {
  const last = (pattern: RegExp): number | undefined => {
    const found = [...stripVTControlCharacters(output).matchAll(pattern)].at(-1)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const passed = last(/^\s*(\d+) passing\b/gm);
  return passed === undefined ? undefined : { passed, failed: last(/^\s*(\d+) failing\b/gm) ?? 0 };
}

/** The last line of our own suites: `N passed, N failed`. */
export function lineTally(output: string): Tally | undefined {
  const found = [...stripVTControlCharacters(output).matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  return found ? { passed: Number(found[1]), failed: Number(found[2]) } : undefined;
}

function run([command, ...args]: readonly [string, ...string[]]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: process.env });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => process.stderr.write(chunk));
    child.once("error", error => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve({ code: 1, output });
    });
    child.once("close", code => resolve({ code: code ?? 1, output }));
  });
}
