import assert from "node:assert/strict";
import { oneAtATime } from "./one-at-a-time.ts";

/** Surroundings in which frames and patience pass when the test says so. */
function surroundings() {
  const sent: number[] = [];
  const frames: (() => void)[] = [];
  let late: (() => void) | undefined;
  return {
    sent,
    frame: () => {
      for (const run of frames.splice(0)) run();
    },
    losePatience: () => late?.(),
    asker: oneAtATime<number>({
      send: question => sent.push(question),
      nextFrame: run => frames.push(run),
      later(run) {
        late = run;
        return () => {
          late = undefined;
        };
      },
    }),
  };
}

describe("asking while a slider is dragged", () => {
  it("sends the newest of a frame", () => {
    const { asker, frame, sent } = surroundings();
    for (const question of [1, 2, 3]) asker.ask(question);
    assert.deepEqual(sent, []);
    frame();
    assert.deepEqual(sent, [3]);
  });

  it("waits for the answer, and then asks the newest", () => {
    const { asker, frame, sent } = surroundings();
    asker.ask(1);
    frame();
    asker.ask(2);
    asker.ask(3);
    frame();
    assert.deepEqual(sent, [1]);
    asker.answered();
    frame();
    assert.deepEqual(sent, [1, 3]);
    asker.answered();
    frame();
    assert.deepEqual(sent, [1, 3]);
  });

  it("goes on when an answer never comes", () => {
    const { asker, frame, sent, losePatience } = surroundings();
    asker.ask(1);
    frame();
    asker.ask(2);
    losePatience();
    frame();
    assert.deepEqual(sent, [1, 2]);
  });
});
