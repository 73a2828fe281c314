import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from "../../base/json.ts";
import type { ClusterObject } from "../platform.ts";
import type { Canary } from "./spec.ts";
import type { ManagedRoute } from "./state.ts";

// The VirtualService as the controller writes it. Source: `argo-rollouts.md` 10.1.

type Routing = Pick<Canary, "stableService" | "canaryService" | "maxWeight" | "managedRoutes">;

/** The weights of destinations, by host (compared up to its first dot), in all routes but those that steps have added. */
export function withWeights(
  object: ClusterObject,
  weights: { readonly [host: string]: number },
  managed: readonly string[],
): ClusterObject {
  const http = listAt(object, "spec", "http").map(route => {
    if (!isObject(route) || managed.includes(textAt(route, "name") ?? "")) return route;
    return { ...route, route: weighted(listAt(route, "route"), weights) };
  });
  return { ...object, spec: { ...objectAt(object, "spec"), http } };
}

function weighted(destinations: readonly Json[], weights: { readonly [host: string]: number }): readonly Json[] {
  return destinations.map(destination => {
    const host = textAt(destination, "destination", "host")?.split(".")[0];
    const weight = host === undefined ? undefined : weights[host];
    return isObject(destination) && weight !== undefined ? { ...destination, weight } : destination;
  });
}

/** The routes of steps, in front of all others. */
export function withRoutes(object: ClusterObject, canary: Routing, routes: readonly ManagedRoute[]): ClusterObject {
  const own = listAt(object, "spec", "http").filter(route => !canary.managedRoutes.includes(textAt(route, "name") ?? ""));
  const [first] = own;
  const added = routes.map(route => routeObject(route, canary, listAt(first, "route")));
  return { ...object, spec: { ...objectAt(object, "spec"), http: [...added, ...own] } };
}

function routeObject({ kind, name, match, percentage, weight }: ManagedRoute, canary: Routing, destinations: readonly Json[]): JsonObject {
  const host = canary.canaryService ?? "";
  const matches = Array.isArray(match) ? (match as readonly Json[]) : [];
  if (kind === "header")
    return {
      name,
      match: matches.map(one => ({ headers: { [textAt(one, "headerName") ?? ""]: objectAt(one, "headerValue") } })),
      route: [{ destination: { host }, weight: 100 }],
    };
  const weights = { [host]: weight, [canary.stableService ?? ""]: canary.maxWeight - weight };
  return {
    name,
    match: matches.map(one => {
      const { method, path, headers } = objectAt(one);
      return { ...(method ? { method } : {}), ...(path ? { uri: path } : {}), ...(headers ? { headers } : {}) };
    }),
    route: weighted(destinations, weights),
    mirror: { host },
    mirrorPercentage: { value: percentage },
  };
}

/** The routes of steps that an object holds. */
export function routesIn(canary: Routing, object: ClusterObject | undefined): readonly ManagedRoute[] {
  return listAt(object, "spec", "http").flatMap((route): readonly ManagedRoute[] => {
    const name = textAt(route, "name") ?? "";
    if (!canary.managedRoutes.includes(name)) return [];
    const mirrored = numberAt(route, "mirrorPercentage", "value");
    const own = listAt(route, "route").find(one => textAt(one, "destination", "host")?.split(".")[0] === canary.canaryService);
    const weight = numberAt(own, "weight") ?? 0;
    const match = listAt(route, "match");
    if (mirrored === undefined) {
      const headers = match.flatMap(one => Object.entries(objectAt(one, "headers")));
      return [
        {
          kind: "header",
          name,
          match: headers.map(([headerName, headerValue]) => ({ headerName, headerValue })),
          percentage: 100,
          weight: 0,
        },
      ];
    }
    const written = match.map(one => {
      const { uri, ...rest } = objectAt(one);
      return uri === undefined ? rest : { ...rest, path: uri };
    });
    return [{ kind: "mirror", name, match: written, percentage: mirrored, weight }];
  });
}
