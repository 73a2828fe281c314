import assert from "node:assert/strict";
import { check, completes, taken } from "../../../test/kit/service.ts";

describe("completion", () => {
  it("of kinds of step, on a line that begins", () => {
    completes("steps:\n- $0", ["setWeight", "pause", "analysis"]);
    completes("steps:\n- setW$0", ["setWeight"]);
    completes("steps:\n- setWeight: 20\n- $0\n- pause: {}", ["setWeight", "pause"]);
  });
  it("of kinds of step, without a dash yet", () => {
    completes("steps:\n  $0", ["setWeight"]);
    completes("steps:\n  - setWeight: 20\n  $0", ["pause"]);
    completes("steps:\n- setWeight: 20\n$0", ["pause", "trafficRouting"]);
  });
  it("of one kind for a step", () => {
    assert.ok(!completes("steps:\n- setWeight: 20\n  $0", []).includes("pause"));
  });
  it("between braces", () => {
    completes("steps:\n- pause: { $0 }", ["duration"]);
    completes("steps:\n- pause: {$0}", ["duration"]);
    completes("steps: [{ setWeight: 10 }, { $0 }]", ["pause"]);
    completes("steps:\n- setHeaderRoute: { name: a, $0 }", ["match"]);
  });
  it("of fields that are not there yet", () => {
    const proposed = completes("canaryService: a\n$0", ["stableService", "trafficRouting", "steps"]);
    assert.ok(!proposed.includes("canaryService"));
  });
  it("of fields deep inside, on an empty line among others", () => {
    completes("trafficRouting:\n  istio:\n    virtualService:\n      name: a\n      $0\nsteps: []", ["routes"]);
    completes("trafficRouting:\n  istio:\n    $0\nsteps: []", ["virtualService", "destinationRule"]);
    completes("replicas: 3\n$0\nstrategy: { canary: {} }", ["minReadySeconds", "revisionHistoryLimit"]);
  });
  it("of values: enums, booleans, and what people write", () => {
    completes("provider: $0", ["istio", "linkerd", "nginx"], { frame: "Canary" });
    completes("provider:$0", ["istio"], { frame: "Canary" });
    completes("provider: li$0", ["linkerd"], { frame: "Canary" });
    completes('provider: "$0"', ["istio"], { frame: "Canary" });
    completes("paused: $0", ["true", "false"]);
    completes("steps:\n- pause: { duration: $0 }", ["5m", "30s"]);
    completes("steps:\n- pause:\n    duration: $0", ["5m"]);
  });
  const beside = {
    "services.yaml":
      "apiVersion: v1\nkind: Service\nmetadata: { name: shop-stable }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: shop-canary }\n",
    "template.yaml":
      "apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: success-rate }\nspec: { args: [{ name: service }, { name: limit, value: '1' }] }\n",
  };
  it("of names that other files define", () => {
    completes("canaryService: $0", ["shop-stable", "shop-canary"], { beside });
    completes("canaryService: shop-$0\nsteps: []", ["shop-stable"], { beside });
    completes("steps:\n- analysis:\n    templates:\n    - templateName: $0", ["success-rate"], { beside });
    completes("steps:\n- analysis:\n    templates:\n    - templateName: success-rate\n    args:\n    - name: $0", ["service", "limit"], {
      beside,
    });
  });
  it("is silent in comments, in block texts and in what is not ours", () => {
    assert.deepEqual(completes("steps:\n# $0", []), []);
    assert.deepEqual(
      completes("metrics:\n- name: a\n  provider:\n    prometheus:\n      query: |\n        $0", [], { frame: "AnalysisTemplate" }),
      [],
    );
    assert.deepEqual(completes("apiVersion: v1\nkind: ConfigMap\ndata:\n  $0", []), []);
    assert.deepEqual(completes("apiVersion: v1\nkind: ConfigMap\n$0", []), []);
  });
  it("of a document that begins", () => {
    completes("apiVersion: $0\nkind:\n", ["argoproj.io/v1alpha1", "flagger.app/v1beta1"]);
    completes("apiVersion: argoproj.io/v1alpha1\nkind: $0\n", ["Rollout", "AnalysisTemplate"]);
    completes("apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n$0", ["metadata", "spec"]);
    completes("apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec:\n  $0", ["replicas", "strategy"]);
  });
  it("puts its lines where they belong", () => {
    assert.match(taken("steps:\n- $0", "pause"), /\n {6}- pause:\n {10}duration: 5m$/);
    assert.match(taken("steps:\n- setWeight: 5\n- ana$0", "analysis"), /\n {6}- analysis:\n {10}templates:\n {10}- templateName: $/);
    assert.match(taken("steps:\n  - setWeight: 5\n  - ana$0", "analysis"), /\n {8}- analysis:\n {12}templates:\n {14}- templateName: $/);
    assert.match(taken("steps:\n  $0", "setWeight"), /\n {8}- setWeight: 20$/);
    assert.match(taken("steps:\n  - setWeight: 5\n  $0", "pause"), /\n {8}- pause:\n {12}duration: 5m$/);
    assert.match(taken("provider:$0", "istio", { frame: "Canary" }), /provider: istio$/m);
    assert.match(taken("steps:\n- pause: { $0 }", "duration"), /pause: \{ duration: 5m \}$/);
  });
  it("gives what passes the checks", () => {
    for (const step of ["setWeight", "pause"]) check(taken("steps:\n- $0", step));
  });
});
