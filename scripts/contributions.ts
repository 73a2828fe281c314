import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rules } from "../core/rules/index.ts";
import { settingsOf } from "../core/rules/settings.ts";

const manifest = join(import.meta.dirname, "..", "package.json");

interface Manifest {
  contributes: { configuration: { properties: { [setting: string]: object } } };
}

/** The extension's manifest with one setting for each rule, made from the list of rules; its own settings stay as they are. */
export async function manifestText(): Promise<string> {
  const content = JSON.parse(await readFile(manifest, "utf8")) as Manifest;
  const own = Object.entries(content.contributes.configuration.properties).filter(([name]) => !name.startsWith("stepwise.rules."));
  content.contributes.configuration.properties = Object.fromEntries([
    ...own,
    ...Object.entries(settingsOf(rules)).toSorted(([a], [b]) => a.localeCompare(b)),
  ]) as { [setting: string]: object };
  return `${JSON.stringify(content, null, 2)}\n`;
}

if (import.meta.main) await writeFile(manifest, await manifestText());
