import { type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from "../../base/json.ts";
import type { ClusterObject } from "../platform.ts";

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

type Find = (kind: string, name: string) => ClusterObject | undefined;

/** Reads `trafficRouting.istio`, with what the objects that it names tell of themselves. */
export function readIstio(istio: JsonObject, managed: readonly string[], find: Find): IstioRouting {
  const several = listAt(istio, "virtualServices");
  const named = several.length > 0 ? several : istio.virtualService === undefined ? [] : [istio.virtualService];
  const rule = istio.destinationRule;
  return {
    virtualServices: named.map(one => readVirtualService(one, managed, find)),
    subsets: rule === undefined || rule === null ? undefined : readSubsets(rule, find),
  };
}

function readVirtualService(ref: Json, managed: readonly string[], find: Find): VirtualServiceRef {
  const written = textAt(ref, "name") ?? "";
  const rules = listAt(find("VirtualService", written), "spec", "http");
  const own = rules.map(route => textAt(route, "name"));
  return {
    name: written.split(".")[0] ?? written,
    routes: textsAt(ref, "routes"),
    tlsRoutes: listAt(ref, "tlsRoutes").map(route => ({ port: numberAt(route, "port") ?? 0, sniHosts: textsAt(route, "sniHosts") })),
    tcpRoutes: listAt(ref, "tcpRoutes").map(route => ({ port: numberAt(route, "port") ?? 0 })),
    hasNames: own.some(route => route !== undefined && !managed.includes(route)) && !own.includes(undefined),
    destinations: rules.map(route => listAt(route, "route").map(readDestination)),
  };
}

function readDestination(destination: Json): Destination {
  return {
    host: textAt(destination, "destination", "host")?.split(".")[0],
    subset: textAt(destination, "destination", "subset"),
    weight: numberAt(destination, "weight") ?? 0,
  };
}

function readSubsets(ref: Json, find: Find): Subsets {
  const rule = textAt(ref, "name") ?? "";
  return {
    rule,
    host: textAt(objectAt(find("DestinationRule", rule)), "spec", "host"),
    stable: textAt(ref, "stableSubsetName") ?? "",
    canary: textAt(ref, "canarySubsetName") ?? "",
    additional: textsAt(ref, "additionalSubsetNames"),
  };
}

function textsAt(of: Json, key: string): readonly string[] {
  return listAt(of, key).flatMap(item => (item === null ? [] : [String(item)]));
}
