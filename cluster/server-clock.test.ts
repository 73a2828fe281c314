import assert from "node:assert/strict";
import { ServerClock } from "./server-clock.ts";

describe("the clock of a server", () => {
  let wall: number;
  const clock = (): ServerClock =>
    new ServerClock(
      () => wall,
      () => wall,
    );
  const date = (instant: number): { readonly date: string } => ({ date: new Date(instant).toUTCString() });
  beforeEach(() => {
    wall = Date.parse("2030-01-01T12:00:00.300Z");
  });

  it("is the local one before anything was heard, and as long as both agree", () => {
    const server = clock();
    assert.equal(server.now(), wall);
    server.heard(date(wall), wall - 20);
    assert.equal(server.now(), wall);
    assert.equal(server.speed, 1);
  });

  it("shows how far the local one is off, closer with every answer", () => {
    const server = clock();
    const ahead = 3 * 3_600_000;
    for (const step of [0, 700, 250, 330]) {
      wall += step;
      server.heard(date(wall + ahead), wall - 10);
      assert.ok(Math.abs(server.offset - ahead) <= 510);
    }
    const error = Math.abs(server.offset - ahead);
    assert.ok(error < 250, `${error} ms off`);
  });

  it("follows when the local clock is set", () => {
    const server = clock();
    server.heard(date(wall), wall);
    const truth = wall + 1000;
    wall = truth - 86_400_000;
    server.heard(date(truth), wall);
    assert.ok(Math.abs(server.now() - truth) <= 1000);
  });

  it("runs as fast as a sandbox says, and never back", () => {
    const server = clock();
    const begun = wall;
    const told = (now: number): { readonly "stepwise-now": string; readonly "stepwise-speed": string } => ({
      "stepwise-now": String(now),
      "stepwise-speed": "60",
    });
    server.heard(told(5_000_000), wall);
    wall = begun + 1000;
    assert.equal(server.now(), 5_060_000);
    assert.equal(server.speed, 60);
    // An answer that was on its way for 100 ms.
    server.heard(told(5_054_000), wall);
    assert.equal(server.now(), 5_060_000);
    server.heard(told(5_061_000), wall);
    assert.equal(server.now(), 5_061_000);
  });
});
