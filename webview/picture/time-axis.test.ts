import assert from "node:assert/strict";
import { clamped, timeAxis } from "./time-axis.ts";

const plain = timeAxis({ from: 0, to: 100, left: 50, right: 250 });
const paused = timeAxis({ from: 0, to: 100, left: 0, right: 220, breaks: [{ at: 40, until: 40, order: 3 }], breakWidth: 20 });

describe("the time axis", () => {
  it("is a line between its ends", () => {
    assert.equal(plain.x(0), 50);
    assert.equal(plain.x(50), 150);
    assert.equal(plain.x(100), 250);
    assert.deepEqual(plain.at(150), { t: 50 });
  });

  it("gives an endless pause a width and no length", () => {
    assert.equal(paused.x(39.999).toFixed(2), "80.00");
    assert.equal(paused.x(40, 2), 80);
    assert.equal(paused.x(40, 3), 80);
    assert.equal(paused.x(40, 4), 100);
    assert.equal(paused.x(40), 100);
    assert.equal(paused.x(100), 220);
  });

  it("knows the moment of every place", () => {
    for (let x = 0; x <= 220; x += 4) {
      const { t, within } = paused.at(x);
      assert.equal(within !== undefined, x >= 80 && x < 100, String(x));
      if (!within) assert.ok(Math.abs(paused.x(t) - x) < 1e-6, String(x));
    }
    assert.equal(paused.at(-5).t, 0);
    assert.equal(paused.at(999).t, 100);
  });

  it("sets several pauses of one moment side by side, in order", () => {
    const breaks = [
      { at: 10, until: 10, order: 2 },
      { at: 10, until: 10, order: 1 },
    ];
    const axis = timeAxis({ from: 0, to: 20, left: 0, right: 240, breaks, breakWidth: 20 });
    assert.deepEqual(
      axis.breaks.map(gap => [gap.order, gap.left, gap.right]),
      [
        [1, 100, 120],
        [2, 120, 140],
      ],
    );
    assert.equal(axis.x(10, 2), 120);
  });

  it("presses a long stretch together", () => {
    const axis = timeAxis({ from: 0, to: 1000, left: 0, right: 250, breaks: [{ at: 100, until: 900, order: 0 }], breakWidth: 50 });
    assert.equal(axis.x(100), 100);
    assert.equal(axis.x(500), 125);
    assert.equal(axis.x(900), 150);
    assert.equal(Math.round(axis.at(125).t), 500);
  });

  it("never gives breaks more than two fifths of the room", () => {
    const breaks = [1, 2, 3, 4].map(order => ({ at: order, until: order, order }));
    const axis = timeAxis({ from: 0, to: 10, left: 0, right: 100, breaks, breakWidth: 60 });
    assert.equal(axis.breaks.reduce((sum, gap) => sum + gap.right - gap.left, 0).toFixed(3), "40.000");
    assert.equal(axis.x(10), 100);
  });

  it("leaves out breaks beyond a stretch that is shown alone", () => {
    const zoomed = timeAxis({ from: 50, to: 100, left: 0, right: 100, breaks: [{ at: 40, until: 40, order: 3 }] });
    assert.equal(zoomed.breaks.length, 0);
    assert.equal(clamped(zoomed, zoomed.x(10)), 0);
  });
});
