import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** The sentence for a machine without a browser. */
export const noChromium = "The editor tests need a Chromium: apt-get install -y chromium (or name one in the variable CHROME_PATH).";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome.exe"];

/** The Chromium of this machine: the one named in `CHROME_PATH`, else the first in the path. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [process.env.CHROME_PATH ?? "", ...names.flatMap(name => folders.map(folder => join(folder, name)))];
  return candidates.find(file => file !== "" && isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts it without a display, with its settings in a folder of its own. Who starts it also ends it, in the right order. */
export function openBrowser(executablePath: string, home: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    env: { ...process.env, XDG_CONFIG_HOME: join(home, "browser") },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
