import { itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import type { Resource } from "../../workspace/resource.ts";
import { named, type Workspace } from "../../workspace/workspace.ts";

/** What a canary says of Istio: whose routes are weighed, and which subsets stand for the versions. */
export interface IstioRouting {
  readonly virtualServices: readonly VirtualServiceRef[];
  readonly subsets: Subsets | undefined;
}

/** A VirtualService, and its routes that are weighed. Where none of a kind is named it is the only one, or the first. */
export interface VirtualServiceRef {
  readonly name: string;
  readonly routes: readonly string[];
  readonly tlsRoutes: readonly { readonly port: number; readonly sniHosts: readonly string[] }[];
  readonly tcpRoutes: readonly { readonly port: number }[];
  /** Have its own HTTP routes names? */
  readonly hasNames: boolean;
  /** The destinations of its HTTP routes, route by route, as people wrote them. */
  readonly destinations: readonly (readonly Destination[])[];
}

interface Destination {
  readonly host: string | undefined;
  readonly subset: string | undefined;
  readonly weight: number;
}

/** Subsets of a DestinationRule that the controller points at the versions. */
export interface Subsets {
  readonly rule: string;
  /** What the rule is for; undefined where it is not there. */
  readonly host: string | undefined;
  readonly stable: string;
  readonly canary: string;
  /** Subsets that keep their share. */
  readonly additional: readonly string[];
}

/** Reads `trafficRouting.istio`. */
export function readIstio(istio: SourceNode, managed: readonly string[], owner: Resource, workspace: Workspace): IstioRouting {
  const several = itemsOf(istio, "virtualServices");
  const single = nodeAt(istio, "virtualService");
  const rule = nodeAt(istio, "destinationRule");
  return {
    virtualServices: (several.length > 0 ? several : single ? [single] : []).map(node =>
      readVirtualService(node, managed, owner, workspace),
    ),
    subsets: rule && readSubsets(rule, owner, workspace),
  };
}

function readVirtualService(node: SourceNode, managed: readonly string[], owner: Resource, workspace: Workspace): VirtualServiceRef {
  const written = textOf(node, "name") ?? "";
  const [name = written, namespace = owner.namespace] = written.split(".");
  const [object] = named(workspace, "VirtualService", name, namespace, owner.uri);
  const own = itemsOf(object?.node, "spec", "http").map(route => textOf(route, "name"));
  return {
    name,
    routes: textsOf(node, "routes"),
    tlsRoutes: itemsOf(node, "tlsRoutes").map(route => ({ port: numberOf(route, "port") ?? 0, sniHosts: textsOf(route, "sniHosts") })),
    tcpRoutes: itemsOf(node, "tcpRoutes").map(route => ({ port: numberOf(route, "port") ?? 0 })),
    hasNames: own.some(route => route !== undefined && !managed.includes(route)) && !own.includes(undefined),
    destinations: itemsOf(object?.node, "spec", "http").map(route => itemsOf(route, "route").map(readDestination)),
  };
}

function readDestination(node: SourceNode): Destination {
  return {
    host: textOf(node, "destination", "host")?.split(".")[0],
    subset: textOf(node, "destination", "subset"),
    weight: numberOf(node, "weight") ?? 0,
  };
}

function readSubsets(node: SourceNode, owner: Resource, workspace: Workspace): Subsets {
  const rule = textOf(node, "name") ?? "";
  const [object] = named(workspace, "DestinationRule", rule, owner.namespace, owner.uri);
  return {
    rule,
    host: textOf(object?.node, "spec", "host"),
    stable: textOf(node, "stableSubsetName") ?? "",
    canary: textOf(node, "canarySubsetName") ?? "",
    additional: textsOf(node, "additionalSubsetNames"),
  };
}

function textsOf(node: SourceNode, key: string): readonly string[] {
  return itemsOf(node, key).flatMap(item => (item.kind === "scalar" && item.value !== null ? [String(item.value)] : []));
}
