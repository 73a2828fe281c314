import assert from "node:assert/strict";
import { philox4x32, uniform, type Words } from "./philox.ts";

// Known answers of the authors' own implementation (Random123, kat_vectors, philox4x32 with 10 rounds).
const known: readonly (readonly [Words, readonly [number, number], Words])[] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

describe("Philox4x32-10", () => {
  for (const [counter, key, words] of known)
    it(`gives the authors' words for ${counter.map(word => word.toString(16)).join(" ")}`, () =>
      assert.deepEqual(philox4x32(counter, key), words));

  it("gives uniform numbers strictly inside (0, 1) that a seed repeats", () => {
    let sum = 0;
    for (let i = 0; i < 10_000; i++) {
      const u = uniform(7, i, 0, 0, 1);
      assert.ok(u > 0 && u < 1);
      sum += u;
    }
    assert.ok(Math.abs(sum / 10_000 - 0.5) < 0.015, `mean ${sum / 10_000}`);
    assert.equal(uniform(7, 3, 1, 0, 1), uniform(7, 3, 1, 0, 1));
    assert.notEqual(uniform(7, 3, 1, 0, 1), uniform(8, 3, 1, 0, 1));
  });
});
