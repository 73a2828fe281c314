import assert from "node:assert/strict";
import { drawn } from "../../test/kit/tokens.ts";
import { promqlTokens } from "./tokens.ts";

describe("PromQL, word by word", () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      'sum(rate(http_total{code!~"5.."}[5m]))',
      'function:sum function:rate variable:http_total label:code operator:!~ string:"5.." number:5m',
    ],
    ["sum by (pod, job) (up)", "function:sum keyword:by label:pod label:job variable:up"],
    [
      "sum(up) by (le) / on (a) group_left (b) x",
      "function:sum variable:up keyword:by label:le operator:/ keyword:on label:a keyword:group_left label:b variable:x",
    ],
    ["up offset 1h30m # since", "variable:up keyword:offset number:1h30m comment:# since"],
    ["a > bool 1e-3 or vector(0)", "variable:a operator:> keyword:bool number:1e-3 keyword:or function:vector number:0"],
    ['{{ args.metric }}{job="{{args.job}}"}', 'template:{{ args.metric }} label:job operator:= string:"{{args.job}}"'],
    ["job:errors:rate5m == NaN", "variable:job:errors:rate5m operator:== number:NaN"],
    ["max_over_time(up[1h:5m])", "function:max_over_time variable:up number:1h number:5m"],
    ["count", "variable:count"],
    ['rate(x{a="', 'function:rate variable:x label:a operator:= string:"'],
    ["]]}) ~ $", ""],
  ];
  for (const [text, expected] of cases) it(text, () => assert.equal(drawn(text, promqlTokens(text)), expected));
});
