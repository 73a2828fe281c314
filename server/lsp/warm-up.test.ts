import assert from "node:assert/strict";
import { workspace } from "../../test/kit/service.ts";

// The service needs its generated validators: whoever comes first has them made.
void workspace;
const { warmUpTexts } = await import("./warm-up.ts");

describe("the warm-up", () => {
  it("has texts that play the whole simulation when somebody hovers", () => {
    for (const text of warmUpTexts) {
      const service = workspace({ "warm.yaml": text });
      assert.match(service.hover("warm.yaml", text.indexOf("setWeight"))?.markdown ?? "", /Step 1 of [12]: after/);
    }
  });
});
