import { addEntry } from "../../syntax/edit.ts";
import { isSet, itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeFor } from "../../workspace/resource.ts";
import { meant } from "../../workspace/workspace.ts";
import { defineRule } from "../rule.ts";

export const routeNotChosen = defineRule({
  id: "traffic/route-not-chosen",
  severity: "warning",
  summary: "Beside steps that make routes of their own, the route to split is named in `routes`.",
  why: "Without a name the controller takes the only route, or the first without a name: beside a route that a step made, one with a name is neither, and no weight is written.",
  source: "argoproj/argo-rollouts rollout/trafficrouting/istio/istio.go `getHttpRouteIndexesToPatch` (`argo-rollouts.md` 10.1)",
  bad: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { managedRoutes: [{ name: testers }], istio: { virtualService: { name: shop } } }
    #                                                                                      ^^^^ traffic/route-not-chosen
    steps:
    - setHeaderRoute: { name: testers, match: [{ headerName: x-test, headerValue: { exact: "1" } }] }
    - setWeight: 20
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: { name: shop }
    spec:
      hosts: [shop]
      http: [{ name: primary, route: [{ destination: { host: shop }, weight: 100 }, { destination: { host: shop-canary }, weight: 0 }] }]`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { managedRoutes: [{ name: testers }], istio: { virtualService: { name: shop, routes: [primary] } } }
    steps:
    - setHeaderRoute: { name: testers, match: [{ headerName: x-test, headerValue: { exact: "1" } }] }
    - setWeight: 20
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: { name: shop }
    spec:
      hosts: [shop]
      http: [{ name: primary, route: [{ destination: { host: shop }, weight: 100 }, { destination: { host: shop-canary }, weight: 0 }] }]`,
  workspace: {
    rollout({ routing, resource, steps }, { report, text, workspace }) {
      const istio = nodeAt(routing?.value, "istio");
      const makes = steps.some(({ kinds }) => kinds.some(({ kind }) => kind === "setHeaderRoute" || kind === "setMirrorRoute"));
      if (!makes) return;
      const managed = new Set(itemsOf(routing?.value, "managedRoutes").map(route => textOf(route, "name")));
      for (const use of [nodeAt(istio, "virtualService"), ...itemsOf(istio, "virtualServices")]) {
        const written = nodeAt(use, "name");
        const [name, namespace = resource.namespace] = (textOf(written) ?? "").split(".");
        const service = name ? meant(workspace, "VirtualService", name, namespace, resource.uri) : undefined;
        if (!written || use?.kind !== "map" || isSet(use, "routes") || !service || service.templated) continue;
        const [only, another] = itemsOf(service.node, "spec", "http").filter(route => !managed.has(textOf(route, "name")));
        const route = textOf(only, "name");
        if (!only || another || !route) continue;
        report(
          written.at,
          `No weight is written while the route of a step is there: nobody says which route to split, and \`${route}\` has a name. Add \`routes: [${route}]\`.`,
          [{ title: `Add \`routes: [${route}]\``, edits: addEntry(text, use, "routes", [`[${route}]`]) }],
          isFromCluster(service) ? [] : [{ place: placeFor(service, only.at), message: "The route." }],
        );
      }
    },
  },
});
