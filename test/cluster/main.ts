import { spawn } from "node:child_process";
import path from "node:path";
import { buildTools, MissingPrerequisite } from "./build.ts";

const root = path.join(import.meta.dirname, "..", "..");
// A first run builds for minutes before Mocha starts; with the tools there, the longest suite takes three.
const timeout = 20 * 60_000;

/** `npm run test:cluster [-- MOCHA OPTIONS]`: the suites of this folder on a real control plane with the real controllers. */
async function testCluster(mochaOptions: readonly string[]): Promise<number> {
  try {
    await buildTools(console.log);
  } catch (problem) {
    if (!(problem instanceof MissingPrerequisite)) throw problem;
    if (!process.env.CI) {
      console.log(`Skipped. ${problem.message} Install it with: ${problem.install}`);
      return 0;
    }
    console.error(`${problem.message} Install it with: ${problem.install}`);
    return 1;
  }
  const mocha = path.join(root, "node_modules", "mocha", "bin", "mocha.js");
  const run = spawn(
    process.execPath,
    [mocha, "--no-config", "--extension=ts", "test/cluster/**/*.test.ts", `--timeout=${timeout}`, ...mochaOptions],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => run.kill(signal));
  return new Promise((resolve, reject) => run.on("error", reject).on("close", code => resolve(code ?? 1)));
}

process.exitCode = await testCluster(process.argv.slice(2));
