import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { trimmed } from "./manifest-for-npm.ts";

describe("the manifest that is published", () => {
  const written = readFileSync(path.join(import.meta.dirname, "..", "package.json"), "utf8");
  const published = JSON.parse(trimmed(written)) as { [field: string]: unknown };

  it("asks for nothing to be installed", () =>
    assert.deepEqual(
      ["dependencies", "devDependencies", "optionalDependencies", "scripts"].filter(field => field in published),
      [],
    ));
  it("states the Node that it needs, and its command", () => {
    assert.deepEqual((published.engines as { node: string }).node, ">=22.19.0");
    assert.deepEqual(published.bin, { stepwise: "dist/cli.js" });
  });
});
