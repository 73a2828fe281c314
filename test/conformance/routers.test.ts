import assert from "node:assert/strict";
import path from "node:path";
import { leftObjects, replaysBelow } from "../kit/replays.ts";

// What the real controller had written into the objects of a traffic system at the end of a replay: our machine must leave the same there.
const own = path.join(import.meta.dirname, "replays");

describe("objects of traffic systems", () => {
  let compared = 0;
  for (const replay of replaysBelow(own)) {
    const { ours, theirs } = leftObjects(path.join(own, replay));
    if (theirs === undefined) continue;
    compared += theirs.length;
    it(`are left by ${replay} as the controller left them`, () => assert.deepEqual(ours, theirs));
  }
  it("are there", () => assert.ok(compared >= 20, `${compared} objects are kept`));
});
