import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from "../../../base/json.ts";
import type { ClusterObject } from "../../platform.ts";
import type { ManagedRoute } from "../state.ts";
import { type Edit, type Find, type Router, type Wiring, withItems } from "./router.ts";

/**
 * The Gateway API, through the plugin `argoproj-labs/gatewayAPI`: routes that people made get the weights, and header routes become rules behind
 * their own. Source: `argo-rollouts.md` 10.5, and the plugin's own source at v0.15.0.
 */
export const gatewayApi: Router = {
  id: "gateway-api",
  edits: (wiring, { weight, routes }) =>
    routesOf(wiring).map(
      ({ kind, name, headers }): Edit => ({
        kind,
        name,
        apply(object) {
          const own = withItems(object, "rules", rule => (isAdded(wiring, rule) ? rule : weighed(wiring, rule, weight)));
          return labelled(headers ? withRules(own, wiring, routes) : own, wiring, weight);
        },
      }),
    ),
  shown(wiring, find) {
    const [first] = routesOf(wiring);
    const object = first && find(first.kind, first.name);
    const rules = listAt(object, "spec", "rules");
    const rule = rules.find(
      one => isObject(one) && !isAdded(wiring, one) && backendOf(one, wiring.canary) && backendOf(one, wiring.stable),
    );
    const weight = (service: string): number => numberAt(backendOf(rule, service), "weight") ?? 1;
    if (!object || !rule) return undefined;
    return { route: [weight(wiring.stable), weight(wiring.canary), 0], managed: rules.flatMap(one => addedName(wiring, one) ?? []) };
  },
  routesIn(wiring, find) {
    const object = headerRouteObject(wiring, find);
    const rules = listAt(object, "spec", "rules");
    const [source] = sourceRules(wiring, rules);
    const before = listAt(source, "matches", 0, "headers").length;
    return rules.flatMap((rule): readonly ManagedRoute[] => {
      const name = addedName(wiring, rule);
      if (name === undefined) return [];
      const match = listAt(rule, "matches", 0, "headers")
        .slice(before)
        .map(one => ({
          headerName: textAt(one, "name") ?? "",
          headerValue: { [textAt(one, "type") === "RegularExpression" ? "regex" : "exact"]: textAt(one, "value") ?? "" },
        }));
      return [{ kind: "header", name, match, percentage: 100, weight: 0 }];
    });
  },
  // Mirror routes are taken and forgotten. A new rule is the last one, and takes the place of one with the same headers.
  withRoute(wiring, routes, added) {
    if (added.kind === "mirror" || !routesOf(wiring).some(route => route.headers)) return routes;
    const headers = headersOf(added.match);
    return [
      ...routes.filter(route => route.name !== added.name && !headers.every(header => headersOf(route.match).includes(header))),
      added,
    ];
  },
  // All of them go, whichever was named.
  withoutRoute: () => [],
  unpredicted(wiring, find) {
    if (selectors.some(key => isObject(wiring.settings[key])))
      return "routes that the Gateway API plugin finds by labels are not predicted yet";
    if (routesOf(wiring).length === 0)
      return "every pass of the controller ends in an error, since the Gateway API plugin is told of no route";
    if ((wiring.maxWeight ?? 100) !== 100) return "the Gateway API plugin takes every weight for percent, whatever `maxTrafficWeight` is";
    for (const { kind, name } of routesOf(wiring)) {
      const rules = listAt(find(kind, name), "spec", "rules").filter(rule => isObject(rule) && !isAdded(wiring, rule));
      const absent = [wiring.canary, wiring.stable].find(service => !rules.some(rule => backendOf(rule, service)));
      if (find(kind, name) && absent !== undefined)
        return `every pass of the controller ends in an error, since the ${kind} \`${name}\` leads nowhere to \`${absent}\``;
    }
    return undefined;
  },
};

/** The four kinds of route, in the plugin's order; a header needs one of the first two. */
const kinds: readonly { readonly kind: string; readonly key: string; readonly takesHeaders: boolean }[] = [
  { kind: "HTTPRoute", key: "httpRoute", takesHeaders: true },
  { kind: "GRPCRoute", key: "grpcRoute", takesHeaders: true },
  { kind: "TCPRoute", key: "tcpRoute", takesHeaders: false },
  { kind: "TLSRoute", key: "tlsRoute", takesHeaders: false },
];
const selectors = kinds.map(({ key }) => `${key}Selector`);

function routesOf({ settings }: Wiring): readonly { readonly kind: string; readonly name: string; readonly headers: boolean }[] {
  return kinds.flatMap(({ kind, key, takesHeaders }) => {
    const listedRoutes = listAt(settings, `${key}s`).map(route => ({
      kind,
      name: textAt(route, "name") ?? "",
      headers: takesHeaders && objectAt(route).useHeaderRoutes === true,
    }));
    const name = textAt(settings, key);
    return name ? [...listedRoutes, { kind, name, headers: takesHeaders }] : listedRoutes;
  });
}

function headerRouteObject(wiring: Wiring, find: Find): ClusterObject | undefined {
  const route = routesOf(wiring).find(one => one.headers);
  return route && find(route.kind, route.name);
}

/** The route of a step that a rule was made for; of the rules for one route the first has its name, the others a number behind it. */
function addedName({ managed }: Wiring, rule: Json): string | undefined {
  return managed.find(name => name === textAt(rule, "name"));
}

/** Is the rule one that the plugin made? A rule that leads to the new version only is taken for one, whoever wrote it. */
function isAdded({ managed, canary }: Wiring, rule: JsonObject): boolean {
  const name = textAt(rule, "name") ?? "";
  const backends = listAt(rule, "backendRefs");
  return (
    managed.some(base => name === base || (name.startsWith(`${base}-`) && /^[+-]?\d+$/.test(name.slice(base.length + 1)))) ||
    (backends.length === 1 && textAt(backends[0], "name") === canary)
  );
}

function backendOf(rule: Json | undefined, service: string): Json | undefined {
  return listAt(rule, "backendRefs").find(backend => textAt(backend, "name") === service);
}

function weighed({ canary, stable }: Wiring, rule: JsonObject, weight: number): JsonObject {
  const weights: { readonly [service: string]: number } = { [canary]: weight, [stable]: 100 - weight };
  const backendRefs = listAt(rule, "backendRefs").map(backend => {
    const wanted = weights[textAt(backend, "name") ?? ""];
    return isObject(backend) && wanted !== undefined ? { ...backend, weight: wanted } : backend;
  });
  return backendRefs.length === 0 ? rule : { ...rule, backendRefs };
}

/** Rules that lead to both versions: each header route is made of every one of them. */
function sourceRules({ canary, stable }: Wiring, rules: readonly Json[]): readonly Json[] {
  return rules.filter(rule => backendOf(rule, canary) && backendOf(rule, stable));
}

function withRules(object: ClusterObject, wiring: Wiring, routes: readonly ManagedRoute[]): ClusterObject {
  const spec = objectAt(object, "spec");
  // Rules for the new version that people wrote go too, as soon as anything is taken away, which is before the first step.
  const own = listAt(spec, "rules").filter(rule => isObject(rule) && !isAdded(wiring, rule));
  const added = routes.flatMap(({ name, match }) =>
    sourceRules(wiring, own).map((rule, index) => headerRule(wiring, rule, index === 0 ? name : `${name}-${index}`, match)),
  );
  return { ...object, spec: { ...spec, rules: [...own, ...added] } };
}

function headerRule({ canary }: Wiring, source: Json, name: string, match: Json): JsonObject {
  const headers = listAt(match).map(headerMatch);
  const matches = listAt(source, "matches");
  const { port } = objectAt(backendOf(source, canary));
  return {
    name,
    matches:
      matches.length === 0 ? [{ headers }] : matches.map(one => ({ ...objectAt(one), headers: [...listAt(one, "headers"), ...headers] })),
    filters: listAt(source, "filters"),
    backendRefs: [{ group: "", kind: "Service", name: canary, ...(port === undefined ? {} : { port }), weight: 1 }],
  };
}

function headerMatch(one: Json): JsonObject {
  const name = textAt(one, "headerName") ?? "";
  const { exact, prefix, regex } = objectAt(one, "headerValue");
  if (exact) return { type: "Exact", name, value: exact };
  return { type: "RegularExpression", name, value: typeof prefix === "string" && prefix !== "" ? `${prefix}.*` : (regex ?? "") };
}

function headersOf(match: Json): readonly string[] {
  return listAt(match).flatMap(one => textAt(one, "headerName") ?? []);
}

/** While the new version has any traffic a label says that the route is being worked on. */
function labelled(object: ClusterObject, { settings }: Wiring, weight: number): ClusterObject {
  if (settings.disableInProgressLabel === true) return object;
  const key = textAt(settings, "inProgressLabelKey") || "rollouts.argoproj.io/gatewayapi-canary";
  const metadata = objectAt(object, "metadata");
  const { [key]: _was, ...others } = objectAt(metadata, "labels");
  const labels = weight === 0 ? others : { ...others, [key]: textAt(settings, "inProgressLabelValue") || "in-progress" };
  if (Object.keys(labels).length > 0) return { ...object, metadata: { ...metadata, labels } };
  const { labels: _none, ...rest } = metadata;
  return { ...object, metadata: rest };
}
