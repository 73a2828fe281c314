import { isSet, itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeAt, type Resource } from "../../workspace/resource.ts";
import { named } from "../../workspace/workspace.ts";
import { defineRule } from "../rule.ts";
import type { RolloutView } from "../views.ts";

export const virtualServiceRoute = defineRule({
  id: "traffic/virtual-service-route",
  severity: "error",
  summary: "The VirtualService of a Rollout has the routes that it names, and each leads to both versions.",
  why: "There would be no weights to write: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go (AR-R030, AR-R031)",
  bad: `
    stableService: shop-stable
    canaryService: shop-canary
    trafficRouting: { istio: { virtualService: { name: shop, routes: [primary] } } }
    #                                                                 ^^^^^^^ traffic/virtual-service-route
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: { name: shop }
    spec:
      hosts: [shop]
      http:
      - name: secondary
        route: [{ destination: { host: shop-stable }, weight: 100 }, { destination: { host: shop-canary }, weight: 0 }]`,
  good: `
    stableService: shop-stable
    canaryService: shop-canary
    trafficRouting: { istio: { virtualService: { name: shop, routes: [primary] } } }
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: { name: shop }
    spec:
      hosts: [shop]
      http:
      - name: primary
        route: [{ destination: { host: shop-stable }, weight: 100 }, { destination: { host: shop-canary }, weight: 0 }]`,
  workspace: {
    rollout(rollout, { report, workspace }) {
      const istio = nodeAt(rollout.routing?.value, "istio");
      const uses = [nodeAt(istio, "virtualService"), ...itemsOf(istio, "virtualServices")].filter(use => use !== undefined);
      for (const use of uses) {
        const written = nodeAt(use, "name");
        const [name, namespace = rollout.resource.namespace] = (textOf(written) ?? "").split(".");
        const [service] = name ? named(workspace, "VirtualService", name, namespace) : [];
        if (!written || !service || service.templated || !isSet(service.node, "spec")) continue;
        const problem = problemOf(rollout, use, service, istio);
        if (!problem) continue;
        report(
          problem.at?.at ?? written.at,
          `The controller refuses this Rollout: ${problem.why} ${problem.wayOut}`,
          [],
          isFromCluster(service)
            ? []
            : [{ place: placeAt(service, ["spec", "http"], "key"), message: "The routes of the VirtualService." }],
        );
      }
    },
  },
});

interface Wrong {
  readonly why: string;
  readonly wayOut: string;
  readonly at?: SourceNode;
}

function problemOf(rollout: RolloutView, use: SourceNode, service: Resource, istio: SourceNode | undefined): Wrong | undefined {
  const called = `the VirtualService \`${service.name ?? ""}\``;
  const spec = nodeAt(service.node, "spec");
  if (!isSet(spec, "http")) {
    // TLS and TCP routes are matched by port and host names, which is another rule's affair.
    if (isSet(spec, "tls") || isSet(spec, "tcp")) return undefined;
    return { why: `${called} has no routes.`, wayOut: "Add `http` to it." };
  }
  const managed = new Set(itemsOf(rollout.routing?.value, "managedRoutes").map(route => textOf(route, "name")));
  const routes = itemsOf(spec, "http");
  const wanted = itemsOf(use, "routes");
  if (wanted.length === 0 && !isSet(use, "tlsRoutes") && !isSet(use, "tcpRoutes")) {
    const own = routes.filter(route => !managed.has(textOf(route, "name")));
    if (own.length > 1)
      return { why: `${called} has ${own.length} routes, and nobody says which of them to split.`, wayOut: "Name them in `routes`." };
    const [only] = own;
    return only && destinationsOf(rollout, only, istio, called);
  }
  for (const item of wanted) {
    const name = textOf(item);
    if (name === undefined) continue;
    const route = routes.find(known => textOf(known, "name") === name);
    if (!route) {
      const names = routes.flatMap(known => textOf(known, "name") ?? []).map(known => `\`${known}\``);
      return {
        why: `${called} has no route \`${name}\`.`,
        wayOut: names.length > 0 ? `It has ${names.join(", ")}.` : "Give its route this name.",
        at: item,
      };
    }
    const wrong = destinationsOf(rollout, route, istio, called);
    if (wrong) return { ...wrong, at: item };
  }
  return undefined;
}

/** Does a route lead to both versions, by host or, with a DestinationRule, by subset? */
function destinationsOf({ canary }: RolloutView, route: SourceNode, istio: SourceNode | undefined, called: string): Wrong | undefined {
  const name = textOf(route, "name");
  const which = name === undefined ? "the route" : `the route \`${name}\``;
  const subsets = nodeAt(istio, "destinationRule");
  const wanted = subsets
    ? [textOf(subsets, "stableSubsetName"), textOf(subsets, "canarySubsetName")]
    : [textOf(canary?.value, "stableService"), textOf(canary?.value, "canaryService")];
  const found = itemsOf(route, "route").map(item =>
    subsets ? textOf(item, "destination", "subset") : textOf(item, "destination", "host")?.split(".")[0],
  );
  const missing = wanted.find(target => target !== undefined && !found.includes(target));
  if (missing === undefined) return undefined;
  return {
    why: `${which} of ${called} does not lead to ${subsets ? "the subset" : "the Service"} \`${missing}\`.`,
    wayOut: "Add a destination for it.",
  };
}
