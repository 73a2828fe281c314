import type { Log, Region, ReportingDescriptor, Result } from "sarif";
import type { Severity } from "../../core/base/problem.ts";
import { rules } from "../../core/rules/index.ts";
import { codesBesideRules } from "../../server/service/codes.ts";
import { pageOf } from "../../server/service/pages.ts";
import type { Finding, PlacedFix, Report } from "./finding.ts";

const levels = { error: "error", warning: "warning", information: "note", hint: "note" } as const satisfies {
  readonly [S in Severity]: string;
};

/**
 * SARIF 2.1.0, as code scanning services read it. Each rule brings its page with it, so that nobody needs the network; lines and
 * columns count from 1, columns in UTF-16 units.
 */
export const sarif: Report = ({ findings, files, version }) => {
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted();
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Stepwise", semanticVersion: version, rules: codes.map(descriptor) } },
        columnKind: "utf16CodeUnits",
        artifacts: files.map(file => ({ location: { uri: uriOf(file) } })),
        results: findings.map(finding => resultOf(finding, codes)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function descriptor(code: string): ReportingDescriptor {
  const known = rules.find(({ id }) => id === code) ?? codesBesideRules[code];
  const page = pageOf(code);
  return {
    id: code,
    ...(known && { shortDescription: { text: known.summary }, fullDescription: { text: known.why } }),
    ...(page !== undefined && { help: { text: page, markdown: page } }),
    defaultConfiguration: { level: levels[(known?.severity ?? "error") as Severity] },
  };
}

function resultOf({ file, range, code, severity, message, fixes }: Finding, codes: readonly string[]): Result {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: regionOf(range) } }],
    ...(fixes.length > 0 && { fixes: fixes.map(fix => fixOf(file, fix)) }),
  };
}

function fixOf(file: string, { title, edits }: PlacedFix): NonNullable<Result["fixes"]>[number] {
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(file) },
        replacements: edits.map(({ range, text }) => ({ deletedRegion: regionOf(range), insertedContent: { text } })),
      },
    ],
  };
}

function regionOf({ start, end }: Finding["range"]): Region {
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

/** A path as a relative reference: what stands in it for itself is escaped. */
function uriOf(file: string): string {
  return file.split(/[\\/]/).map(encodeURIComponent).join("/");
}
