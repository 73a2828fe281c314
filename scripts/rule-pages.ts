import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { rules } from "../core/rules/index.ts";
import type { Rule } from "../core/rules/rule.ts";
import { codesBesideRules } from "../server/service/codes.ts";

const folder = path.join(import.meta.dirname, "..", "docs", "rules");

/** The pages of all codes that a finding can have, by their path below `docs/rules/`. They say what the rules say of themselves. */
export function rulePages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>([["README.md", contents()]]);
  for (const rule of rules) pages.set(`${rule.id}.md`, rulePage(rule));
  for (const code of Object.keys(codesBesideRules)) pages.set(`${code}.md`, codePage(code));
  return pages;
}

const note = "<!-- Written by scripts/rule-pages.ts from the rule itself: edit that instead. -->\n";

function rulePage(rule: Rule): string {
  const cross = rule.workspace ? " It looks into other files of the workspace, and runs when typing pauses." : "";
  return `${note}
# ${rule.id}

${rule.summary}

**Otherwise:** ${rule.why}

Severity: ${rule.severity}.${cross}

## Not so

\`\`\`yaml
${dedented(rule.bad)}
\`\`\`

## But so

\`\`\`yaml
${dedented(rule.good)}
\`\`\`

## Another severity, or none

In the editor's settings: \`"stepwise.rules.${rule.id}": "off"\` (or \`error\`, \`warning\`, \`information\`, \`hint\`). On the command line: \`stepwise check --rule ${rule.id}=off\`.
In a file: \`# stepwise-disable-next-line ${rule.id}\` above a line or \`# stepwise-disable-line ${rule.id}\` behind it, \`# stepwise-disable ${rule.id}\` anywhere in a document,
\`# stepwise-disable-file ${rule.id}\` anywhere in a file.

Source: ${rule.source}.
`;
}

function codePage(code: string): string {
  const { severity = "error", summary = "", why = "" } = codesBesideRules[code] ?? {};
  const schemas = code.startsWith("schema/")
    ? " It comes from the schemas in `schemas/`, which say what the stated version of each platform accepts."
    : "";
  return `${note}
# ${code}

${summary}

**Otherwise:** ${why}

Severity: ${severity}.${schemas}

## Another severity, or none

In the editor's settings: \`"stepwise.rules.${code}": "off"\`. On the command line: \`stepwise check --rule ${code}=off\`.
In a file: \`# stepwise-disable-next-line ${code}\` above a line or \`# stepwise-disable-line ${code}\` behind it, \`# stepwise-disable ${code}\` anywhere in a document,
\`# stepwise-disable-file ${code}\` anywhere in a file.
`;
}

function contents(): string {
  const rows = [
    ...rules.map(({ id, severity, summary }) => ({ id, severity, summary })),
    ...Object.entries(codesBesideRules).map(([id, { severity, summary }]) => ({ id, severity, summary })),
  ];
  const table = rows
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${summary.replaceAll("|", "\\|")} |`);
  return `${note}
# What Stepwise finds

| code | severity | what must hold, or what is wrong |
| --- | --- | --- |
${table.join("\n")}

Besides these, \`yaml/…\` are texts that cannot be read as YAML, and \`internal/rule-crashed\` is a mistake of ours that was contained.
`;
}

function dedented(text: string): string {
  const lines = text.replace(/^\n/, "").split("\n");
  const width = Math.min(...lines.filter(line => line.trim() !== "").map(line => line.search(/\S/)));
  return lines.map(line => line.slice(width)).join("\n");
}

/** Writes the pages, and removes those of rules that are no more. */
async function write(): Promise<void> {
  const pages = rulePages();
  for (const [file, text] of pages) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  for (const file of await readdir(folder, { recursive: true }))
    if (file.endsWith(".md") && !pages.has(file.replaceAll(path.sep, "/"))) await rm(path.join(folder, file));
}

if (import.meta.main) await write();
