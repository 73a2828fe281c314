import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "../../scripts/build-all.ts";
import { fetchEditor } from "../../scripts/editor/fetch.ts";
import { EditorProblem } from "../../scripts/editor/problem.ts";
import { runInBrowser, type SuiteRun } from "./browser-run.ts";
import { bundleSuite } from "./bundle-suite.ts";
import { findChromium, noChromium } from "./chromium.ts";
import { runOnDesktop } from "./desktop-run.ts";
import type { SuiteResults } from "./driver-calls.ts";

const root = join(import.meta.dirname, "..", "..");

/**
 * `npm run test:editor [-- --desktop] [-- --grep PATTERN]`: the suite inside a real VS Code, in a Chromium without a display or on
 * the desktop. The last line it prints is for machines: `N passed, N failed`.
 */
async function testEditor(): Promise<SuiteResults> {
  const { values } = parseArgs({ options: { desktop: { type: "boolean", default: false }, grep: { type: "string" } } });
  const chromium = values.desktop ? "" : findChromium();
  if (chromium === undefined) {
    if (process.env.CI) throw new EditorProblem("no-browser", noChromium);
    console.log(`Skipped. ${noChromium}`);
    return { passed: 0, failed: 0, skipped: 0 };
  }
  if (!(await buildAll())) throw new EditorProblem("suite-broken", "Nothing was tested, because the build above is not whole.");
  const out = join(root, "out", "editor-suite");
  const run: SuiteRun = {
    extension: root,
    suite: await bundleSuite(join(import.meta.dirname, "suite"), out),
    workspace: join(root, "examples"),
    screenshots: join(root, "docs", "screenshots"),
    log: join(out, "editor.log"),
    ...(values.grep !== undefined && { grep: values.grep }),
  };
  return values.desktop ? runOnDesktop(run) : runInBrowser({ ...run, editor: await fetchEditor(), chromium });
}

async function orItsProblem(): Promise<SuiteResults> {
  try {
    return await testEditor();
  } catch (problem) {
    console.error(problem instanceof EditorProblem ? problem.message : problem);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const { passed, failed } = await orItsProblem();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
