import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { cursorIn, plainOf, workspace } from "../../test/kit/service.ts";
import { stubsFor } from "../../test/kit/stubs.ts";

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

describe("snippets/stepwise.json", () => {
  const file = path.join(import.meta.dirname, "../../snippets/stepwise.json");
  const snippets = Object.entries(JSON.parse(readFileSync(file, "utf8")) as { readonly [name: string]: Snippet });

  for (const [name, { body }] of snippets) {
    it(`${name}: is right as it is`, () => {
      const text = plainOf(body.join("\n"));
      const service = workspace({ "snippet.yaml": text, "stubs.yaml": stubsFor(text) });
      assert.deepEqual(
        service.diagnostics("snippet.yaml", "all").map(({ message }) => message),
        [],
        text,
      );
    });
  }

  it("are offered where a document is empty, and nowhere else", () => {
    for (const empty of ["$0", "---\n$0", "# Shop\nroll$0", "kind: Rollout\n---\n$0\n---\nkind: Rollout\n"])
      assert.ok(
        offers(empty).some(({ label }) => label === "rollout-canary"),
        empty,
      );
    for (const full of ["kind: Rollout\n$0", "a: 1\n$0", "a:\n  $0", "- $0", "{ $0 }", "  $0"])
      assert.ok(!offers(full).some(({ label }) => label === "rollout-canary"), full);
  });

  it("stand at the left edge", () => {
    const [offer] = offers("---\nrollout-b$0").filter(({ label }) => label === "rollout-bluegreen");
    assert.deepEqual(offer?.replace, { start: 4, end: 13 });
    assert.match(offer.insert, /^apiVersion: .*\nkind: Rollout\n/);
  });

  it("have prefixes that nobody confuses", () => {
    const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
  });
});

function offers(marked: string) {
  const { text, offset } = cursorIn(marked);
  return workspace({ "a.yaml": text }).completion("a.yaml", offset);
}
