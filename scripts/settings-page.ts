import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const page = join(root, "docs", "settings.md");

interface Setting {
  readonly type: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly markdownDescription?: string;
}

/** The page of the extension's settings and commands, from its manifest. Those of rules are on the pages of the rules. */
export async function settingsPage(): Promise<string> {
  const { contributes } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    readonly contributes: {
      readonly configuration: { readonly properties: { readonly [name: string]: Setting } };
      readonly commands: readonly { readonly command: string; readonly title: string }[];
    };
  };
  const own = Object.entries(contributes.configuration.properties).filter(([name]) => !name.startsWith("stepwise.rules."));
  const settings = own.map(
    ([name, setting]) => `| \`${name}\` | ${typeOf(setting)} | ${usual(setting.default)} | ${inCell(setting.markdownDescription ?? "")} |`,
  );
  const commands = contributes.commands.map(({ command, title }) => `| ${title} | \`${command}\` |`);
  return `<!-- Written by scripts/settings-page.ts from package.json: edit that instead. -->

# Settings

| setting | type | usual | says |
| --- | --- | --- | --- |
${settings.join("\n")}

Besides these each rule has one, \`stepwise.rules.CODE\`: \`error\`, \`warning\`, \`information\`, \`hint\` or \`off\` ([rules](rules/README.md)).
The language server reads the same settings, without \`stepwise.\` in front, from any editor ([other editors](editors.md)).

# Commands

All are in the palette under *Stepwise*.

| command | id, for key bindings |
| --- | --- |
${commands.join("\n")}
`;
}

function typeOf({ type, enum: words, minimum }: Setting): string {
  if (words) return words.map(word => `\`${word}\``).join(", ");
  return minimum === undefined ? type : `${type}, at least ${minimum}`;
}

function usual(value: unknown): string {
  return value === undefined || value === "" ? "" : `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function inCell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

if (import.meta.main) await writeFile(page, await settingsPage());
