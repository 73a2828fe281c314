import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from "../../../base/json.ts";
import type { ClusterObject } from "../../platform.ts";
import { hashLabel } from "../labels.ts";
import { type Router, type Wiring, withItems } from "./router.ts";

/** AWS App Mesh: the router behind a VirtualService gets the weights, and both VirtualNodes the hash of their pods. Source: `argo-rollouts.md` 10.4. */
export const appMesh: Router = {
  id: "app-mesh",
  complete(settings, find) {
    const service = find("VirtualService", textAt(settings, "virtualService", "name") ?? "", group);
    const reference = textAt(service, "spec", "provider", "virtualRouter", "virtualRouterRef", "name");
    return reference === undefined ? settings : { ...settings, routerName: reference };
  },
  edits(wiring, { weight, hashes }) {
    const router = textAt(wiring.settings, "routerName");
    const { stable, canary } = nodesOf(wiring);
    return [
      ...(router === undefined
        ? []
        : [{ kind, name: router, apply: (object: ClusterObject) => withItems(object, "routes", route => weighed(wiring, route, weight)) }]),
      { kind: "VirtualNode", name: stable, apply: (node: ClusterObject) => selecting(node, hashes.stable) },
      {
        kind: "VirtualNode",
        name: canary,
        // Two nodes may not select the same pods.
        apply: (node: ClusterObject) => selecting(node, hashes.canary === hashes.stable ? "canary-hash" : hashes.canary),
      },
    ];
  },
  shown(wiring, find) {
    const router = find(kind, textAt(wiring.settings, "routerName") ?? "");
    const route = listAt(router, "spec", "routes").find(one => isChosen(wiring, one));
    const { stable, canary } = nodesOf(wiring);
    const weight = (node: string): number =>
      numberAt(
        targetsOf(route).find(target => textAt(target, "virtualNodeRef", "name") === node),
        "weight",
      ) ?? 0;
    return router && { route: [weight(stable), weight(canary), 0], managed: [] };
  },
  unpredicted(wiring, find) {
    const router = find(kind, textAt(wiring.settings, "routerName") ?? "");
    const odd = listAt(router, "spec", "routes").find(route => targetsOf(route).length !== 2);
    return router && odd !== undefined
      ? `the controller refuses it, since the route \`${textAt(odd, "name") ?? ""}\` of the VirtualRouter does not weigh two targets`
      : undefined;
  },
};

const kind = "VirtualRouter";
const group = "appmesh.k8s.aws";
const routeTypes = ["httpRoute", "tcpRoute", "http2Route", "grpcRoute"];

function nodesOf({ settings }: Wiring): { readonly stable: string; readonly canary: string } {
  const name = (role: string): string => textAt(settings, "virtualNodeGroup", `${role}VirtualNodeRef`, "name") ?? "";
  return { stable: name("stable"), canary: name("canary") };
}

function isChosen({ settings }: Wiring, route: Json): boolean {
  const chosen = listAt(settings, "virtualService", "routes");
  return chosen.length === 0 || chosen.includes(textAt(route, "name") ?? "");
}

function typeOf(route: Json | undefined): string {
  return routeTypes.find(type => isObject(objectAt(route)[type])) ?? "";
}

function targetsOf(route: Json | undefined): readonly Json[] {
  return listAt(route, typeOf(route), "action", "weightedTargets");
}

function weighed(wiring: Wiring, route: JsonObject, weight: number): JsonObject {
  if (!isChosen(wiring, route)) return route;
  const { stable, canary } = nodesOf(wiring);
  const weights: { readonly [node: string]: number } = { [stable]: 100 - weight, [canary]: weight };
  const type = typeOf(route);
  const weightedTargets = targetsOf(route).map(target => {
    const wanted = weights[textAt(target, "virtualNodeRef", "name") ?? ""];
    return isObject(target) && wanted !== undefined ? { ...target, weight: wanted } : target;
  });
  const rule = objectAt(route, type);
  return { ...route, [type]: { ...rule, action: { ...objectAt(rule, "action"), weightedTargets } } };
}

function selecting(node: ClusterObject, hash: string): ClusterObject {
  const spec = objectAt(node, "spec");
  const podSelector = objectAt(spec, "podSelector");
  const matchLabels = { ...objectAt(podSelector, "matchLabels"), [hashLabel]: hash };
  return { ...node, spec: { ...spec, podSelector: { ...podSelector, matchLabels } } };
}
