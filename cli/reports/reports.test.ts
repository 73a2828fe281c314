import assert from "node:assert/strict";
import { XMLParser } from "fast-xml-parser";
import type { Log } from "sarif";
import { applyEdits } from "../../core/syntax/edit.ts";
import { manifest } from "../../test/kit/manifests.ts";
import { positionsIn, workspace } from "../../test/kit/service.ts";
import { type Checked, findingsOf } from "./finding.ts";
import { reports } from "./index.ts";

const file = "a folder/ümlaut & <b>.yaml";
const text = manifest("steps:\n- setWeight: 10\n  pause: {}\n- setWeigth: 30\n- setWeight: 101");

function checked(): Checked {
  const service = workspace({ [file]: text });
  const findings = findingsOf(file, service.diagnostics(file, "all"), positionsIn(text));
  return { findings, files: [file, "good.yaml"], fixed: 0, version: "1.2.3" };
}

const printed = (name: string): string => reports[name]?.(checked(), { colours: false }) ?? assert.fail(`no report ${name}`);

describe("reports of a check", () => {
  it("for people: a line each, and what it comes to", () => {
    const lines = printed("text").trimEnd().split("\n");
    assert.match(lines[0] ?? "", /^a folder\/ümlaut & <b>\.yaml:13:9 error steps\/two-kinds The controller/);
    assert.equal(lines.at(-1), "2 files checked: 3 errors. `--fix` can repair 3.");
    assert.ok(reports.text?.(checked(), { colours: true }).includes("\u001b[31merror\u001b[39m"));
  });

  it("as SARIF: every result has its rule with its page, a place from 1, and repairs that do what they say", () => {
    const log = JSON.parse(printed("sarif")) as Log;
    assert.equal(log.version, "2.1.0");
    const [run] = log.runs;
    const known = run?.tool.driver.rules ?? [];
    assert.equal(run?.results?.length, 3);
    for (const result of run?.results ?? []) {
      assert.equal(known[result.ruleIndex ?? -1]?.id, result.ruleId);
      assert.match(known[result.ruleIndex ?? -1]?.help?.markdown ?? "", /^# .*\n/);
      assert.equal(result.locations?.[0]?.physicalLocation?.artifactLocation?.uri, "a%20folder/%C3%BCmlaut%20%26%20%3Cb%3E.yaml");
    }
    const misspelt = run?.results?.find(({ ruleId }) => ruleId === "schema/unknown-field");
    const [replacement] = misspelt?.fixes?.[0]?.artifactChanges[0]?.replacements ?? [];
    const region = replacement?.deletedRegion ?? assert.fail();
    const lines = text.split("\n");
    const offset = (line = 1, column = 1): number =>
      lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0) + column - 1;
    const at = { start: offset(region.startLine, region.startColumn), end: offset(region.endLine, region.endColumn) };
    const repaired = applyEdits(text, [{ at, text: replacement?.insertedContent?.text ?? "" }]);
    assert.equal(repaired, text.replace("setWeigth", "setWeight"));
  });

  it("as JUnit: a suite for each file, a failure for each error", () => {
    const xml = new XMLParser({ ignoreAttributes: false, isArray: name => name === "testcase" }).parse(printed("junit"));
    const { testsuites } = xml;
    assert.deepEqual([testsuites["@_tests"], testsuites["@_failures"]], ["4", "3"]);
    const [bad, good] = testsuites.testsuite;
    assert.equal(bad["@_name"], file);
    assert.equal(bad.testcase.length, 3);
    assert.match(bad.testcase[0].failure["@_message"], /^The controller refuses/);
    assert.deepEqual([good["@_name"], good.testcase[0]["@_name"], "failure" in good.testcase[0]], ["good.yaml", "nothing found", false]);
  });

  it("as JUnit without characters that XML cannot have", () => {
    const finding = checked().findings[0] ?? assert.fail();
    const odd = { ...checked(), findings: [{ ...finding, message: "a\u0000b\u001bc\ud800d" }] };
    assert.match(reports.junit?.(odd, { colours: false }) ?? "", /a\ufffdb\ufffdc\ufffdd/);
  });
});
