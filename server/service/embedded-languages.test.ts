import assert from "node:assert/strict";
import { manifest } from "../../test/kit/manifests.ts";
import { workspace } from "../../test/kit/service.ts";
import { drawn } from "../../test/kit/tokens.ts";

/** The tokens of a fixture, in words. */
function tokens(text: string): string {
  return drawn(text, workspace({ "a.yaml": text }).tokens("a.yaml"));
}

const metric = (field: string): string =>
  manifest(`metrics:\n- name: a\n  provider: { prometheus: { query: "" } }\n  ${field}`, "AnalysisTemplate");
const query = (value: string): string =>
  manifest(`metrics:\n- name: a\n  provider:\n    prometheus:\n      query: ${value}`, "AnalysisTemplate");

describe("languages inside YAML", () => {
  it("are coloured in plain texts, in quotes and in blocks", () => {
    for (const value of ["sum(up)", '"sum(up)"', "'sum(up)'", "|\n        sum(up)", ">-\n\n        sum(\n          up\n        )\n"])
      assert.equal(tokens(query(value)), "function:sum variable:up", value);
  });
  it("keep their places behind escapes", () => {
    assert.equal(tokens(query('"up{a=\\"b\\"} + x"')), 'variable:up label:a operator:= string:"b\\" operator:+ variable:x');
    assert.equal(
      tokens(query("'up{a=''b''} + x'")),
      "variable:up label:a operator:= string:'b' operator:+ variable:x".replace("'b'", "'b''"),
    );
  });
  it("are conditions too", () => {
    assert.equal(tokens(metric("successCondition: result[0] > 1")), "variable:result number:0 operator:> number:1");
  });
  it("are told line by line", () => {
    assert.equal(tokens(query("|\n        a == `x\n        y`")), "variable:a operator:== string:`x string:y`");
  });
  it("of Flagger's templates depend on the provider", () => {
    const template = (type: string): string =>
      `apiVersion: flagger.app/v1beta1\nkind: MetricTemplate\nmetadata: { name: a }\nspec:\n  provider: { type: ${type}, address: "http://a" }\n  query: sum(up)\n`;
    assert.equal(tokens(template("prometheus")), "function:sum variable:up");
    assert.equal(tokens(template("datadog")), "");
  });
  it("are those of the lines that are asked for", () => {
    const text = query("|\n        sum(\n        up)");
    const at = text.indexOf("up)");
    assert.equal(drawn(text, workspace({ "a.yaml": text }).tokens("a.yaml", { start: at, end: at + 2 })), "variable:up");
  });
  it("are nothing in files that are not ours, and where an alias only shows them", () => {
    assert.equal(tokens("query: sum(up)\n"), "");
    const text = query("&q sum(up)").concat("\n- name: b\n  provider: { prometheus: { query: *q } }".replaceAll("\n", "\n  "));
    assert.equal(tokens(text), "function:sum variable:up");
  });
});
