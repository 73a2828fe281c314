import assert from "node:assert/strict";
import { drawn } from "../../test/kit/tokens.ts";
import { conditionTokens } from "./tokens.ts";

describe("conditions, word by word", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["result[0] >= 0.95", "variable:result number:0 operator:>= number:0.95"],
    [
      "len(result) == 0 || result[0] < {{args.limit}}",
      "function:len variable:result operator:== number:0 operator:|| variable:result number:0 operator:< template:{{args.limit}}",
    ],
    [
      "result.ok and not isNaN(result.rate)",
      "variable:result operator:. label:ok keyword:and keyword:not function:isNaN variable:result operator:. label:rate",
    ],
    ["all(result, # > 1e3)", "function:all variable:result variable:# operator:> number:1e3"],
    ["result.state in ['up', \"ok\"]", "variable:result operator:. label:state keyword:in string:'up' string:\"ok\""],
    ["result?.a ?? false", "variable:result operator:?. label:a operator:?? keyword:false"],
    ['result == "', 'variable:result operator:== string:"'],
    ["§ ~", ""],
  ];
  for (const [text, expected] of cases) it(text, () => assert.equal(drawn(text, conditionTokens(text)), expected));
});
