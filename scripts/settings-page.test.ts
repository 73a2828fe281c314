import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { settingsPage } from "./settings-page.ts";

describe("docs/settings.md", () => {
  it("says what the manifest says (npm run generate)", async () => {
    assert.equal(readFileSync(path.join(import.meta.dirname, "..", "docs", "settings.md"), "utf8"), await settingsPage());
  });
});
