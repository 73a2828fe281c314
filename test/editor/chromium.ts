import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

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
