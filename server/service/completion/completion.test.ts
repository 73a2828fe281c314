import assert from "node:assert/strict";
import type { Frame } from "../../../test/kit/manifests.ts";
import { check, completes, cursorIn, proposalsAt, taken, workspace } from "../../../test/kit/service.ts";
import { stubsFor } from "../../../test/kit/stubs.ts";

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
  it("of what plugins want to be told, which the schema leaves free", () => {
    const route = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: shop-route }\n";
    const at = (plugin: string) => `trafficRouting:\n  plugins:\n    ${plugin}`;
    completes(at("$0"), ["argoproj-labs/gatewayAPI", "argoproj-labs/contour", "hashicorp/consul"]);
    completes(at("argoproj-labs/gatewayAPI:\n      $0"), ["httpRoute", "httpRoutes", "grpcRoutes", "tlsRoutes", "namespace"]);
    completes(at("argoproj-labs/gatewayAPI:\n      httpRoute: $0"), ["shop-route"], { beside: { "route.yaml": route } });
    completes(at("argoproj-labs/gatewayAPI:\n      httpRoutes:\n      - name: $0"), ["shop-route"], { beside: { "route.yaml": route } });
    completes(at("argoproj-labs/gatewayAPI:\n      httpRoutes:\n      - name: a\n        useHeaderRoutes: $0"), ["true", "false"]);
    assert.deepEqual(completes(at("acme/router:\n      $0"), []), []);
  });
  it("is silent in comments, in block texts and in what is not ours", () => {
    assert.deepEqual(completes("steps:\n# $0", []), []);
    assert.deepEqual(
      completes("metrics:\n- name: a\n  provider:\n    prometheus:\n      query: |\n        $0", [], { frame: "AnalysisTemplate" }),
      [],
    );
    assert.deepEqual(completes("apiVersion: v1\nkind: ConfigMap\ndata:\n  $0", []), []);
    assert.deepEqual(completes("apiVersion: v1\nkind: Namespace\n$0", []), []);
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
  it("puts first what is needed, then what most people write", () => {
    assert.deepEqual(completes("strategy:\n  canary:\n    $0", []).slice(0, 3), ["steps", "trafficRouting", "canaryService"]);
    assert.deepEqual(completes("metrics:\n- $0", [], { frame: "AnalysisTemplate" }).slice(0, 2), ["name", "provider"]);
  });
  it("leaves out what cannot stand beside what is there", () => {
    const without = (fixture: string, label: string, frame?: "Canary" | "AnalysisTemplate") =>
      assert.ok(!completes(fixture, [], frame ? { frame } : {}).includes(label), `${label} in ${fixture}`);
    without("strategy:\n  canary: {}\n  $0", "blueGreen");
    without("metrics:\n- name: a\n  provider:\n    prometheus: {}\n    $0", "web", "AnalysisTemplate");
    without("trafficRouting:\n  nginx: {}\n  $0\nsteps: []", "alb");
    without("analysis:\n  stepWeight: 10\n  $0", "iterations", "Canary");
    completes("trafficRouting:\n  nginx: {}\n  $0\nsteps: []", ["smi", "istio"]);
    completes("analysis:\n  stepWeight: 10\n  $0", ["maxWeight"], { frame: "Canary" });
  });
  it("but not the key that the cursor stands on", () => {
    completes("strategy:\n  canary: {}\n  blue$0Green: {}", ["blueGreen"]);
  });
  it("goes on with the curve", () => {
    assert.deepEqual(completes("steps:\n- setWeight: 10\n- setWeight: 20\n- setWeight: $0\n- setWeight: 60", []), ["30", "40", "25", "50"]);
    assert.equal(completes("steps:\n- setWeight: 5\n- setWeight: 10\n- setWeight: 20\n- setWeight: $0", [])[0], "40");
    assert.match(taken("steps:\n- setWeight: 30\n- pause: {}\n- $0", "setWeight"), /- setWeight: 60$/);
    assert.match(taken("steps:\n- setWeight: 30\n$0", "setWeight"), /- setWeight: 60$/);
  });
  it("of what other objects define: routes, subsets, ports, metrics", () => {
    const others = {
      "mesh.yaml":
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: shop }\nspec: { http: [{ name: primary }, { name: api }] }\n---\n" +
        "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: shop }\nspec: { subsets: [{ name: stable }, { name: next }] }\n",
      "deployment.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: { template: { spec: { containers: [{ name: a, ports: [{ containerPort: 8080, name: http }] }] } } }\n",
      "template.yaml":
        "apiVersion: argoproj.io/v1alpha1\nkind: ClusterAnalysisTemplate\nmetadata: { name: rate }\nspec: { metrics: [{ name: errors }] }\n",
    };
    const options = { beside: others };
    const istio = "trafficRouting:\n  istio:\n    virtualService: { name: shop, routes: [primary, $0] }\nsteps: []";
    assert.deepEqual(completes(istio, [], options), ["api"]);
    completes(
      "trafficRouting:\n  istio:\n    destinationRule: { name: shop, canarySubsetName: $0 }\nsteps: []",
      ["stable", "next"],
      options,
    );
    completes("service:\n  targetPort: $0", ["8080", "http"], { ...options, frame: "Canary" });
    completes("targetRef: { kind: Deployment, name: $0 }", ["shop"], { ...options, frame: "Canary" });
    assert.deepEqual(completes("steps: []\nanalysis:\n  templates:\n  - templateName: $0\n    clusterScope: false", [], options), []);
    completes("steps: []\nanalysis:\n  templates:\n  - clusterScope: true\n    templateName: $0", ["rate"], options);
    completes(
      "steps: []\nanalysis:\n  templates: [{ templateName: rate, clusterScope: true }]\n  dryRun:\n  - metricName: $0",
      ["errors"],
      options,
    );
  });
  it("of templates of the whole cluster, with what makes them one", () => {
    const beside = {
      "t.yaml":
        "apiVersion: argoproj.io/v1alpha1\nkind: ClusterAnalysisTemplate\nmetadata: { name: rate }\nspec: { metrics: [{ name: a, provider: { web: { url: 'http://a', jsonPath: '{$}' } } }] }\n",
    };
    for (const place of [
      "steps:\n- analysis:\n    templates:\n    - templateName: $0",
      "steps:\n- analysis: { templates: [{ templateName: $0 }] }",
    ])
      check(taken(place, "rate", { beside }), { beside });
  });
  it("of Flagger's templates, providers and targets", () => {
    const object = (kind: string, name: string) =>
      `apiVersion: flagger.app/v1beta1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: {}\n`;
    const beside = { "f.yaml": `${object("MetricTemplate", "errors")}---\n${object("AlertProvider", "on-call")}` };
    completes("analysis:\n  metrics:\n  - name: a\n    templateRef: { name: $0 }", ["errors"], { beside, frame: "Canary" });
    completes("analysis:\n  alerts:\n  - name: a\n    providerRef:\n      name: on$0", ["on-call"], { beside, frame: "Canary" });
  });
  it("in lists that are empty, between brackets, behind comments, between documents, at the very end", () => {
    assert.match(taken("steps: [$0]", "setWeight"), /steps: \[\{ setWeight: 20 \}\]$/);
    assert.match(taken("steps: [{ setWeight: 5 }, $0]", "pause"), /5 \}, \{ pause: \{ duration: 5m \} \}\]$/);
    completes("steps:\n# the curve\n- setWeight: 5\n  # more\n- $0", ["pause"]);
    completes("steps:\n  set$0", ["setWeight"]);
    const document = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n";
    assert.deepEqual(completes(`${document}---\n$0\n---\n${document}`, []).slice(0, 2), ["apiVersion", "kind"]);
    assert.deepEqual(completes("kind: Canary\n$0", []), ["apiVersion"]);
    completes(`${document}spec:\n  rep$0`, ["replicas"]);
    assert.deepEqual(workspace({ "compose.yaml": "services:\n  web: {}\n" }).completion("compose.yaml", 19), []);
  });
  it("of wholes by the first words of their names", () => {
    assert.ok(completes("strategy:\n  canary w$0", ["canary with Istio"]).every(label => label.includes(" ")));
    assert.match(taken("strategy:\n  canary wi$0", "canary with Istio"), /^ {2}strategy:\n {4}canary:\n/m);
    assert.match(taken("steps:\n- setWeight, p$0", "setWeight, pause"), /^ {6}- setWeight: 20\n {6}- pause:\n/m);
  });
  it("says of which keys more can be proposed once they are taken", () => {
    const goingOn = (fixture: string, frame?: Frame) =>
      proposalsAt(fixture, frame ? { frame } : {}).flatMap(({ label, goesOn }) => (goesOn ? [label] : []));
    const spec = goingOn("replicas: 3\n$0\nstrategy: { canary: {} }");
    assert.ok(spec.includes("rollbackWindow") && !spec.includes("minReadySeconds"), spec.join());
    const canary = goingOn("canaryService: a\n$0");
    assert.ok(["stableService", "trafficRouting"].every(name => canary.includes(name)) && !canary.includes("steps"), canary.join());
    assert.ok(goingOn("steps:\n- $0").includes("analysis"));
    assert.ok(goingOn("provider:\n  $0", "AnalysisTemplate").length === 0);
  });
  it("of keys in quotes, as JSON has them", () => {
    const { text, offset } = cursorIn('{\n  "apiVersion": "argoproj.io/v1alpha1",\n  "kind": "Rollout",\n  "spec": { "repl$0": 3 }\n}');
    const offer = workspace({ "a.json": text })
      .completion("a.json", offset)
      .find(({ label }) => label === "replicas");
    assert.equal(offer && text.slice(offer.replace.start, offer.replace.end) + offer.insert, "replreplicas");
  });
  it("of rules in comments that silence them", () => {
    assert.deepEqual(completes("# step$0\nsteps: []", []), ["stepwise-disable", "stepwise-disable-next-line"]);
    const rules = completes("# stepwise-disable-next-line steps/two-kinds, ste$0ps\nsteps: []", [
      "steps/empty-step",
      "schema/unknown-field",
    ]);
    assert.ok(!rules.includes("steps/two-kinds"));
    assert.match(taken("# stepwise-disable steps/two$0\nsteps: []", "steps/two-kinds"), /# stepwise-disable steps\/two-kinds\n/);
    assert.deepEqual(completes("# stepwise-disable steps/two-kinds -- be$0cause\nsteps: []", []), []);
    assert.deepEqual(completes("# the s$0teps\nsteps: []", []), []);
  });
  it("gives lines that stand below a new key to it", () => {
    const text = "trafficRouting:\n  $0\n    virtualService: { name: a }\nsteps: []";
    assert.match(taken(text, "istio"), /\n {8}istio:\n {10}virtualService/);
    assert.ok(!completes("$0\n  - setWeight: 5", []).includes("canaryService"));
  });
  it("gives wholes that pass the checks, with a dash and without", () => {
    check(taken("steps:\n- $0", "setWeight, pause"));
    check(taken("steps:\n  $0", "setWeight, person"));
    check(taken("steps: [$0]", "setWeight, pause"));
    for (const whole of ["success rate (Prometheus)", "latency (Prometheus)", "a Job", "a URL"])
      for (const place of ["metrics:\n- $0", "metrics:\n  $0", "metrics: [$0]"]) check(taken(place, whole, { frame: "AnalysisTemplate" }));
    const template =
      "apiVersion: flagger.app/v1beta1\nkind: MetricTemplate\nmetadata: { name: error-rate }\nspec: { query: a, provider: { type: prometheus, address: 'http://a' } }\n";
    const beside = { "stubs.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\n---\n${template}` };
    const analysis = "analysis:\n  interval: 1m\n  threshold: 5\n  stepWeight: 10";
    for (const whole of ["request-success-rate", "request-duration", "a MetricTemplate"])
      check(taken(`${analysis}\n  metrics:\n  - $0`, whole, { frame: "Canary" }), { beside });
    for (const whole of ["load test", "acceptance test", "gate before promotion", "gate for a rollback"])
      check(taken(`${analysis}\n  webhooks:\n  - $0`, whole, { frame: "Canary" }), { beside });
  });
  it("gives whole strategies", () => {
    for (const whole of ["canary by pods", "canary with Istio", "canary with Ingress NGINX", "blue-green with a preview"]) {
      const text = taken("strategy:\n  $0", whole);
      check(text, { beside: { "stubs.yaml": stubsFor(text) } });
    }
  });
});
