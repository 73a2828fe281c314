import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { manifest } from "../../test/kit/manifests.ts";
import { plainOf, workspace } from "../../test/kit/service.ts";
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
      const plain = plainOf(body.join("\n"));
      const steps = `steps:\n${plain}`;
      const routed = `stableService: a\ncanaryService: b\ntrafficRouting: { istio: { virtualService: { name: a } }, managedRoutes: [{ name: testers }] }\n${steps}`;
      const text = name.startsWith("Step") ? manifest(name.includes("header") ? routed : steps) : plain;
      const service = workspace({ "snippet.yaml": text, "stubs.yaml": stubsFor(text) });
      assert.deepEqual(
        service.diagnostics("snippet.yaml", "all").map(({ message }) => message),
        [],
        text,
      );
    });
  }

  it("have prefixes that nobody confuses", () => {
    const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
  });
});
