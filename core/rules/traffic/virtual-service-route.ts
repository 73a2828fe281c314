import { isSet, itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeAt, type Resource } from "../../workspace/resource.ts";
import { meant } from "../../workspace/workspace.ts";
import { defineRule } from "../rule.ts";
import type { RolloutView } from "../views.ts";

export const virtualServiceRoute = defineRule({
  id: "traffic/virtual-service-route",
  severity: "error",
  summary: "The VirtualService of a Rollout has the routes that it names, and each leads to both versions.",
  why: "There would be no weights to write: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go (AR-R030, AR-R031, AR-R032)",
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
        const service = name ? meant(workspace, "VirtualService", name, namespace, rollout.resource.uri) : undefined;
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
  if (!isSet(spec, "http") && !isSet(spec, "tls") && !isSet(spec, "tcp"))
    return { why: `${called} has no routes.`, wayOut: "Add `http` to it." };
  return (
    (isSet(spec, "http") ? httpProblem(rollout, use, spec, istio, called) : undefined) ??
    (isSet(spec, "tls") ? portProblem(rollout, use, spec, "tls", istio, called) : undefined) ??
    (isSet(spec, "tcp") ? portProblem(rollout, use, spec, "tcp", istio, called) : undefined)
  );
}

function httpProblem(
  rollout: RolloutView,
  use: SourceNode,
  spec: SourceNode | undefined,
  istio: SourceNode | undefined,
  called: string,
): Wrong | undefined {
  const managed = new Set(itemsOf(rollout.routing?.value, "managedRoutes").map(route => textOf(route, "name")));
  const routes = itemsOf(spec, "http");
  const wanted = itemsOf(use, "routes");
  if (wanted.length === 0) {
    const own = routes.filter(route => !managed.has(textOf(route, "name")));
    if (own.length > 1)
      return { why: `${called} has ${own.length} routes, and nobody says which of them to split.`, wayOut: "Name them in `routes`." };
    // The controller then takes the only route, managed or not, or the first without a name; where all have names it writes none.
    const meant = routes.length === 1 ? routes[0] : routes.find(route => !textOf(route, "name"));
    return meant && destinationsOf(rollout, meant, istio, called);
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

/** TLS and TCP routes have no names: a port tells them apart, and TLS the host names beside it. */
function portProblem(
  rollout: RolloutView,
  use: SourceNode,
  spec: SourceNode | undefined,
  protocol: "tls" | "tcp",
  istio: SourceNode | undefined,
  called: string,
): Wrong | undefined {
  const routes = itemsOf(spec, protocol);
  const wanted = itemsOf(use, `${protocol}Routes`);
  const label = protocol.toUpperCase();
  if (wanted.length === 0) {
    if (routes.length > 1)
      return {
        why: `${called} has ${routes.length} ${label} routes, and nobody says which of them to split.`,
        wayOut: `Name their ports in \`${protocol}Routes\`.`,
      };
    const [only] = routes;
    return only && destinationsOf(rollout, only, istio, called);
  }
  for (const item of wanted) {
    const port = numberOf(item, "port") ?? 0;
    const hosts = textsOf(item, "sniHosts");
    const meant = routes.filter(route => fitsPort(route, port) && (protocol === "tcp" || sameTexts(hostsOf(route), hosts)));
    const which = protocol === "tls" && hosts.length > 0 ? `port ${port} and ${hosts.join(", ")}` : `port ${port}`;
    if (meant.length === 0)
      return { why: `${called} has no ${label} route for ${which} alone.`, wayOut: "Name the port of a route that it has.", at: item };
    const wrong = meant.map(route => destinationsOf(rollout, route, istio, called)).find(found => found !== undefined);
    if (wrong) return { ...wrong, at: item };
  }
  return undefined;
}

/** A route with several ports fits none of them. */
function fitsPort(route: SourceNode, port: number): boolean {
  const ports = new Set(itemsOf(route, "match").map(match => numberOf(match, "port") ?? 0));
  return ports.size <= 1 && ([...ports][0] ?? 0) === port;
}

function hostsOf(route: SourceNode): readonly string[] {
  return [...new Set(itemsOf(route, "match").flatMap(match => textsOf(match, "sniHosts")))];
}

function textsOf(node: SourceNode, key: string): readonly string[] {
  return itemsOf(node, key).flatMap(item => textOf(item) ?? []);
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every(text => b.includes(text));
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
