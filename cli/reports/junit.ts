import { XMLBuilder } from "fast-xml-parser";
import type { Finding, Report } from "./finding.ts";

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  textNodeName: "#",
  format: true,
  suppressEmptyNode: true,
});

/** JUnit's XML, as CI servers read it: a suite for each file, a failed case for each error, and a passed one where there is none. */
export const junit: Report = ({ findings, files }) => {
  const byFile = Map.groupBy(findings, ({ file }) => file);
  const suites = files.map(file => suiteOf(file, byFile.get(file) ?? []));
  return `${builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: {
      "@name": "stepwise check",
      "@tests": sum(suites.map(suite => suite["@tests"])),
      "@failures": sum(suites.map(suite => suite["@failures"])),
      testsuite: suites,
    },
  })}`;
};

function suiteOf(file: string, findings: readonly Finding[]) {
  const cases = findings.map(({ code, severity, message, range }) => {
    const place = `line ${range.start.line + 1}, column ${range.start.character + 1}`;
    const said = plain(`${file}:${range.start.line + 1}:${range.start.character + 1} ${message}`);
    return {
      "@name": `${code} at ${place}`,
      "@classname": plain(file),
      ...(severity === "error"
        ? { failure: { "@type": code, "@message": plain(message), "#": said } }
        : { "system-out": `${severity}: ${said}` }),
    };
  });
  return {
    "@name": plain(file),
    "@tests": Math.max(1, cases.length),
    "@failures": findings.filter(({ severity }) => severity === "error").length,
    testcase: cases.length > 0 ? cases : [{ "@name": "nothing found", "@classname": plain(file) }],
  };
}

/** Characters that no XML may have, whatever is done to them. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").toWellFormed();
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
