import assert from "node:assert/strict";
import { afterKey, type Moment, placeOf, stopsOn } from "./cursor.ts";
import { timeAxis } from "./time-axis.ts";

const axis = timeAxis({ from: 0, to: 100, left: 0, right: 120, breaks: [{ at: 50, until: 50, order: 3 }], breakWidth: 20 });
const stops = stopsOn(axis, [0, 50, 80, 0, 200]);

function keys(...pressed: readonly string[]): Moment | undefined {
  return pressed.reduce<Moment | undefined>((now, key) => afterKey(key, axis, stops, now), undefined);
}

describe("the cursor", () => {
  it("stops at every change once, and in the pause itself", () => {
    assert.deepEqual(stops, [{ t: 0 }, { t: 50, within: { order: 3 } }, { t: 50 }, { t: 80 }]);
    assert.deepEqual(
      stops.map(stop => placeOf(axis, stop)),
      [0, 60, 70, 100],
    );
  });

  it("goes from change to change, and stays at the ends", () => {
    assert.deepEqual(keys("ArrowRight"), { t: 0 });
    assert.deepEqual(keys("ArrowRight", "ArrowRight"), { t: 50, within: { order: 3 } });
    assert.deepEqual(keys("End"), { t: 80 });
    assert.deepEqual(keys("End", "ArrowRight"), { t: 80 });
    assert.deepEqual(keys("End", "ArrowLeft"), { t: 50 });
    assert.deepEqual(keys("End", "PageDown"), { t: 0 });
    assert.deepEqual(keys("Home", "ArrowLeft"), { t: 0 });
  });

  it("leaves other keys to the page", () => assert.equal(keys("Tab"), undefined));
});
