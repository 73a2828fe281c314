import { type Json, type JsonObject, listAt, objectAt, present, textAt } from "../base/json.ts";
import { apiVersionOf, kindNamed } from "../kinds/index.ts";
import { jsonOf } from "../syntax/nodes.ts";
import type { Named } from "../workspace/reference.ts";
import type { Resource } from "../workspace/resource.ts";

// What an object that is missing would look like: as much as is known from the one that names it, and what people usually write for the rest.

/** An object that a resource names, ready to be looked over by a person; undefined for kinds of which too little would be right. */
export function absentObject(name: Named, resource: Resource): JsonObject | undefined {
  const spec = specs[name.to]?.({ name, object: jsonOf(resource.node) });
  const kind = kindNamed(name.to);
  if (!spec || !kind) return undefined;
  return {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: present({ name: name.name, namespace: name.namespace }),
    spec,
  };
}

interface Naming {
  readonly name: Named;
  /** The object that names it. */
  readonly object: Json;
}

const prometheus = "http://prometheus.monitoring:9090";

const specs: { readonly [kind: string]: (naming: Naming) => JsonObject | undefined } = {
  Service: ({ object }) => {
    const selector = labelsOf(object);
    return Object.keys(selector).length === 0 ? undefined : { selector, ports: [{ port: 80, targetPort: containerPort(object) ?? 8080 }] };
  },
  Deployment: ({ name: { name }, object }) => {
    const port = objectAt(object, "spec", "service").targetPort ?? objectAt(object, "spec", "service").port;
    return {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            { name, image: `registry.example/${name}:1.0.0`, ...(typeof port === "number" ? { ports: [{ containerPort: port }] } : {}) },
          ],
        },
      },
    };
  },
  AnalysisTemplate: measurement,
  ClusterAnalysisTemplate: measurement,
  MetricTemplate: ({ name: { path }, object }) => {
    // Flagger fills in the interval of the metric, and where that has none rolls back.
    const range = textAt(object, ...path.slice(0, -2), "interval") === undefined ? "1m" : "{{ interval }}";
    const requests = (...more: readonly string[]) =>
      `sum(rate(http_requests_total{${['namespace="{{ namespace }}"', 'pod=~"{{ target }}-.*"', ...more].join(",")}}[${range}]))`;
    return {
      provider: { type: "prometheus", address: prometheus },
      query: `100 - ${requests('code!~"5.."')}\n/ ${requests()} * 100\n`,
    };
  },
  VirtualService: ({ object }) => {
    const [stable, canary] = destinationsOf(object);
    if (stable === undefined) return undefined;
    const route = [{ destination: stable, weight: 100 }, ...(canary === undefined ? [] : [{ destination: canary, weight: 0 }])];
    const named = listAt(object, ...routing, "istio", "virtualService", "routes");
    return { hosts: [stable.host], http: named.length === 0 ? [{ route }] : named.map(name => ({ name, route })) };
  },
  DestinationRule: ({ object }) => {
    const [first, ...others] = destinationsOf(object).filter(({ subset }) => subset !== undefined);
    if (!first) return undefined;
    // The controller adds the pod hash to the labels of each.
    const subsets = [first, ...others].map(({ subset = "" }) => ({ name: subset, labels: labelsOf(object) }));
    return { host: first.host, subsets };
  },
  Ingress: ({ object }) => {
    const service = textAt(object, ...routing, "alb", "rootService") ?? servicesOf(object).stable;
    if (service === undefined) return undefined;
    const backend = { service: { name: service, port: { number: 80 } } };
    return { ingressClassName: "nginx", rules: [{ http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }] };
  },
  HTTPRoute: route,
  GRPCRoute: route,
  TraefikService: ({ object }) => {
    const { stable, canary } = servicesOf(object);
    if (stable === undefined || canary === undefined) return undefined;
    return { weighted: { services: [stable, canary].map(name => ({ name, port: 80 })) } };
  },
};

const routing = ["spec", "strategy", "canary", "trafficRouting"] as const;

/** A success rate, with the arguments that the use of the template gives; beside the steps it goes on for as long as they do. */
function measurement({ name, object }: Naming): JsonObject {
  const use = name.path.slice(0, name.path.lastIndexOf("templates"));
  const args = listAt(object, ...use, "args").flatMap(arg => textAt(arg, "name") ?? []);
  const beside = use.at(-1) === "analysis" && use.at(-2) === "canary";
  const labels = Object.entries(labelsOf(object)).map(([label, value]) => `${label.replace(/\W/g, "_")}="${String(value)}"`);
  const requests = (...more: readonly string[]) => `sum(rate(http_requests_total{${[...labels, ...more].join(",")}}[5m]))`;
  return {
    ...(args.length > 0 ? { args: args.map(arg => ({ name: arg })) } : {}),
    metrics: [
      {
        name: name.name,
        interval: "1m",
        ...(beside ? {} : { count: 5 }),
        failureLimit: 1,
        successCondition: "result[0] >= 0.99",
        provider: { prometheus: { address: prometheus, query: `${requests('code!~"5.."')}\n/ ${requests()}\n` } },
      },
    ],
  };
}

function route({ object }: Naming): JsonObject | undefined {
  const { stable, canary } = servicesOf(object);
  if (stable === undefined || canary === undefined) return undefined;
  return {
    parentRefs: [{ name: "gateway" }],
    rules: [{ backendRefs: [stable, canary].map((name, i) => ({ name, port: 80, weight: i === 0 ? 100 : 0 })) }],
  };
}

function servicesOf(object: Json): { readonly stable: string | undefined; readonly canary: string | undefined } {
  const canary = objectAt(object, "spec", "strategy", "canary");
  const flagger = textAt(object, "spec", "service", "name") ?? textAt(object, "spec", "targetRef", "name");
  return {
    stable: textAt(canary, "stableService") ?? textAt(canary, "pingPong", "pingService") ?? flagger,
    canary: textAt(canary, "canaryService") ?? textAt(canary, "pingPong", "pongService"),
  };
}

/** Where Istio splits: between two Services, or between two subsets of one. */
function destinationsOf(object: Json): readonly { readonly host: string; readonly subset?: string }[] {
  const { stable, canary } = servicesOf(object);
  const rule = objectAt(object, ...routing, "istio", "destinationRule");
  const subsets = [textAt(rule, "stableSubsetName"), textAt(rule, "canarySubsetName")].filter(name => name !== undefined);
  const host = stable ?? textAt(object, "metadata", "name");
  if (host !== undefined && subsets.length > 0) return subsets.map(subset => ({ host, subset }));
  return [stable, canary].flatMap(service => (service === undefined ? [] : [{ host: service }]));
}

function labelsOf(object: Json): JsonObject {
  const selected = objectAt(object, "spec", "selector", "matchLabels");
  return Object.keys(selected).length > 0 ? selected : objectAt(object, "spec", "template", "metadata", "labels");
}

function containerPort(object: Json): Json | undefined {
  const [container] = listAt(object, "spec", "template", "spec", "containers");
  const [port] = listAt(container, "ports");
  return objectAt(port).containerPort;
}
