import assert from "node:assert/strict";
import { forPeople } from "../../core/base/duration.ts";
import { clock } from "./clock.ts";
import { ago, duration, roughly } from "./duration.ts";

describe("times of the panels", () => {
  it("are the words of core", () => {
    for (const seconds of [0, 0.4, 2.5, 9.96, 45, 59.6, 60, 90, 3599, 3600, 5400, 86_400, 172_800, 200_000])
      assert.equal(duration(seconds), forPeople(seconds * 1000), String(seconds));
  });

  it("say how old something is", () => {
    assert.deepEqual([0, 0.42, 1, 59.9, 61, 7300, 400_000].map(ago), [
      "now",
      "0.4 s ago",
      "1 s ago",
      "59 s ago",
      "1 min ago",
      "2 h ago",
      "4 d ago",
    ]);
    assert.equal(roughly(47 * 3600), "47 h");
  });

  it("name the day only where it is another one", () => {
    const noon = new Date(2026, 9, 5, 12, 3, 4).getTime();
    assert.equal(clock(noon), "12:03");
    assert.equal(clock(noon, "second"), "12:03:04");
    assert.equal(clock(noon, "minute", noon + 86_400_000), "Mon 5 12:03");
  });
});
