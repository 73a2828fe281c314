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
    ["result > 1", [2], "invalid operation: > (mismatched types []float64 and int)"],
    ["result[0] > 1", 2, "type float64[int] is undefined"],
  ];
  for (const [text, result, expected] of cases)
    it(`${text} of ${JSON.stringify(result)} is ${expected}`, () => {
      const condition = readCondition(text);
      assert.ok(condition.understood);
      const outcome = condition.evaluate(result);
      assert.equal("value" in outcome ? outcome.value : "error" in outcome ? outcome.error : outcome.unknown, expected);
    });

  it("compares NaN as the controller does: never true", () => {
    const condition = readCondition("result[0] >= 0.95");
    assert.ok(condition.understood);
    assert.deepEqual(condition.evaluate([Number.NaN]), { value: false });
  });

  const faults: readonly (readonly [string, string, string])[] = [
    ["result[0] >=", "unexpected token EOF", ""],
    ["(result > 1", "unexpected token EOF", ""],
    ["result[i] > 1", "unknown name i", "i"],
    ["results[0] > 1", "unknown name results", "results"],
    ["", "unexpected token EOF", ""],
    ["result > 1 @", "unrecognized character: U+0040 '@'", "@"],
    ["len(result", "unexpected token EOF", ""],
    ["len(result, 1) > 1", "invalid number of arguments (expected 1, got 2)", "len(result, 1)"],
    ["isNaN('a')", "cannot use string as argument (type float64) to call isNaN ", "'a'"],
    ["not ('a' > 1)", "invalid operation: > (mismatched types string and int)", "'a' > 1"],
  ];
  for (const [text, why, place] of faults)
    it(`says what is wrong with ${JSON.stringify(text)}, and where`, () => {
      const condition = readCondition(text);
      assert.ok(!condition.understood && condition.fault);
      assert.equal(condition.why, why);
      assert.equal(text.slice(condition.fault.at.start, condition.fault.at.end), place);
    });

  it("does not judge what arguments may change", () => {
    assert.deepEqual(readCondition("result[0] > {{args.limit}}").evaluate([1]), { unknown: "its arguments are not filled in yet" });
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
