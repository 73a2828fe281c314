import assert from "node:assert/strict";
import { readCondition } from "./condition.ts";

describe("conditions", () => {
  const cases: readonly (readonly [string, number | readonly number[], boolean | string])[] = [
    ["result[0] >= 0.95", [0.95], true],
    ["result[0] >= 0.95", [0.94], false],
    ["result >= 0.95", 0.95, true],
    ["0.95 <= result", 0.96, true],
    ["!(result < 1)", 1, true],
    ["len(result) == 0 || result[0] < 5", [], true],
    ["len(result) > 0 && result[0] < 5", [4], true],
    ["not (result[0] > 1) and result[0] != -2", [-1.5], true],
    ["result[1] == 3", [1, 3], true],
    ["result[0] > 1e3", [1001], true],
    ["result[0] >= 0.95", [], "metric result is nil or empty: no data returned from the metric provider"],
    ["result > 1", [2], "a list cannot be compared with a number"],
    ["result[0] > 1", 2, "a number has no items"],
  ];
  for (const [text, result, expected] of cases)
    it(`${text} of ${JSON.stringify(result)} is ${expected}`, () => {
      const condition = readCondition(text);
      assert.ok(condition.understood);
      const outcome = condition.evaluate(result);
      assert.equal("value" in outcome ? outcome.value : outcome.error, expected);
    });

  it("compares NaN as the controller does: never true", () => {
    const condition = readCondition("result[0] >= 0.95");
    assert.ok(condition.understood);
    assert.deepEqual(condition.evaluate([Number.NaN]), { value: false });
  });

  for (const text of [
    "all(result, # > 1)",
    "result.successRate > 1",
    "default(result, 0) < 1",
    'result == "200"',
    "result[0] >=",
    "(result > 1",
    "result[i] > 1",
    "",
  ])
    it(`says that it does not understand ${JSON.stringify(text)}`, () => {
      const condition = readCondition(text);
      assert.equal(condition.understood, false);
      assert.ok(!condition.understood && condition.why.length > 0);
    });

  it("knows a comparison with one threshold, whichever side it is written on", () => {
    const comparison = (text: string) => {
      const condition = readCondition(text);
      return condition.understood ? condition.comparison : undefined;
    };
    assert.deepEqual(comparison("result[0] >= 0.990"), { operator: ">=", threshold: 0.99, written: "0.990" });
    assert.deepEqual(comparison("5 > result"), { operator: "<", threshold: 5, written: "5" });
    assert.deepEqual(comparison("!(result > 3)"), { operator: "<=", threshold: 3, written: "3" });
    assert.equal(comparison("result > 1 && result < 2"), undefined);
  });
});
