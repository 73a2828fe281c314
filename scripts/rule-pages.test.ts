import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { globSync } from "tinyglobby";
import { rules } from "../core/rules/index.ts";
import { generate } from "./validators.ts";

// The codes beside the rules come from the service, which needs its generated validators.
await generate();
const { rulePages } = await import("./rule-pages.ts");

const folder = path.join(import.meta.dirname, "..", "docs", "rules");

describe("docs/rules", () => {
  const pages = rulePages();

  it("has a page for each rule, and none for others", () => {
    for (const { id } of rules) assert.ok(pages.has(`${id}.md`), id);
    assert.deepEqual(globSync("**/*.md", { cwd: folder }).toSorted(), [...pages.keys()].toSorted());
  });

  it("says what scripts/rule-pages.ts writes, byte for byte", () => {
    for (const [file, text] of pages)
      assert.equal(readFileSync(path.join(folder, file), "utf8"), text, `${file}: run node scripts/rule-pages.ts`);
  });
});
