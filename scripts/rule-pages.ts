import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { rules } from "../core/rules/index.ts";
import { codesBesideRules } from "../server/service/codes.ts";
import { pageOf } from "../server/service/pages.ts";

const folder = path.join(import.meta.dirname, "..", "docs", "rules");

/** The pages of all codes that a finding can have, by their path below `docs/rules/`. They say what the rules say of themselves. */
export function rulePages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>([["README.md", contents()]]);
  for (const code of [...rules.map(({ id }) => id), ...Object.keys(codesBesideRules)]) pages.set(`${code}.md`, `${note}\n${pageOf(code)}`);
  return pages;
}

const note = "<!-- Written by scripts/rule-pages.ts from the rule itself: edit that instead. -->\n";

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

Besides these, \`yaml/…\` are texts that cannot be read as YAML, \`internal/rule-crashed\` is a mistake of ours that was contained, and \`internal/more-findings\` stands in an editor for what is beyond a thousand.
`;
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
