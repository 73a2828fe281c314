import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, present, textAt } from "../../../base/json.ts";
import type { ClusterObject } from "../../platform.ts";
import type { ManagedRoute } from "../state.ts";
import { namesAt, type Router, type Wanted, type Wiring, withAnnotations, withItems } from "./router.ts";

/**
 * The AWS load balancer: the Ingress that people made gets the weights as an action in an annotation, and for each header route an action, a
 * condition and a path. Source: `argo-rollouts.md` 10.3.
 */
export const alb: Router = {
  id: "alb",
  edits: (wiring, wanted) =>
    ingresses(wiring).map(name => ({ kind, name, apply: object => withPaths(annotated(object, wiring, wanted), wiring, wanted.routes) })),
  shown(wiring, find) {
    const ingress = find(kind, ingresses(wiring)[0] ?? "");
    if (!ingress) return undefined;
    const groups = listAt(parsed(textAt(ingress, "metadata", "annotations", action(wiring, actionService(wiring)))), ...targetGroups);
    const weight = (service: string): number =>
      numberAt(
        groups.find(group => textAt(group, "ServiceName") === service),
        "Weight",
      ) ?? 0;
    return {
      route: [weight(wiring.stable), weight(wiring.canary), 0],
      managed: pathsOf(ingress).filter(name => wiring.managed.includes(name)),
    };
  },
  routesIn(wiring, find) {
    const ingress = find(kind, ingresses(wiring)[0] ?? "");
    const annotations = listAt(parsed(textAt(ingress, "metadata", "annotations", managedKey)), wiring.rollout);
    const order = (name: string): number => annotations.indexOf(action(wiring, name));
    return pathsOf(ingress)
      .filter(name => wiring.managed.includes(name))
      .toSorted((a, b) => order(a) - order(b))
      .map((name): ManagedRoute => {
        const conditions = parsed(textAt(ingress, "metadata", "annotations", condition(wiring, name)));
        const match = listAt(conditions).flatMap(one =>
          listAt(one, "httpHeaderConfig", "values").map(value => ({
            headerName: textAt(one, "httpHeaderConfig", "httpHeaderName") ?? "",
            headerValue: { exact: value },
          })),
        );
        return { kind: "header", name, match, percentage: 100, weight: 0 };
      });
  },
  // The list of its annotations is as they came; the paths stand in the order of `managed`.
  withRoute: (_wiring, routes, added) =>
    routes.some(route => route.name === added.name) ? routes.map(route => (route.name === added.name ? added : route)) : [...routes, added],
  refusesMatch: match =>
    listAt(match).some(one => !textAt(one, "headerValue", "exact") || Object.keys(objectAt(one, "headerValue")).length !== 1)
      ? "a header that is not compared by `exact`"
      : undefined,
  unpredicted(wiring, find) {
    const seconds = numberAt(wiring.settings, "stickinessConfig", "durationSeconds") ?? 0;
    if (isSticky(wiring) && (seconds < 1 || seconds > mostSticky))
      return "every pass of the controller ends in an error, since `stickinessConfig.durationSeconds` is not between 1 and 604800";
    for (const name of ingresses(wiring)) {
      const ingress = find(kind, name);
      if (ingress && wiring.managed.length > 0 && Object.keys(objectAt(ingress, "metadata", "annotations")).length === 0)
        return `every pass of the controller breaks off, since with \`managedRoutes\` it needs the Ingress \`${name}\` to have an annotation, whichever`;
      if (ingress && !listAt(ingress, "spec", "rules").some(rule => pathsOfRule(rule).includes(actionService(wiring))))
        return `the controller refuses it, since no rule of the Ingress \`${name}\` leads to the Service \`${actionService(wiring)}\``;
    }
    return undefined;
  },
  tellsWeight: (wiring, weight) => told(wiring, name => `Updating Ingress \`${name}\` to desiredWeight '${weight}'`),
  tellsRemoval: wiring => told(wiring, name => `Updating Ingress \`${name}\` removing managed routes`),
};

const kind = "Ingress";
const managedKey = "rollouts.argoproj.io/managed-alb-annotations";
const targetGroups = ["ForwardConfig", "TargetGroups"] as const;
const mostSticky = 604_800;

function ingresses({ settings }: Wiring): readonly string[] {
  return namesAt(settings, "ingress", "ingresses");
}

/** The Service whose action is weighed. */
function actionService({ settings, stable }: Wiring): string {
  return textAt(settings, "rootService") || stable;
}

function key({ settings }: Wiring, what: string, name: string): string {
  return `${textAt(settings, "annotationPrefix") || "alb.ingress.kubernetes.io"}/${what}.${name}`;
}

function action(wiring: Wiring, name: string): string {
  return key(wiring, "actions", name);
}

function condition(wiring: Wiring, name: string): string {
  return key(wiring, "conditions", name);
}

function annotated(object: ClusterObject, wiring: Wiring, { weight, routes }: Wanted): ClusterObject {
  const before = objectAt(object, "metadata", "annotations");
  const ofRoutes = wiring.managed.flatMap(name => [action(wiring, name), condition(wiring, name)]);
  const added = routes.flatMap(({ name, match }): readonly (readonly [string, string])[] => [
    [action(wiring, name), forward(wiring, { [wiring.canary]: 100 })],
    [condition(wiring, name), JSON.stringify(conditions(match))],
  ]);
  const own = action(wiring, actionService(wiring));
  const managed = objectAt(parsed(textAt(before, managedKey)));
  const kept = listAt(managed, wiring.rollout).filter(name => typeof name === "string" && name !== own && !ofRoutes.includes(name));
  const names = [own, ...kept, ...added.map(([name]) => name)];
  return withAnnotations(object, {
    ...Object.fromEntries(Object.entries(before).filter(([name]) => !ofRoutes.includes(name))),
    ...Object.fromEntries(added),
    [own]: forward(wiring, { [wiring.canary]: weight, [wiring.stable]: 100 - weight }),
    // Go writes the keys of a map in their order.
    [managedKey]: JSON.stringify(
      Object.fromEntries(Object.entries({ ...managed, [wiring.rollout]: names }).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    ),
  });
}

function forward(wiring: Wiring, weights: { readonly [service: string]: number }): string {
  const port = String(numberAt(wiring.settings, "servicePort") ?? 0);
  return JSON.stringify({
    Type: "forward",
    ForwardConfig: present({
      TargetGroups: Object.entries(weights).map(([ServiceName, Weight]) => ({ ServiceName, ServicePort: port, Weight })),
      TargetGroupStickinessConfig: isSticky(wiring)
        ? { Enabled: true, DurationSeconds: numberAt(wiring.settings, "stickinessConfig", "durationSeconds") ?? 0 }
        : undefined,
    }),
  });
}

function isSticky({ settings }: Wiring): boolean {
  return objectAt(settings, "stickinessConfig").enabled === true;
}

/** Values of one header are alternatives; headers of different names must all fit. */
function conditions(match: Json): Json {
  const values = new Map<string, string[]>();
  for (const one of listAt(match)) {
    const header = textAt(one, "headerName") ?? "";
    values.set(header, [...(values.get(header) ?? []), textAt(one, "headerValue", "exact") ?? ""]);
  }
  return [...values].map(([httpHeaderName, list]) => ({
    field: "http-header",
    httpHeaderConfig: { httpHeaderName, values: list },
  }));
}

/** The paths of header routes, in front of all others of each rule. */
function withPaths(object: ClusterObject, { managed }: Wiring, routes: readonly ManagedRoute[]): ClusterObject {
  if (managed.length === 0) return object;
  const added = managed
    .filter(name => routes.some(route => route.name === name))
    .map(
      (name): JsonObject => ({
        path: "/*",
        pathType: "ImplementationSpecific",
        backend: { service: { name, port: { name: "use-annotation" } } },
      }),
    );
  return withItems(object, "rules", rule => {
    const own = listAt(rule, "http", "paths").filter(path => !managed.includes(serviceOf(path) ?? ""));
    return { ...rule, http: { ...objectAt(rule, "http"), paths: [...added, ...own] } };
  });
}

function pathsOf(ingress: ClusterObject | undefined): readonly string[] {
  return pathsOfRule(listAt(ingress, "spec", "rules")[0]);
}

function pathsOfRule(rule: Json | undefined): readonly string[] {
  return listAt(rule, "http", "paths").flatMap(path => serviceOf(path) ?? []);
}

function serviceOf(path: Json): string | undefined {
  return textAt(path, "backend", "service", "name");
}

function parsed(text: string | undefined): Json {
  try {
    const value = JSON.parse(text ?? "null") as unknown;
    return Array.isArray(value) ? (value as readonly Json[]) : isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function told(wiring: Wiring, words: (name: string) => string): readonly (readonly [string, string])[] {
  return ingresses(wiring).map(name => ["PatchingALBIngress", words(name)]);
}
