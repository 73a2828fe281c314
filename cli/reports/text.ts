import picocolors from "picocolors";
import { count, listed } from "../../core/base/figures.ts";
import { onlyRepair, type Severity, severities } from "../../core/base/problem.ts";
import type { Checked, Report } from "./finding.ts";

/** For people: `file:line:column severity code message`, a blank line between files, and what it comes to. */
export const text: Report = (checked, { colours }) => {
  const paint = picocolors.createColors(colours);
  const lines: string[] = [];
  let before: string | undefined;
  for (const { file, range, severity, code, message } of checked.findings) {
    if (before !== undefined && before !== file) lines.push("");
    before = file;
    const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
    lines.push(`${paint.dim(place)} ${paint[styles[severity]](severity)} ${paint.bold(code)} ${message}`);
  }
  if (lines.length > 0) lines.push("");
  return `${[...lines, summary(checked)].join("\n")}\n`;
};

function summary({ findings, files, fixed }: Checked): string {
  const parts = severities.flatMap(severity => {
    const found = findings.filter(finding => finding.severity === severity).length;
    return found === 0 ? [] : [count(found, severity, severity === "information" ? severity : `${severity}s`)];
  });
  const repairable = findings.filter(finding => onlyRepair(finding) !== undefined).length;
  return [
    `${count(files.length, "file")} checked: ${parts.length === 0 ? "nothing found" : listed(parts)}.`,
    fixed > 0 ? ` ${count(fixed, "repair")} written.` : "",
    repairable > 0 ? ` \`--fix\` can repair ${repairable}.` : "",
  ].join("");
}

const styles = { error: "red", warning: "yellow", information: "cyan", hint: "gray" } as const satisfies {
  readonly [S in Severity]: string;
};
