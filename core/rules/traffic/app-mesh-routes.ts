import { itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeAt, type Resource } from "../../workspace/resource.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { appMeshObject, routerName } from "../app-mesh.ts";
import { defineRule } from "../rule.ts";

const routeTypes = ["httpRoute", "tcpRoute", "http2Route", "grpcRoute"];

export const appMeshRoutes = defineRule({
  id: "traffic/app-mesh-routes",
  severity: "error",
  summary: "The VirtualRouter of an App Mesh VirtualService has routes, each with two targets.",
  why: "Each version is one target: the controller refuses the Rollout where there are more or fewer.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go (AR-R041, AR-R043)",
  bad: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { appMesh: { virtualService: { name: shop } } }
    #                                                    ^^^^ traffic/app-mesh-routes
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualService
    metadata: { name: shop }
    spec: { provider: { virtualRouter: { virtualRouterRef: { name: shop } } } }
    ---
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualRouter
    metadata: { name: shop }
    spec:
      routes:
      - { name: shop, httpRoute: { action: { weightedTargets: [{ virtualNodeRef: { name: shop }, weight: 100 }] } } }`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { appMesh: { virtualService: { name: shop } } }
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualService
    metadata: { name: shop }
    spec: { provider: { virtualRouter: { virtualRouterRef: { name: shop } } } }
    ---
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualRouter
    metadata: { name: shop }
    spec:
      routes:
      - name: shop
        httpRoute:
          action: { weightedTargets: [{ virtualNodeRef: { name: shop }, weight: 100 }, { virtualNodeRef: { name: shop-canary }, weight: 0 }] }`,
  workspace: {
    rollout({ routing, resource }, { report, workspace }) {
      const place = nodeAt(routing?.value, "appMesh", "virtualService", "name");
      const service = appMeshObject("VirtualService", textOf(place) ?? "", resource, workspace).found;
      if (place && service && !service.templated && !isFromCluster(service) && routerName(service) === undefined) {
        report(
          place.at,
          `The controller refuses this Rollout: the VirtualService \`${service.name ?? ""}\` leads to no VirtualRouter, where the weights would stand. Give it the provider \`virtualRouter\`.`,
          [],
          [{ place: placeAt(service, ["spec", "provider"], "key"), message: "It leads here." }],
        );
        return;
      }
      const router = routerOf(service, resource, workspace);
      const why = router && !router.templated ? wrongIn(router) : undefined;
      if (!place || !router || !why) return;
      report(
        place.at,
        `The controller refuses this Rollout: the VirtualRouter \`${router.name ?? ""}\` ${why}. Give each route two \`weightedTargets\`, one for each version.`,
        [],
        isFromCluster(router) ? [] : [{ place: placeAt(router, ["spec", "routes"], "key"), message: "Its routes." }],
      );
    },
  },
});

function routerOf(service: Resource | undefined, from: Resource, workspace: Workspace): Resource | undefined {
  const name = service && routerName(service);
  return name === undefined ? undefined : appMeshObject("VirtualRouter", name, from, workspace).found;
}

function wrongIn({ node }: Resource): string | undefined {
  const routes = itemsOf(node, "spec", "routes");
  if (routes.length === 0) return "has no routes";
  for (const route of routes) {
    const called = `has a route \`${textOf(route, "name") ?? ""}\``;
    const rule = ruleOf(route);
    if (!rule) return `${called} of no known type`;
    const targets = itemsOf(rule, "action", "weightedTargets").length;
    if (targets !== 2) return `${called} with ${targets === 1 ? "1 target" : `${targets} targets`}`;
  }
  return undefined;
}

function ruleOf(route: SourceNode): SourceNode | undefined {
  return routeTypes.map(type => nodeAt(route, type)).find(rule => rule !== undefined);
}
