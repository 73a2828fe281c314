import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from "../../base/json.ts";
import type { ClusterObject } from "../platform.ts";
import type { IstioRouting, Subsets, VirtualServiceRef } from "./istio-routing.ts";
import { hashLabel } from "./labels.ts";
import type { ManagedRoute } from "./state.ts";

// The weights of a VirtualService and the subsets of a DestinationRule as the controller writes them. Source: `argo-rollouts.md` 10.1.

/** How a destination is told to be a version's: by its Service, or by its subset. */
export interface Roles {
  readonly stable: string | undefined;
  readonly canary: string | undefined;
  readonly subsets: Subsets | undefined;
}

type Shares = Roles & {
  readonly weight: number;
  /** What the templates of an experiment get. */
  readonly beside: readonly { readonly service: string; readonly weight: number }[];
};

/** The object with the weights of all routes that the Rollout names. Routes that steps have added are none of them. */
export function withShares(object: ClusterObject, ref: VirtualServiceRef, shares: Shares, managed: readonly string[]): ClusterObject {
  const spec = objectAt(object, "spec");
  const changed: { [kind: string]: Json } = {};
  for (const kind of ["http", "tls", "tcp"] as const) {
    const routes = listAt(spec, kind);
    if (routes.length === 0) continue;
    const weighed = weighedRoutes(kind, routes, ref, managed);
    changed[kind] = routes.map(route =>
      isObject(route) && weighed.includes(route) ? { ...route, route: shared(listAt(route, "route"), shares) } : route,
    );
  }
  return { ...object, spec: { ...spec, ...changed } };
}

/** The routes of a kind that are weighed. (`getHttpRouteIndexesToPatch` and its siblings) */
export function weighedRoutes(
  kind: "http" | "tls" | "tcp",
  routes: readonly Json[],
  ref: VirtualServiceRef,
  managed: readonly string[],
): readonly Json[] {
  if (kind === "http") {
    const own = routes.filter(route => !managed.includes(textAt(route, "name") ?? ""));
    if (ref.routes.length > 0) return own.filter(route => ref.routes.includes(textAt(route, "name") ?? ""));
    return own.length === 1 ? own : own.filter(route => textAt(route, "name") === undefined).slice(0, 1);
  }
  const named = kind === "tls" ? ref.tlsRoutes : ref.tcpRoutes;
  if (named.length === 0) return routes.slice(0, 1);
  return routes.filter(route => named.some(one => fits(listAt(route, "match"), one)));
}

/** One port, and the very hosts, if it is about hosts. */
function fits(matches: readonly Json[], wanted: { readonly port: number; readonly sniHosts?: readonly string[] }): boolean {
  const ports = new Set(matches.map(match => numberAt(match, "port") ?? 0));
  const hosts = new Set(matches.flatMap(match => listAt(match, "sniHosts").map(String)));
  const hostsFit = !wanted.sniHosts || (hosts.size === wanted.sniHosts.length && wanted.sniHosts.every(host => hosts.has(host)));
  return ports.size <= 1 && ([...ports][0] ?? 0) === wanted.port && hostsFit;
}

/** The destinations of a route with their shares. What is neither version's, and no subset that keeps its share, is taken out, unless it has no weight anyway. */
export function shared(destinations: readonly Json[], shares: Shares): readonly Json[] {
  const kept = (destination: Json): boolean => shares.subsets?.additional.includes(subsetOf(destination) ?? "") ?? false;
  const others = [...destinations.filter(kept), ...shares.beside].reduce<number>((sum, one) => sum + (numberAt(one, "weight") ?? 0), 0);
  const added = shares.beside.filter(({ service }) => !destinations.some(one => isOf(one, service, undefined)));
  const changed = destinations.flatMap((destination): readonly Json[] => {
    if (!isObject(destination)) return [destination];
    if (isOf(destination, shares.canary, shares.subsets?.canary)) return [{ ...destination, weight: shares.weight }];
    if (isOf(destination, shares.stable, shares.subsets?.stable))
      return [{ ...destination, weight: Math.max(0, 100 - shares.weight - others) }];
    const own = shares.beside.find(({ service }) => isOf(destination, service, undefined));
    if (own) return [{ ...destination, weight: own.weight }];
    return kept(destination) || (numberAt(destination, "weight") ?? 0) === 0 ? [destination] : [];
  });
  return [...changed, ...added.map(({ service, weight }) => ({ destination: { host: service }, weight }))];
}

/** Weights of the versions in a route. */
export function sharesIn(destinations: readonly Json[], { stable, canary, subsets }: Roles): readonly [number, number] {
  const weight = (host: string | undefined, subset: string | undefined): number =>
    numberAt(
      destinations.find(one => (subset === undefined ? isOf(one, host, undefined) : subsetOf(one) === subset)),
      "weight",
    ) ?? 0;
  return [weight(stable, subsets?.stable), weight(canary, subsets?.canary)];
}

function isOf(destination: Json, host: string | undefined, subset: string | undefined): boolean {
  const called = textAt(destination, "destination", "host")?.split(".")[0];
  return (host !== undefined && called === host) || (subset !== undefined && subset !== "" && subsetOf(destination) === subset);
}

function subsetOf(destination: Json): string | undefined {
  return textAt(destination, "destination", "subset");
}

/**
 * Do routes that steps have added keep new weights away from the VirtualService's own? The controller looks for what it is to weigh among
 * all routes: where none is named, a mirror route is all that it finds, and a header route in front of a named one hides it.
 */
export function isHidden({ virtualServices: [ref] }: IstioRouting, added: readonly ManagedRoute[]): boolean {
  if (!ref || ref.routes.length > 0 || added.length === 0) return false;
  return ref.hasNames || added.some(route => route.kind === "mirror");
}

/** The DestinationRule with its subsets pointed at the versions. All others are taken out. */
export function withHashes(
  object: ClusterObject,
  { stable, canary }: Subsets,
  hashes: { readonly stable: string; readonly canary: string },
): ClusterObject {
  const pointed = (subset: JsonObject, hash: string): JsonObject => ({
    ...subset,
    labels: { ...objectAt(subset, "labels"), [hashLabel]: hash },
  });
  const subsets = listAt(object, "spec", "subsets")
    .filter(isObject)
    .flatMap(subset => {
      const name = textAt(subset, "name");
      return name === canary ? [pointed(subset, hashes.canary)] : name === stable ? [pointed(subset, hashes.stable)] : [];
    });
  return { ...object, spec: { ...objectAt(object, "spec"), subsets } };
}
