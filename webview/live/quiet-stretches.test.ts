import assert from "node:assert/strict";
import { quietStretches } from "./quiet-stretches.ts";

describe("stretches in which nothing happens", () => {
  it("are left out when they would press the rest together", () => {
    const [gap, ...more] = quietStretches([0, 60, 600, 1200, 200_000, 200_600]);
    assert.deepEqual(more, []);
    assert.ok(gap && gap.at > 1200 && gap.at < 1500 && gap.until < 200_000 && gap.until > 199_700);
  });

  it("stay when they are part of the picture", () => {
    assert.deepEqual(quietStretches([0, 60, 600, 1200, 3000]), []);
    assert.deepEqual(quietStretches([]), []);
  });

  it("stay when there is nothing else to see", () => assert.deepEqual(quietStretches([0, 1, 100_000]), []));

  it("may be several, in order", () => {
    const gaps = quietStretches([0, 600, 500_000, 500_600, 9_000_000, 9_000_600]);
    assert.equal(gaps.length, 2);
    assert.ok((gaps[0]?.until ?? 0) < (gaps[1]?.at ?? 0));
  });
});
