import { count, listed } from "../../core/base/figures.ts";
import type { Problem, Severity } from "../../core/base/problem.ts";
import { severities } from "../../core/base/problem.ts";
import { isRuleSetting, type RuleSetting } from "../../core/rules/settings.ts";
import { createService, type Position, positionsIn } from "../../server/service/index.ts";
import { type Command, exit, outputHelp, outputOf, outputOption, type Terminal, type Values, WrongUse } from "../command.ts";
import { readSources } from "../sources.ts";

/** A finding as `-o json` has it; public. Positions count from 0, characters in UTF-16 units, as LSP's do. */
interface Finding {
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

export const check: Command = {
  name: "check",
  operands: "[PATH...]",
  summary: "Finds what a controller would refuse, or accept and do something else, in files, folders and globs; `-` is standard input.",
  options: { ...outputOption, rule: { type: "string", multiple: true } },
  optionHelp: { ...outputHelp, rule: "`CODE=SEVERITY`: error, warning, information, hint or off; may be given again" },
  async run(paths, values, terminal) {
    const output = outputOf(values);
    const service = createService();
    service.configure({ rules: rulesOf(values) });
    const { files } = await readSources(paths, terminal);
    for (const file of files) service.setFile(file.uri, file.text);
    const findings = files.flatMap(({ uri, text }) => {
      const problems = service.diagnostics(uri, "all");
      if (problems.length === 0) return [];
      const position = positionsIn(text);
      return problems.toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end).map(problem => findingOf(uri, problem, position));
    });
    terminal.out(output === "json" ? `${JSON.stringify(findings, null, 2)}\n` : findingsText(findings, files.length, terminal));
    return findings.some(finding => finding.severity === "error") ? exit.findings : exit.fine;
  },
};

function rulesOf(values: Values): { readonly [code: string]: RuleSetting } {
  const given = Array.isArray(values.rule) ? (values.rule as readonly string[]) : [];
  return Object.fromEntries(
    given.map(text => {
      const [code = "", setting = ""] = text.split("=");
      if (code === "" || !isRuleSetting(setting))
        throw new WrongUse(`\`--rule ${text}\` is not \`CODE=SEVERITY\` (${listed([...severities, "off"], "or")}).`);
      return [code, setting] as const;
    }),
  );
}

function findingOf(file: string, { at, code, severity, message }: Problem, position: (offset: number) => Position): Finding {
  return { file, range: { start: position(at.start), end: position(at.end) }, code, severity, message };
}

/** Findings for people: `file:line:column severity code message`, a blank line between files, and what it comes to. */
function findingsText(findings: readonly Finding[], files: number, terminal: Terminal): string {
  const paint = painter(terminal.colours);
  const lines: string[] = [];
  let before: string | undefined;
  for (const { file, range, severity, code, message } of findings) {
    if (before !== undefined && before !== file) lines.push("");
    before = file;
    const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
    lines.push(`${paint("dim", place)} ${paint(severity, severity)} ${paint("bold", code)} ${message}`);
  }
  if (lines.length > 0) lines.push("");
  return `${[...lines, summary(findings, files)].join("\n")}\n`;
}

function summary(findings: readonly Finding[], files: number): string {
  const parts = severities.flatMap(severity => {
    const found = findings.filter(finding => finding.severity === severity).length;
    return found === 0 ? [] : [count(found, severity, severity === "information" ? severity : `${severity}s`)];
  });
  return `${count(files, "file")} checked: ${parts.length === 0 ? "nothing found" : listed(parts)}.`;
}

const codes = { error: 31, warning: 33, information: 36, hint: 90, dim: 2, bold: 1 } as const;

function painter(colours: boolean): (style: keyof typeof codes, text: string) => string {
  return (style, text) => (colours ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
}
