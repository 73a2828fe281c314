import { type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from "../../base/json.ts";
import type { ClusterObject } from "../platform.ts";
import type { ManagedRoute } from "./state.ts";
import { type Roles, shared, sharesIn } from "./virtual-service.ts";

// The routes that steps add to a VirtualService, as the controller writes them. Source: `argo-rollouts.md` 10.1.

/** The routes of steps, in front of all others. */
export function withRoutes(
  object: ClusterObject,
  managed: readonly string[],
  roles: Roles,
  routes: readonly ManagedRoute[],
): ClusterObject {
  const all = listAt(object, "spec", "http");
  const own = all.filter(route => !managed.includes(textAt(route, "name") ?? ""));
  const [first] = own;
  const added = routes.map(route => routeObject(route, roles, listAt(first, "route")));
  if (added.length === 0 && own.length === all.length) return object;
  return { ...object, spec: { ...objectAt(object, "spec"), http: [...added, ...own] } };
}

function routeObject({ kind, name, match, percentage, weight }: ManagedRoute, roles: Roles, destinations: readonly Json[]): JsonObject {
  const { subsets } = roles;
  const destination = { host: subsets?.host ?? roles.canary ?? "", ...(subsets ? { subset: subsets.canary } : {}) };
  const matches = Array.isArray(match) ? (match as readonly Json[]) : [];
  if (kind === "header")
    return {
      name,
      match: matches.map(one => ({ headers: { [textAt(one, "headerName") ?? ""]: objectAt(one, "headerValue") } })),
      route: [{ destination, weight: 100 }],
    };
  return {
    name,
    match: matches.map(one => {
      const { method, path, headers } = objectAt(one);
      return { ...(method ? { method } : {}), ...(path ? { uri: path } : {}), ...(headers ? { headers } : {}) };
    }),
    route: shared(destinations, { ...roles, weight, beside: [] }),
    mirror: destination,
    mirrorPercentage: { value: percentage },
  };
}

/** The routes of steps that an object holds. */
export function routesIn(managed: readonly string[], roles: Roles, object: ClusterObject | undefined): readonly ManagedRoute[] {
  return listAt(object, "spec", "http").flatMap((route): readonly ManagedRoute[] => {
    const name = textAt(route, "name") ?? "";
    if (!managed.includes(name)) return [];
    const mirrored = numberAt(route, "mirrorPercentage", "value");
    const [, weight] = sharesIn(listAt(route, "route"), roles);
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
