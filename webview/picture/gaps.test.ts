import assert from "node:assert/strict";
import { leftBy, merged } from "./gaps.ts";

describe("spans of a picture", () => {
  it("are one where they touch or overlap", () => {
    assert.deepEqual(
      merged([
        [30, 40],
        [0, 20],
        [5, 10],
        [40, 45],
        [7, 7],
      ]),
      [
        [0, 20],
        [30, 45],
      ],
    );
  });

  it("leave the rest of a range", () => {
    assert.deepEqual(
      leftBy(
        [
          [10, 20],
          [90, 120],
        ],
        [0, 100],
      ),
      [
        [0, 10],
        [20, 90],
      ],
    );
    assert.deepEqual(leftBy([], [0, 100]), [[0, 100]]);
    assert.deepEqual(leftBy([[0, 100]], [0, 100]), []);
  });
});
