import assert from "node:assert/strict";
import { type Result, readCondition } from "./condition.ts";
import { fromJson } from "./values.ts";

const said = (text: string, result: Result): boolean | string => {
  const outcome = readCondition(text).evaluate(result);
  return "value" in outcome ? outcome.value : "error" in outcome ? outcome.error : `unknown: ${outcome.unknown}`;
};

/** Each line is what the controller's own package answers; `test/conformance/conditions` asks it about many more. */
describe("the language of conditions", () => {
  const cases: readonly (readonly [string, Result, boolean | string])[] = [
    // Two kinds of numbers.
    ["9223372036854775807 + 1 < 0", 0, true],
    ["1 / 2 == 0.5", 0, true],
    ["7 % 4 == 3", 0, true],
    ["result % 2 == 0", 4, "invalid operation: % (mismatched types float64 and int)"],
    ["asInt(result) % 2 == 0", 4, true],
    ["asInt('4.5') == 4", 0, 'strconv.ParseInt: parsing "4.5": invalid syntax'],
    ["round(-2.5) == -3", 0, true],
    // What the provider gives.
    ["isNaN(result)", [1], "cannot use []float64 as argument (type float64) to call isNaN "],
    ["result.ok && result.rate >= 0.9", fromJson({ ok: true, rate: 0.95 }), true],
    ["result.missing > 1", fromJson({ ok: true }), "invalid operation: <nil> > int"],
    ["result?.a?.b == nil", fromJson({}), true],
    ["result == '200'", 200, "invalid operation: == (mismatched types float64 and string)"],
    ["isNil(result) || default(result, 0) < 1", null, true],
    ["default(result[0], 0) < 1", [0.5], "invalid operation: []float64 < int"],
    ["result[0]", [1], "expected bool, but got float64"],
    // Lists, texts and time.
    ["all(result, # > 1)", [], true],
    ["result | filter(# > 1) | count(true) == 2", [1, 2, 3], true],
    ["sum(result) == 6 && max(result) == 3 && len(result[1:]) == 2", [1, 2, 3], true],
    ["'v1.2' matches '^v[0-9]+' and 'abc' contains 'b'", 0, true],
    ["'a' matches '(?i)A'", 0, "unknown: the pattern `(?i)A`"],
    ["'a' matches '(a'", 0, "error parsing regexp: missing closing ): `(a`"],
    ['duration("90s") > duration("1m")', 0, true],
    ["now() > date('2020-01-01')", 0, "unknown: what time it is"],
    // What expr-lang rewrites before it evaluates.
    ["result[5] > 1 && false", [1], false],
    ["result[5] > 1", [1], "index out of range: 5 (array length is 1)"],
    ["1 % 0 == 1", 0, "integer divide by zero"],
    // What it loses: the left side of a search from the end.
    ["2 > findLast([1], true)", 0, "unknown: a search from the end behind another value, which the controller loses"],
    ["findLast([1], true) < 2", 0, true],
  ];
  it("has an end where nobody writes on", () => {
    for (const text of [`${"(".repeat(20_000)}1`, `1${" + 1".repeat(20_000)} > 1`, `${"!".repeat(20_000)}true`, "[".repeat(20_000)])
      assert.equal(said(text, 1), "unknown: so long an expression");
  });
  for (const [text, result, expected] of cases) it(`${text} is ${expected}`, () => assert.equal(said(text, result), expected));
});
