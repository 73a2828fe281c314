import assert from "node:assert/strict";
import { isObject, type JsonObject } from "../../../base/json.ts";
import { trafficProviders } from "../../../providers/traffic/index.ts";
import { readFile } from "../../../syntax/file.ts";
import { jsonOf } from "../../../syntax/nodes.ts";
import type { ClusterObject } from "../../platform.ts";
import { copiesOf, isNamed } from "../../shown.ts";
import type { ManagedRoute } from "../state.ts";
import { routerFor, shownRouting, systemsIn, wiringOf } from "./index.ts";
import type { Router, Wanted, Wiring } from "./router.ts";

// What the real controller leaves is compared in `test/conformance/routers.test.ts`. Here: what is written can be read back, and what no replay shows.
const cases: { readonly [id: string]: { readonly routing: string; readonly objects: string } } = {
  istio: {
    routing: "istio: { virtualService: { name: shop, routes: [main] } }",
    objects:
      "{ kind: VirtualService, metadata: { name: shop }, spec: { http: [{ name: main, route: [{ destination: { host: stable } }, { destination: { host: canary } }] }] } }",
  },
  nginx: {
    routing: "nginx: { stableIngress: shop }",
    objects: ingress("stable"),
  },
  alb: { routing: "alb: { ingress: shop, servicePort: 80 }", objects: ingress("stable") },
  smi: { routing: "smi: {}", objects: "" },
  ambassador: {
    routing: "ambassador: { mappings: [shop] }",
    objects: "{ kind: Mapping, metadata: { name: shop }, spec: { prefix: /, service: stable } }",
  },
  "app-mesh": {
    routing:
      "appMesh: { virtualService: { name: shop }, virtualNodeGroup: { stableVirtualNodeRef: { name: old }, canaryVirtualNodeRef: { name: new } } }",
    objects: `
{ apiVersion: appmesh.k8s.aws/v1beta2, kind: VirtualService, metadata: { name: shop }, spec: { provider: { virtualRouter: { virtualRouterRef: { name: router } } } } }
---
{ kind: VirtualRouter, metadata: { name: router }, spec: { routes: [{ name: main, tcpRoute: { action: { weightedTargets: [{ virtualNodeRef: { name: old } }, { virtualNodeRef: { name: new } }] } } }] } }`,
  },
  traefik: {
    routing: "traefik: { weightedTraefikServiceName: shop }",
    objects: "{ kind: TraefikService, metadata: { name: shop }, spec: { weighted: { services: [{ name: stable }, { name: canary }] } } }",
  },
  apisix: {
    routing: "apisix: { route: { name: shop } }",
    objects:
      "{ kind: ApisixRoute, metadata: { name: shop }, spec: { http: [{ name: shop, backends: [{ serviceName: stable }, { serviceName: canary }] }] } }",
  },
  "gateway-api": {
    routing: "plugins: { argoproj-labs/gatewayAPI: { httpRoute: shop } }",
    objects: "{ kind: HTTPRoute, metadata: { name: shop }, spec: { rules: [{ backendRefs: [{ name: stable }, { name: canary }] }] } }",
  },
};
const routes: readonly ManagedRoute[] = ["second", "first"].map(name => ({
  kind: "header",
  name,
  match: [{ headerName: `x-${name}`, headerValue: { exact: "yes" } }],
  percentage: 100,
  weight: 0,
}));

describe("traffic systems", () => {
  it("are said to be predicted where there is a router for them, and nowhere else", () => {
    for (const provider of trafficProviders) assert.equal(provider.predicted.argo, routerFor(provider) !== undefined, provider.id);
    assert.deepEqual(
      Object.keys(cases).toSorted(),
      trafficProviders
        .filter(provider => routerFor(provider))
        .map(provider => provider.id)
        .toSorted(),
    );
  });

  for (const id of Object.keys(cases)) {
    it(`show the weight that was written: ${id}`, () => {
      const { canary, objects, router, wiring } = caseOf(id);
      for (const weight of [0, 35, 100]) {
        const after = written(router, wiring, objects, { ...wanted, weight });
        const rollout = { kind: "Rollout", metadata: { name: "demo" }, spec: { strategy: { canary } } };
        assert.deepEqual(
          shownRouting(rollout, (kind, name, group) => find(after, kind, name, group)),
          { route: [100 - weight, weight, 0], managed: [] },
        );
      }
    });

    it(`are left alone where all is written already: ${id}`, () => {
      const { objects, router, wiring } = caseOf(id);
      const once = written(router, wiring, objects, { ...wanted, routes: router.routesIn ? routes : [] });
      const again = once.map(object => edited(router, wiring, object, { ...wanted, routes: router.routesIn ? routes : [] }));
      assert.deepEqual(again, once);
    });

    const { router } = caseOf(id);
    if (router.routesIn)
      it(`show the routes of steps, as they came or in the order of the list: ${id}`, () => {
        const { objects, wiring } = caseOf(id);
        const after = written(router, wiring, objects, { ...wanted, routes });
        const byName = (a: ManagedRoute, b: ManagedRoute): number => (a.name < b.name ? -1 : 1);
        assert.deepEqual(router.routesIn?.(wiring, (kind, name) => find(after, kind, name))?.toSorted(byName), routes.toSorted(byName));
        const gone = written(router, wiring, objects, wanted);
        assert.deepEqual(
          router.routesIn?.(wiring, (kind, name) => find(gone, kind, name)),
          [],
        );
      });
  }
});

// The first two were tried on the real controller: the first version is never deployed.
const troubles: readonly (readonly [id: string, objects: string, what: RegExp])[] = [
  [
    "nginx",
    "{ kind: Ingress, metadata: { name: shop }, spec: { rules: [{ http: { paths: [{ backend: { service: { name: stable } } }] } }, { host: a.example }] } }",
    /no paths at all/,
  ],
  ["alb", ingress("stable"), /to have an annotation/],
  ["nginx", ingress("other"), /leads to the Service `stable`/],
  ["nginx", `${ingress("stable")}\n---\n{ kind: Ingress, metadata: { name: demo-shop-canary } }`, /is not of this Rollout/],
  ["alb", ingress("other").replace("name: shop", "name: shop, annotations: { a: b }"), /leads to the Service `stable`/],
  ["smi", "{ kind: TrafficSplit, metadata: { name: demo } }", /is not of this Rollout/],
  ["traefik", "{ kind: TraefikService, metadata: { name: shop }, spec: { weighted: { services: [{ name: stable }] } } }", /weigh `canary`/],
  ["apisix", "{ kind: ApisixRoute, metadata: { name: shop }, spec: { http: [{ name: other }] } }", /has no rule `shop`/],
  ["apisix", "{ kind: ApisixRoute, metadata: { name: shop }, spec: { http: [{ name: shop }] } }", /weigh `canary`/],
  ["ambassador", "{ kind: Mapping, metadata: { name: shop }, spec: { weight: 10 } }", /a weight of its own/],
  ["gateway-api", "{ kind: HTTPRoute, metadata: { name: shop }, spec: { rules: [{ backendRefs: [{ name: stable }] }] } }", /to `canary`/],
];

describe("what ends a pass of the controller", () => {
  for (const [id, text, what] of troubles)
    it(`is said of ${id}: ${what.source}`, () => {
      const { router, wiring, objects } = caseOf(id);
      const among = objectsIn(text);
      assert.match(router.unpredicted?.(wiring, (kind, name) => find(among, kind, name)) ?? "nothing", what);
      if (id !== "alb")
        assert.equal(
          router.unpredicted?.(wiring, (kind, name) => find(objects, kind, name)),
          undefined,
        );
    });
});

describe("the Gateway API plugin", () => {
  const { router, wiring } = caseOf("gateway-api");
  const [second, first] = routes as [ManagedRoute, ManagedRoute];
  const add = (before: readonly ManagedRoute[], added: ManagedRoute, of = wiring): readonly string[] =>
    (router.withRoute?.(of, before, added) ?? []).map(({ name }) => name);

  it("puts a new header route behind the others", () => assert.deepEqual(add([second], first), ["second", "first"]));
  it("gives up a header route whose headers the new one has too", () =>
    assert.deepEqual(add([{ ...second, match: first.match }], first), ["first"]));
  it("forgets mirror routes", () => assert.deepEqual(add([second], { ...first, kind: "mirror" }), ["second"]));
  it("takes all header routes away with any of them", () => assert.deepEqual(router.withoutRoute?.(wiring, routes, "first"), []));
  it("adds none to a route in a list that does not ask for them", () =>
    assert.deepEqual(add([], first, { ...wiring, settings: { httpRoutes: [{ name: "shop" }] } }), []));

  it("takes a rule that leads to the new version only for one of its own, whoever wrote it", () => {
    const [route] = objectsIn(
      "{ kind: HTTPRoute, metadata: { name: shop }, spec: { rules: [{ backendRefs: [{ name: stable }, { name: canary }] }, { backendRefs: [{ name: canary }] }] } }",
    );
    const after = edited(router, wiring, route ?? {}, wanted);
    assert.deepEqual(after.spec, {
      rules: [
        {
          backendRefs: [
            { name: "stable", weight: 70 },
            { name: "canary", weight: 30 },
          ],
        },
      ],
    });
  });

  it("has a prefix for a regular expression", () => {
    const { objects } = caseOf("gateway-api");
    const match = [{ headerName: "x-user", headerValue: { prefix: "a." } }];
    const [after] = written(router, wiring, objects, { ...wanted, routes: [{ ...first, match }] });
    assert.match(JSON.stringify(after), /\{"type":"RegularExpression","name":"x-user","value":"a\.\.\*"\}/);
  });
});

const wanted: Wanted = { weight: 30, beside: [], routes: [], lingers: false, hashes: { stable: "bcdfg", canary: "hjklm" } };

function caseOf(id: string): { canary: JsonObject; objects: readonly ClusterObject[]; router: Router; wiring: Wiring } {
  const { routing, objects: text } = cases[id] ?? assert.fail(id);
  const [trafficRouting = {}] = objectsIn(`{ ${routing}, managedRoutes: [{ name: first }, { name: second }] }`);
  const canary = { stableService: "stable", canaryService: "canary", trafficRouting };
  const objects = objectsIn(text);
  const [system] = systemsIn(trafficRouting);
  const router = routerFor(system?.provider) ?? assert.fail(id);
  return {
    canary,
    objects,
    router,
    wiring: wiringOf("demo", canary, system?.settings ?? {}, router, (kind, name, group) => find(objects, kind, name, group)),
  };
}

function written(router: Router, wiring: Wiring, objects: readonly ClusterObject[], what: Wanted): readonly ClusterObject[] {
  const mine = objects.map(object => edited(router, wiring, object, what));
  const rendered = { annotations: {}, status: {}, owned: [], edits: [], copies: router.copies?.(wiring, what) ?? [] };
  return [...mine, ...(router.makes?.(wiring, what) ?? []), ...copiesOf(rendered, (kind, name) => find(mine, kind, name))];
}

function edited(router: Router, wiring: Wiring, object: ClusterObject, what: Wanted): ClusterObject {
  const edits = (router.edits?.(wiring, what) ?? []).filter(edit => isNamed(object, edit.kind, edit.name));
  return edits.reduce((changed, edit) => edit.apply(changed), object);
}

function find(objects: readonly ClusterObject[], kind: string, name: string, group?: string): ClusterObject | undefined {
  return objects.find(object => isNamed(object, kind, name) && (group === undefined || String(object.apiVersion).startsWith(`${group}/`)));
}

function objectsIn(text: string): readonly JsonObject[] {
  return readFile("f", text)
    .documents.map(document => (document.chunk.root ? jsonOf(document.chunk.root) : null))
    .filter(isObject);
}

function ingress(service: string): string {
  return `{ kind: Ingress, metadata: { name: shop }, spec: { rules: [{ http: { paths: [{ path: /, backend: { service: { name: ${service} } } }] } }] } }`;
}
