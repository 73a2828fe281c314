import assert from "node:assert/strict";
import type { ClusterObject } from "../core/platforms/platform.ts";
import { isOwnedBy, neighboursOf, templatesOf } from "./neighbours.ts";

const scopes = (own: ClusterObject): readonly string[] =>
  neighboursOf(own).map(
    ({ scope: { kind, namespace, name, labels } }) => `${kind.kind} ${namespace}/${name ?? "*"}${labels ? ` ${labels}` : ""}`,
  );

describe("the surroundings of a rollout", () => {
  const rollout = (canary: ClusterObject, more: ClusterObject = {}): ClusterObject => ({
    kind: "Rollout",
    metadata: { name: "demo", namespace: "shop", uid: "1" },
    spec: { selector: { matchLabels: { app: "demo" } }, strategy: { canary }, ...more },
  });

  it("are what it owns and what it moves", () => {
    const istio = { virtualService: { name: "demo.mesh" } };
    assert.deepEqual(
      scopes(
        rollout({
          canaryService: "c",
          stableService: "s",
          trafficRouting: { istio },
          steps: [{ analysis: { templates: [{ templateName: "t" }] } }],
        }),
      ),
      ["ReplicaSet shop/* app=demo", "AnalysisRun shop/*", "Service shop/c", "Service shop/s", "VirtualService mesh/demo"],
    );
  });

  it("are the experiments of its steps, and what those have made", () => {
    const own = rollout({ steps: [{ experiment: { templates: [], analyses: [] } }] });
    assert.deepEqual(scopes(own), ["ReplicaSet shop/* app=demo", "AnalysisRun shop/*", "Experiment shop/*"]);
    const made = (kind: string, name: string): ClusterObject => ({ metadata: { ownerReferences: [{ kind, name }] } });
    const [sets, runs] = neighboursOf(own);
    for (const one of [sets, runs]) {
      assert.equal(one?.belongs(made("Experiment", "demo-b6bcc645c-2-1")), true);
      assert.equal(one?.belongs(made("Experiment", "other-b6bcc645c-2-1")), false);
      assert.equal(one?.belongs(made("Deployment", "demo-1")), false);
    }
  });

  it("are routes of a plugin in the namespace that it names, and nothing that only pods name", () => {
    const gatewayApi = { httpRoutes: [{ name: "a" }, { name: "b" }], namespace: "edge" };
    const envFrom = [{ configMapRef: { name: "settings" } }, { secretRef: { name: "token" } }];
    assert.deepEqual(
      scopes(
        rollout(
          { trafficRouting: { plugins: { "argoproj-labs/gatewayAPI": gatewayApi }, traefik: { weightedTraefikServiceName: "t" } } },
          { template: { spec: { containers: [{ name: "demo", envFrom }] } } },
        ),
      ).slice(1),
      ["HTTPRoute edge/a", "HTTPRoute edge/b"],
    );
  });

  it("are as few as its spec needs", () => {
    assert.deepEqual(scopes(rollout({ steps: [{ setWeight: 20 }] })), ["ReplicaSet shop/* app=demo"]);
  });

  it("are the workload that it refers to, with the selector that its controller noted", () => {
    const refers = {
      ...rollout({}, { selector: null, workloadRef: { kind: "Deployment", name: "web" } }),
      status: { selector: "app=web" },
    };
    assert.deepEqual(scopes(refers), ["ReplicaSet shop/* app=web", "Deployment shop/web"]);
  });

  it("are watched together where there are many of a kind", () => {
    const pingPong = { pingPong: { pingService: "a", pongService: "b" }, canaryService: "c" };
    const services = neighboursOf(rollout(pingPong)).filter(({ scope }) => scope.kind.kind === "Service");
    assert.equal(services.length, 1);
    assert.equal(services[0]?.scope.name, undefined);
    assert.equal(services[0]?.belongs({ metadata: { name: "b" } }), true);
    assert.equal(services[0]?.belongs({ metadata: { name: "other" } }), false);
  });

  it("are, of a canary, its target, the primary, and the route of its provider", () => {
    const canary = (provider?: string): ClusterObject => ({
      kind: "Canary",
      metadata: { name: "pay", namespace: "shop" },
      spec: { ...(provider ? { provider } : {}), targetRef: { kind: "Deployment", name: "pay" }, service: { name: "apex", port: 80 } },
    });
    assert.deepEqual(scopes(canary()), ["Deployment shop/pay", "Deployment shop/pay-primary", "VirtualService shop/apex"]);
    assert.deepEqual(scopes(canary("gatewayapi:v1")).at(-1), "HTTPRoute shop/apex");
    assert.deepEqual(scopes(canary("kubernetes")), ["Deployment shop/pay", "Deployment shop/pay-primary"]);
  });

  it("include the templates that are named, in and out of a namespace", () => {
    const steps = [{ analysis: { templates: [{ templateName: "a" }, { templateName: "b", clusterScope: true }] } }];
    assert.deepEqual(
      templatesOf(rollout({ steps })).map(({ kind, namespace, name }) => `${kind.kind} ${namespace} ${name}`),
      ["AnalysisTemplate shop a", "ClusterAnalysisTemplate undefined b"],
    );
  });

  it("do not include what belongs to a namesake from before", () => {
    const owner = rollout({});
    const owned = (uid: string): ClusterObject => ({ metadata: { ownerReferences: [{ kind: "Rollout", name: "demo", uid }] } });
    assert.equal(isOwnedBy(owned("1"), owner), true);
    assert.equal(isOwnedBy(owned("0"), owner), false);
  });
});
