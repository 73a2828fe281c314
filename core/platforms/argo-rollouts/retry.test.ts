import assert from "node:assert/strict";
import type { Inputs } from "../platform.ts";
import { afterFailure, afterSuccess, turn } from "./retry.ts";
import type { Retry } from "./state.ts";

const inputs = (ready: number, edited = false): Inputs => ({
  pods: new Map([["demo-a", { replicas: 1, updated: 1, ready, available: ready }]]),
  answers: [],
  wanted: { hash: "a", image: "demo:v1" },
  edited,
});

const at = (now: number, next?: number) => ({ now, measured: false, next });

/** The times at which passes that all fail are made, up to a time. */
function failures(until: number, happens: ReadonlyMap<number, Inputs> = new Map()): readonly number[] {
  const times: number[] = [];
  let retry: Retry | undefined;
  for (let now = 0; now <= until; now++) {
    const given = happens.get(now) ?? inputs(0);
    const next = turn(retry, given, at(now));
    retry = next.looks ? afterFailure(next.retry, given, now) : next.retry;
    if (next.looks) times.push(now);
  }
  return times;
}

describe("the work queue", () => {
  it("has a pass that fails made again, each time after twice as long", () => assert.deepEqual(failures(63), [0, 1, 3, 7, 15, 31, 63]));
  it("waits ten seconds at most", () => {
    const times = failures(60_000);
    assert.deepEqual(
      times.slice(-3).map((time, i, all) => time - (all[i - 1] ?? time)),
      [0, 10_000, 10_000],
    );
  });
  it("is not hurried by what happens, but counts it", () => {
    const calm = failures(4000);
    const edited = failures(4000, new Map([[1500, inputs(0, true)]]));
    assert.deepEqual(calm.slice(-2), [1023, 2047]);
    assert.deepEqual(edited.slice(-2), [1023, 2047]);
    // What would have come at 4095 comes at 6143.
    assert.ok(failures(5000).includes(4095));
    assert.ok(!failures(6142, new Map([[1500, inputs(0, true)]])).includes(4095));
  });

  const failing = afterFailure({ puts: 10, dueAt: 1023, failing: true, seen: "" }, inputs(0), 1023);
  it("looks late at what a pass wrote that went well after failures", () => {
    const after = afterSuccess(failing, true, undefined, inputs(1), 2047);
    assert.equal(after?.dueAt, 2047 + 2048);
    assert.equal(turn(after, inputs(1), at(3000)).looks, false);
    assert.equal(turn(after, inputs(1), at(4095)).looks, true);
  });
  it("looks at once at whatever happens then", () => {
    const after = afterSuccess(failing, true, undefined, inputs(1), 2047);
    assert.deepEqual(turn(after, inputs(2), at(2100)), { retry: undefined, looks: true });
  });
  it("does not look where the controller hears nothing, until something happens or it looks by itself", () => {
    const quiet = turn(undefined, { ...inputs(1), unheard: true }, at(1000, 4000));
    assert.equal(quiet.looks, false);
    assert.equal(turn(quiet.retry, inputs(1), at(3999)).looks, false);
    assert.equal(turn(quiet.retry, inputs(1), at(4000)).looks, true);
    assert.equal(turn(quiet.retry, inputs(0), at(2000)).looks, true);
    assert.equal(turn(quiet.retry, inputs(1, true), at(2000)).looks, true);
  });
  it("forgets it all when nothing was written, or nothing had failed", () => {
    assert.equal(afterSuccess(failing, false, undefined, inputs(1), 2047), undefined);
    assert.equal(afterSuccess(undefined, true, undefined, inputs(1), 2047), undefined);
  });
});
