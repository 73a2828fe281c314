import { rules } from "../../core/rules/index.ts";
import type { Rule } from "../../core/rules/rule.ts";
import { codesBesideRules } from "./codes.ts";

/** What a code means, in Markdown: its page in `docs/rules`, and its help in reports. Undefined for a code that has none. */
export function pageOf(code: string): string | undefined {
  const rule = rules.find(known => known.id === code);
  if (rule) return rulePage(rule);
  return codesBesideRules[code] ? codePage(code) : undefined;
}

function rulePage(rule: Rule): string {
  const cross = rule.workspace ? " It looks into other files of the workspace, and runs when typing pauses." : "";
  return `# ${rule.id}

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

Upstream: ${forReaders(rule.source)}.
`;
}

/** Without the rows of our own notes, which readers do not have: they are always behind the place, in brackets. */
function forReaders(source: string): string {
  return source.replace(/ \([^()]*(?:\b(?:AR|FL)-|\.md`)[^()]*\)/g, "");
}

function codePage(code: string): string {
  const { severity = "error", summary = "", why = "" } = codesBesideRules[code] ?? {};
  const schemas = code.startsWith("schema/")
    ? " It comes from the schemas in `schemas/`, which say what the stated version of each platform accepts, and of the kinds that rollouts refer to what they depend on."
    : "";
  return `# ${code}

${summary}

**Otherwise:** ${why}

Severity: ${severity}.${schemas}

## Another severity, or none

In the editor's settings: \`"stepwise.rules.${code}": "off"\`. On the command line: \`stepwise check --rule ${code}=off\`.
In a file: \`# stepwise-disable-next-line ${code}\` above a line or \`# stepwise-disable-line ${code}\` behind it, \`# stepwise-disable ${code}\` anywhere in a document,
\`# stepwise-disable-file ${code}\` anywhere in a file.
`;
}

function dedented(text: string): string {
  const lines = text.replace(/^\n/, "").split("\n");
  const width = Math.min(...lines.filter(line => line.trim() !== "").map(line => line.search(/\S/)));
  return lines.map(line => line.slice(width)).join("\n");
}
