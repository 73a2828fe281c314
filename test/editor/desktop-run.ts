import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { editorCache, editorPackage } from "../../scripts/editor/fetch.ts";
import { writeSettings } from "../../scripts/editor/settings.ts";
import type { SuiteRun } from "./browser-run.ts";
import { environment, type SuiteResults } from "./driver-calls.ts";
import { readResults } from "./results.ts";

/** Runs the same suite in a desktop VS Code, which test-electron downloads once. Tests that need the driver skip themselves there. */
export async function runOnDesktop(run: SuiteRun): Promise<SuiteResults> {
  const home = await mkdtemp(join(tmpdir(), "stepwise-editor-"));
  try {
    const [workspace, results] = [join(home, "workspace"), join(home, "results.json")];
    await cp(run.workspace, workspace, { recursive: true });
    await writeSettings(home);
    // A failed suite rejects here; the results say the same in numbers, and a suite that never began has none.
    await runTests({
      version: editorPackage.vscode,
      cachePath: join(editorCache(), "desktop"),
      extensionDevelopmentPath: run.extension,
      extensionTestsPath: run.suite,
      extensionTestsEnv: { [environment.results]: results, [environment.grep]: run.grep },
      launchArgs: [
        workspace,
        ...["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions")],
        ...["--skip-welcome", "--skip-release-notes", "--disable-workspace-trust", "--disable-telemetry"],
      ],
    }).catch(error => console.error(`${error}`));
    return await readResults(results, "The lines above say more.");
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
