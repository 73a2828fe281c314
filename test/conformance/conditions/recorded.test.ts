import assert from "node:assert/strict";
import fs from "node:fs";
import { agreement, type Verdict } from "./agreement.ts";
import type { Drawn } from "./draw.ts";
import { recordedFile } from "./record.ts";

describe("conditions, judged by the controller's own package", () => {
  const recorded = fs
    .readFileSync(recordedFile, "utf8")
    .trim()
    .split("\n")
    .map(line => JSON.parse(line) as Drawn & { readonly verdict: Verdict });

  it("agree wherever they are evaluated here", () => {
    const differing = recorded.flatMap(({ verdict, ...pair }) => {
      const found = agreement(pair, verdict);
      return typeof found === "object" && "differs" in found
        ? [`${pair.condition} of ${JSON.stringify(pair.result)}: ${found.differs}`]
        : [];
    });
    assert.deepEqual(differing, []);
  });

  it("are nearly all evaluated here, and say yes, no, and what is wrong", () => {
    const unknown = recorded.filter(({ verdict, ...pair }) => {
      const found = agreement(pair, verdict);
      return typeof found === "object" && "unknown" in found;
    });
    assert.ok(recorded.length > 600 && unknown.length < recorded.length / 30, `${unknown.length} of ${recorded.length} are not evaluated`);
    for (const said of [true, false, undefined])
      assert.ok(recorded.filter(({ verdict }) => verdict.value === said).length > 60, `too few are judged ${said}`);
  });

  it("are told apart from a wrong verdict", () => {
    const pair = { condition: "result[0] >= 0.95", result: { floats: ["0.96"] } };
    assert.equal(agreement(pair, { value: true }), "agrees");
    assert.notEqual(agreement(pair, { value: false }), "agrees");
    assert.notEqual(agreement(pair, { error: "index out of range: 0 (array length is 0)" }), "agrees");
  });
});
