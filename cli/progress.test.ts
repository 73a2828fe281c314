import assert from "node:assert/strict";
import { progressOn } from "./progress.ts";

describe("progress on a terminal", () => {
  it("says nothing of what is done soon, and clears its line when it is done", () => {
    let time = 0;
    const written: string[] = [];
    const progress = progressOn({ write: text => written.push(text) }, () => time);
    for (const [at, done] of [
      [0, 0],
      [400, 10],
      [600, 1200],
      [650, 1300],
      [701, 1400],
      [900, 5000],
    ] as const) {
      time = at;
      progress(done, 5000);
    }
    assert.deepEqual(written, ["\r\u001b[K1,200 of 5,000 files", "\r\u001b[K1,400 of 5,000 files", "\r\u001b[K"]);
  });
});
