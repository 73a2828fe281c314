import assert from "node:assert/strict";
import { promqlFault } from "./fault.ts";

const kindOf = (query: string): string => promqlFault(query)?.kind ?? "fine";

describe("a PromQL query", () => {
  it("is fine as it is usually written", () => {
    for (const query of [
      "rate",
      'sum(rate(http_requests_total{code!~"5.*"}[5m])) / sum(rate(http_requests_total[5m]))',
      "histogram_quantile(0.99, sum by (le) (rate(latency_bucket[{{args.window}}])))",
      'up{job="a]b"} # what is up {',
      "scalar(sum(up))",
      "sum(up) or vector(0)",
      "avg_over_time(up[1h:5m]) offset 5m",
      "(sum(up))",
    ])
      assert.equal(kindOf(query), "fine", query);
  });
  it("has to be there", () => {
    for (const query of ["", "  \n", "# nothing"]) assert.equal(kindOf(query), "empty", query);
  });
  it("closes what it opens, quotes and comments aside", () => {
    assert.deepEqual(promqlFault("sum(rate(up[5m])"), { kind: "unclosed", bracket: ")" });
    assert.deepEqual(promqlFault("sum(up))"), { kind: "unopened", bracket: ")" });
    assert.deepEqual(promqlFault('up{job="a"'), { kind: "unclosed", bracket: "}" });
    assert.deepEqual(promqlFault("rate(up[5m)]"), { kind: "unopened", bracket: ")" });
  });
  it("has words in an order that means something", () => {
    const told = (query: string): string => {
      const fault = promqlFault(query);
      return fault?.kind === "unreadable" ? `${fault.word ?? "the end"}, ${fault.at.start}: ${fault.words}` : (fault?.kind ?? "fine");
    };
    assert.equal(told("sum(up) sum(down)"), "sum, 8: an operator is missing before it");
    assert.equal(told("errors / "), "the end, 9: something is missing at its end");
    assert.equal(told("errors // total"), "/, 8: a value is missing before it");
    assert.equal(told("rate(up[x])"), "x, 8: a length of time like `5m` is missing before it");
    assert.equal(told("rate(up[$__interval])"), "$, 8: a length of time like `5m` is missing before it");
    assert.equal(told("up{job=shop}"), "shop, 7: a value in quotes is missing before it");
    assert.equal(told("up{job}"), "}, 6: `=` and a value in quotes are missing before it");
    assert.equal(told('up == "5'), '"5, 6: its quote is not closed');
  });
  it("is left alone where a server with a larger language may read it", () => {
    for (const query of [
      "up default 0",
      "sum(up) keep_metric_names",
      'up{a="b" or c="d"}',
      "rate(up[5i])",
      "up > 10Ki",
      "rate(up)",
      "union(up, down)",
      "(up, down)",
    ])
      assert.equal(kindOf(query), "fine", query);
  });
  it("is a list over time where a range stands alone", () => {
    for (const query of ["up[5m]", 'up{job="a"}[5m]', '{job="a"}[5m]', "up[5m] offset 1h", "(up[5m])"])
      assert.equal(kindOf(query), "range", query);
    assert.equal(kindOf("rate(up[5m])"), "fine");
  });
  it("leaves out what a comparison does not fit, unless it asks for a bool or puts something in its place", () => {
    assert.deepEqual(promqlFault("sum(up) > 0.95"), { kind: "filter", operator: ">" });
    assert.deepEqual(promqlFault("(sum(up) >= 3)"), { kind: "filter", operator: ">=" });
    for (const query of ["sum(up) > bool 0.95", "sum(up > 1)", "(up > 1) or vector(0)", "count(up == 0)"])
      assert.equal(kindOf(query), "fine", query);
  });
  it("is left alone where a template decides what it is", () => {
    assert.equal(kindOf("{{ if eq 1 1 }}sum(up{{ end }}"), "fine");
    assert.equal(kindOf('sum(rate(up{app="{{ target }}"}[{{ interval }}]))'), "fine");
    for (const query of [
      "sum(up) {{args.operator}} 1",
      "{{args.metric}}_total / {{args.a}}{{args.b}}",
      "rate({{args.m}}{a='b'}[{{args.n}}m])",
      "up {{ args.filter }} up",
    ])
      assert.equal(kindOf(query), "fine", query);
    assert.equal(kindOf("{{args.metric}}[5m]"), "range");
  });
});
