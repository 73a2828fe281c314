import assert from "node:assert/strict";
import { manifest } from "../../../test/kit/manifests.ts";
import { check, workspace } from "../../../test/kit/service.ts";

const metric = (condition: string, provider: string, mark = ""): void =>
  check(`metrics:\n- name: a\n  successCondition: ${condition}${mark}\n  provider: { ${provider} }`, { frame: "AnalysisTemplate" });
const prometheus = "prometheus: { query: rate }";

describe("the shape of an answer", () => {
  it("is left alone where the condition takes it for what it is", () => {
    for (const condition of [
      "result[0] >= 1",
      "len(result) > 0",
      "any(result, # < 1)",
      'result[0] >= 1 && "result > 1" != ""',
      "max(result) < 5",
    ])
      metric(JSON.stringify(condition), prometheus);
    metric("result > 1", "datadog: { query: rate }");
    metric("result.errors > 1", "newRelic: { query: rate }");
    metric("result[0].Values[0] > 1", "cloudWatch: { metricDataQueries: [{ id: a, expression: b }] }");
    metric("result > 1", 'web: { url: "http://shop", jsonPath: "{$.rate}" }');
    metric("result[0] > 1", "wavefront: { query: rate }");
  });
  it("is one number where the query says so, and unknown where an argument decides it", () => {
    metric("result > 1", 'prometheus: { query: "scalar(rate)" }');
    metric("result > 1", 'prometheus: { query: "100 * scalar(rate)" }');
    check("args: [{ name: q }]\nmetrics:\n- name: a\n  successCondition: result > 1\n  provider: { prometheus: { query: '{{args.q}}' } }", {
      frame: "AnalysisTemplate",
    });
  });
  it("is found on either side of a comparison, and in functions that take a number", () => {
    metric('"1 < result"', prometheus, "\n  #                  ^^^^^^^^^^ analysis/condition-shape");
    metric("isNaN(result)", prometheus, "\n  #                       ^^^^^^ analysis/condition-shape");
    metric("result[0] > 1", "datadog: { query: rate }", "\n  #                 ^^^^^^^^^ analysis/condition-shape");
  });
  it("is found in items and fields as well", () => {
    metric("result[0] == '200'", prometheus, "\n  #                 ^^^^^^^^^^^^^^^^^^ analysis/condition-shape");
    metric("result[0].rate > 1", prometheus, "\n  #                 ^^^^^^^^^^^^^^ analysis/condition-shape");
    metric(
      "result.Values[0] > 1",
      "cloudWatch: { metricDataQueries: [{ id: a, expression: b }] }",
      "\n  #                        ^^^^^^ analysis/condition-shape",
    );
    metric(
      "result[0].Value > 1",
      "cloudWatch: { metricDataQueries: [{ id: a, expression: b }] }",
      "\n  #                 ^^^^^^^^^^^^^^^ analysis/condition-shape",
    );
    metric("result > 1", "newRelic: { query: rate }", "\n  #                 ^^^^^^^^^^ analysis/condition-shape");
  });
  it("is repaired where one thing is meant", () => {
    const fixed = (condition: string): readonly string[] =>
      workspace({
        "a.yaml": manifest(`metrics:\n- { name: a, successCondition: "${condition}", provider: { ${prometheus} } }`, "AnalysisTemplate"),
      })
        .diagnostics("a.yaml", "all")
        .flatMap(({ fixes = [] }) => fixes.flatMap(({ edits }) => edits.map(({ text }) => text)));
    assert.deepEqual(fixed("result > 1 && result < 5"), ['"result[0] > 1 && result[0] < 5"']);
    assert.deepEqual(fixed("len(result) > 0 && result > 1"), []);
  });
});
