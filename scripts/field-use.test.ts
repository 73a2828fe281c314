import assert from "node:assert/strict";
import { sharedFolder } from "../test/kit/shared.ts";
import { generate } from "./validators.ts";

describe("what most people write", () => {
  it("is counted over the manifests as they are (node scripts/field-use.ts FOLDER)", async function () {
    const corpus = sharedFolder("corpus");
    if (!corpus) this.skip();
    await generate();
    const { fieldUseIn } = await import("./field-use.ts");
    const { fieldUse } = await import("../server/service/completion/field-use.ts");
    assert.deepEqual(fieldUseIn(corpus), fieldUse);
  });
});
