import { appendFileSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "node:util";
import type { Page } from "playwright-core";
import { type Editor, editorPackage } from "../../scripts/editor/fetch.ts";
import { EditorProblem } from "../../scripts/editor/problem.ts";
import { type EditorServer, startServer } from "../../scripts/editor/server.ts";
import { writeSettings } from "../../scripts/editor/settings.ts";
import { answersOn } from "./answers.ts";
import { openBrowser } from "./chromium.ts";
import { startDriver } from "./driver.ts";
import { environment, reportMark, type SuiteResults } from "./driver-calls.ts";
import { readResults } from "./results.ts";

export interface SuiteRun {
  /** The folder of the extension under test. */
  readonly extension: string;
  /** The bundled module that exports `run()`. */
  readonly suite: string;
  /** The folder a test finds open: a copy of this one, so that tests may write. */
  readonly workspace: string;
  /** The folder for pictures. */
  readonly screenshots: string;
  /** The file for everything that the workbench and its extension host log, `console.log` of a test included. */
  readonly log: string;
  /** Runs only the tests whose full title matches. */
  readonly grep?: string;
}

export interface BrowserRun extends SuiteRun {
  readonly editor: Editor;
  readonly chromium: string;
  readonly limitMs?: number;
}

/** Runs a suite inside the extension host of a VS Code whose workbench stands in a Chromium without a display. */
export async function runInBrowser(run: BrowserRun): Promise<SuiteResults> {
  const home = await mkdtemp(join(tmpdir(), "stepwise-editor-"));
  // Undone backwards, whatever happens: a driver that failed must not leave a server behind.
  const undo: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true, maxRetries: 5 })];
  try {
    const [workspace, results] = [join(home, "workspace"), join(home, "results.json")];
    await cp(run.workspace, workspace, { recursive: true });
    await writeSettings(home, { "editor.cursorBlinking": "solid" });
    await writeFile(run.log, "");

    const browser = await openBrowser(run.chromium, home);
    undo.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const driver = await startDriver(answersOn(page, run.screenshots));
    undo.push(() => driver.stop());
    const server = await startServer({
      editor: run.editor,
      home,
      extensions: join(home, "extensions"),
      underTest: true,
      env: { [environment.driver]: driver.address, [environment.results]: results, ...(run.grep && { [environment.grep]: run.grep }) },
    });
    undo.push(() => server.stop());

    await suiteEnds(page, server, run, workspace);
    return await readResults(results, `See ${run.log}.`);
  } finally {
    for (const step of undo.reverse()) await step().catch(error => console.error(`While cleaning up: ${error}`));
  }
}

/** Loads the workbench with the extension and the suite in it, and resolves when the suite says that it is over. */
async function suiteEnds(
  page: Page,
  server: EditorServer,
  { extension, suite, log, limitMs = 600_000 }: BrowserRun,
  workspace: string,
): Promise<void> {
  const over = Promise.withResolvers<void>();
  const broken = (why: string) => over.reject(new EditorProblem("suite-broken", why));
  const timer = setTimeout(() => broken(`The suite was not over after ${limitMs / 1000} s.`), limitMs);
  page.on("crash", () => broken("The browser page crashed."));
  page.on("close", () => broken("The browser page was closed."));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => broken(`Stopped by ${signal}.`));
  void server.ended.then(() => broken(`VS Code ${editorPackage.vscode} ended before the suite did.`));
  // These two functions are all that the smoke test driver of the workbench asks of its surroundings.
  await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => report(type, args, log));
  await page.exposeFunction("codeAutomationExit", () => over.resolve());
  const payload = [
    ["extensionDevelopmentPath", server.remote(extension)],
    ["extensionTestsPath", server.remote(suite)],
    ["skipWelcome", "true"],
  ] as const;
  try {
    await page.goto(server.page(workspace, payload));
    await over.promise;
  } finally {
    clearTimeout(timer);
  }
}

/** Even a good run logs errors (modules without their native half, a missing service worker), so only the report is shown. */
function report(type: string, args: unknown[], log: string): void {
  const line = format(...args);
  if (line.startsWith(reportMark)) console.log(line.slice(reportMark.length));
  else appendFileSync(log, `${type}: ${line}\n`);
}
