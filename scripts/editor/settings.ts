import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** An editor that shows what we came to show: no chat, no welcome page, no questions. */
const quiet = {
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.colorTheme": "Light 2026",
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.openRepositoryInParentFolders": "never",
};

/** Writes the settings of a fresh editor into the `home` of its server; the page reads them once, when it loads. */
export async function writeSettings(home: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const folder = join(home, "data", "User");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "settings.json"), JSON.stringify({ ...quiet, ...more }, null, 2));
}
