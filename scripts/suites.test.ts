import assert from "node:assert/strict";
import { lineTally, mochaTally } from "./suites.ts";

describe("tallies of suites", () => {
  it("are read from Mocha's summary, coloured or not", () => {
    assert.deepEqual(mochaTally("  ✔ a\n\n  12 passing (3s)\n  2 failing\n"), { passed: 12, failed: 2 });
    assert.deepEqual(mochaTally("\u001b[92m \u001b[0m\u001b[32m 7 passing\u001b[0m\u001b[90m (1m)\u001b[0m\n"), { passed: 7, failed: 0 });
    assert.equal(mochaTally("nothing ran"), undefined);
  });
  it("are read from the last line of our own", () =>
    assert.deepEqual(lineTally("1 passed, 0 failed\n…\n30 passed, 1 failed\n"), { passed: 30, failed: 1 }));
});
