import assert from "node:assert/strict";
import { type Again, playAgain, tenth } from "./again.ts";
import { openRecorder, type Recorder } from "./recorder/record.ts";
import { controlPlane } from "./shared-control-plane.ts";

const dayMs = 86_400_000;
// Which tenth it is: another one each day, or the one that somebody wants to see again.
const day = Number(process.env.STEPWISE_TENTH ?? Math.floor(Date.now() / dayMs));

// The machine is held to recordings in `test/conformance`; here the recordings are held to the controllers, so that they cannot drift.
describe(`kept replays, tenth ${day % 10}`, function () {
  this.timeout(30 * 60_000);
  let recorder: Recorder;
  let played: readonly Again[];
  const replays = tenth(day);

  before(async () => {
    recorder = await openRecorder(await controlPlane());
    played = await playAgain(recorder, replays, 8);
  });
  after(() => recorder?.stop());

  it("are there", () => assert.ok(replays.length >= 12));
  for (const replay of replays)
    it(`${replay} goes as it went`, () => {
      const again = played.find(one => one.replay === replay);
      assert.ok(again, "It was not played.");
      assert.equal(again.difference, undefined);
    });
});
