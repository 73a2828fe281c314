import assert from "node:assert/strict";
import { quantity } from "./quantity.ts";

describe("a quantity", () => {
  it("is a number with a unit, of tens or of twos", () => {
    for (const [written, amount] of [
      ["250m", 0.25],
      ["2", 2],
      ["1.5Gi", 1.5 * 1024 ** 3],
      ["1000Mi", 1000 * 1024 ** 2],
      ["1k", 1000],
      ["1e3", 1000],
      ["-1", -1],
      [".5", 0.5],
    ] as const)
      assert.equal(quantity(written), amount, written);
    assert.equal(quantity(2), 2);
  });
  it("is nothing else", () => {
    for (const written of ["", "512MB", "1 Gi", "1gi", "a lot", "1e"]) assert.equal(quantity(written), undefined, written);
  });
});
