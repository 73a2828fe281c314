import assert from "node:assert/strict";
import { globSync } from "tinyglobby";
import { frameOf, manifest } from "../../test/kit/manifests.ts";
import { marksIn, markText } from "../../test/kit/marks.ts";
import { found, workspace } from "../../test/kit/service.ts";
import { stubsFor } from "../../test/kit/stubs.ts";
import { applyEdits } from "../syntax/edit.ts";
import { rules } from "./index.ts";
import type { Rule } from "./rule.ts";

/** Everything that is said of an example, by schemas and rules alike. */
function findingsIn(example: string, rule: Rule, stubs: boolean): { readonly text: string; readonly found: readonly string[] } {
  const text = manifest(example, frameOf(rule));
  const service = workspace({ "example.yaml": text, "stubs.yaml": stubs ? stubsFor(text) : "" });
  return { text, found: found(text, service.diagnostics("example.yaml", "all")) };
}

describe("rules", () => {
  for (const rule of rules) {
    it(`${rule.id} keeps its word`, () => {
      const bad = findingsIn(rule.bad, rule, rule.id !== "references/missing");
      assert.deepEqual(bad.found, marksIn(bad.text).map(markText).toSorted(), bad.text);
      assert.ok(
        marksIn(bad.text).some(mark => mark.code === rule.id),
        "the example marks the rule's own finding",
      );
      const good = findingsIn(rule.good, rule, true);
      assert.deepEqual(good.found, [], good.text);
    });
  }

  for (const rule of rules) {
    it(`${rule.id} repairs what it finds, where it offers to`, () => {
      const text = manifest(rule.bad, frameOf(rule));
      const service = workspace({ "example.yaml": text, "stubs.yaml": stubsFor(text) });
      const before = service.diagnostics("example.yaml", "all");
      for (const fix of before.flatMap(({ fixes = [] }) => fixes)) {
        const repaired = applyEdits(text, fix.edits);
        service.setFile("example.yaml", repaired);
        const left = service.diagnostics("example.yaml", "all");
        assert.ok(left.length < before.length, `${fix.title}\n${repaired}\n${left.map(({ message }) => message).join("\n")}`);
      }
    });
  }

  it("have names that are their files", () => {
    const files = globSync("*/*.ts", { cwd: import.meta.dirname, ignore: "**/*.test.ts" }).map(file => file.replace(/\.ts$/, ""));
    assert.deepEqual(files.toSorted(), rules.map(rule => rule.id).toSorted());
  });

  it("speak plainly: a sentence each, and the way out last", () => {
    for (const { id, summary, why, source } of rules) {
      assert.match(summary, /^[A-Z`].*\.$/, id);
      assert.match(why, /\.$/, id);
      assert.ok(source.length > 0, id);
      for (const word of ["successfully", "oops", "!", "please"])
        assert.ok(!`${summary} ${why}`.toLowerCase().includes(word), `${id}: ${word}`);
    }
  });
});
