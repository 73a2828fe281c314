import assert from "node:assert/strict";
import { kindNamed, kinds } from "../kinds/index.ts";
import { readFile } from "../syntax/file.ts";
import { namesIn, referenceAt, targetsOf } from "./reference.ts";
import { resourcesIn, workspaceOf } from "./workspace.ts";

const text = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: shop, namespace: prod }
spec:
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: work }
  strategy:
    canary:
      stableService: stable
      canaryService: "{{ unknown }}"
      trafficRouting:
        istio: { virtualServices: [{ name: route.mesh }] }
        plugins: { argoproj-labs/gatewayAPI: { httpRoute: gate, namespace: edge } }
      steps:
      - analysis: { templates: [{ templateName: rate }, { templateName: all, clusterScope: true }] }
`;
const [rollout] = resourcesIn(readFile("a.yaml", text));

describe("names of other objects", () => {
  it("are found by the data of the kind, with kind and namespace", () => {
    assert.ok(rollout);
    assert.deepEqual(
      namesIn(rollout).map(({ to, name, namespace }) => `${to} ${namespace ?? "-"}/${name}`),
      [
        "Service prod/stable",
        "AnalysisTemplate prod/rate",
        "ClusterAnalysisTemplate -/all",
        "Deployment prod/work",
        "VirtualService mesh/route",
        "HTTPRoute edge/gate",
      ],
    );
  });

  it("of Secrets and ConfigMaps are followed, and need not be in a file", () => {
    const files = `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: rate, namespace: prod }
spec:
  args: [{ name: token, valueFrom: { secretKeyRef: { name: metrics, key: token } } }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: prod }
spec: { template: { spec: { containers: [{ name: shop, envFrom: [{ configMapRef: { name: settings } }] }] } } }
`;
    assert.deepEqual(
      resourcesIn(readFile("a.yaml", files))
        .flatMap(namesIn)
        .map(({ to, name, namespace, loose }) => [to, namespace, name, loose]),
      [
        ["Secret", "prod", "metrics", true],
        ["ConfigMap", "prod", "settings", true],
      ],
    );
  });

  it("of a list of routes have the namespace of their plugin", () => {
    const routes = "{ argoproj-labs/gatewayAPI: { httpRoutes: [{ name: a }], grpcRoutes: [{ name: b }], namespace: edge } }";
    const [listed] = resourcesIn(readFile("a.yaml", text.replace(/\{ argoproj-labs.*$/m, routes)));
    assert.ok(listed);
    assert.deepEqual(
      namesIn(listed).flatMap(({ to, name, namespace }) => (to.endsWith("Route") ? [`${to} ${namespace}/${name}`] : [])),
      ["HTTPRoute edge/a", "GRPCRoute edge/b"],
    );
  });

  it("are as loose as the kind that they name", () => {
    const canary = (kind: string) => `apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: shop, namespace: prod }
spec: { service: { port: 80, gatewayRefs: [{ name: shop, kind: ${kind} }] } }
`;
    const loose = (kind: string) =>
      resourcesIn(readFile("a.yaml", canary(kind)))
        .flatMap(namesIn)
        .map(name => name.loose);
    assert.deepEqual([loose("Gateway"), loose("Service")], [[false], [true]]);
  });

  it("stand where they are written", () => {
    assert.ok(rollout);
    for (const { name, at } of namesIn(rollout)) assert.ok(text.slice(at.start, at.end).startsWith(name));
  });

  it("are known by their path before anything is written", () => {
    assert.ok(rollout);
    assert.equal(
      referenceAt(rollout, ["spec", "strategy", "canary", "steps", 3, "analysis", "templates", 0, "templateName"])?.to,
      "AnalysisTemplate",
    );
    assert.equal(referenceAt(rollout, ["spec", "strategy", "canary", "steps"]), undefined);
  });

  it("lead to objects of their namespace first, and never to another one", () => {
    const others = ["prod", "test"].map(
      namespace => `apiVersion: v1\nkind: Service\nmetadata: { name: stable, namespace: ${namespace} }\n`,
    );
    const workspace = workspaceOf([readFile("a.yaml", text), readFile("b.yaml", others.join("---\n"))]);
    const [name] = rollout ? namesIn(rollout) : [];
    assert.ok(name);
    assert.deepEqual(
      targetsOf(name, workspace, { uri: "a.yaml" }).map(target => target.namespace),
      ["prod"],
    );
  });

  it("of every kind have paths that can be read", () => {
    for (const kind of kinds)
      for (const { path } of kind.refers) assert.match(path, /^spec(\.[A-Za-z]+(\[\])?|\."[^"]+")+$/, `${kind.kind}: ${path}`);
    assert.ok(kindNamed("Rollout"));
  });
});
