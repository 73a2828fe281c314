import assert from "node:assert/strict";
import { rules } from "../../core/rules/index.ts";
import { structuralCodes } from "../../server/service/validation/index.ts";
import { manifest } from "../kit/manifests.ts";
import { marksIn, markText } from "../kit/marks.ts";
import { found, workspace } from "../kit/service.ts";
import { stubsFor } from "../kit/stubs.ts";
import { accepted, refusals, refused, rowsOf, unseen } from "./refusals/index.ts";

/** Whatever the API server or a controller refuses is found by a rule or by a schema, at its place, and by nothing else. */

/** Rows that are refused for what is not there, or unless a flag says otherwise: a file cannot know, so a warning has to do. */
const warnings = ["AR-R003", "FL-V040", "FL-V041"];

describe("refusals", () => {
  for (const { row, frame, absent, fixture } of refusals) {
    const text = manifest(fixture, frame);
    const marks = marksIn(text);
    it(`${row}: ${marks.map(({ code }) => code).join(", ")}`, () => {
      const service = workspace({ "refused.yaml": text, "stubs.yaml": absent ? "" : stubsFor(text) });
      const problems = service.diagnostics("refused.yaml", "all");
      assert.deepEqual(found(text, problems), marks.map(markText).toSorted(), text);
      assert.equal(problems.filter(({ severity }) => severity === "error").length, warnings.includes(row) ? 0 : 1, "one cause, one error");
      for (const { code } of problems.filter(({ severity }) => severity === "error"))
        assert.ok(
          code in structuralCodes || rules.some(rule => rule.id === code && rowsOf(rule.source).includes(row)),
          `${code} names its row`,
        );
    });
  }

  it("are all covered", () => {
    const shown = new Set(refusals.map(({ row }) => row));
    assert.deepEqual(
      refused.filter(row => !shown.has(row) && !(row in unseen)),
      [],
    );
    assert.deepEqual(
      Object.keys(unseen).filter(row => shown.has(row) || !refused.includes(row)),
      [],
      "what is covered is not on the list of what cannot be",
    );
  });

  it("are named by rules as they are numbered", () => {
    for (const { id, source } of rules)
      for (const row of rowsOf(source)) assert.ok(refused.includes(row) || accepted.includes(row), `${id} names ${row}`);
  });

  it("leave out nothing that ends every run of an analysis", () => {
    const covered = new Set(rules.flatMap(({ source }) => rowsOf(source)));
    assert.deepEqual(
      accepted.filter(row => row.startsWith("AR-A") && !covered.has(row)),
      [],
    );
  });
});
