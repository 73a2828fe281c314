import { parseAllDocuments } from "yaml";
import { at, type Json, listAt, textAt } from "../../core/base/json.ts";
import { stubsFor } from "../kit/stubs.ts";
import type { KubeObject } from "./api.ts";

/** The objects of an example, in order. */
export function objectsIn(text: string): readonly KubeObject[] {
  return parseAllDocuments(text).flatMap(document => (document.toJS() as KubeObject | null) ?? []);
}

/** Objects that an example refers to and does not bring: such as its controller takes them, fitted to the first object of the example. */
export function standInsFor(text: string): readonly KubeObject[] {
  const [first] = objectsIn(text);
  return objectsIn(stubsFor(text)).map(stub => ({
    ...stub,
    apiVersion: others[stub.kind] ?? stub.apiVersion,
    ...bodies[stub.kind]?.(first as unknown as Json),
  }));
}

// Kinds that Stepwise has no descriptor of.
const others: { readonly [kind: string]: string } = {
  StatefulSet: "apps/v1",
  Gateway: "gateway.networking.k8s.io/v1",
};

const app = { app: "shop" };
const port = 80;
const podTemplate = {
  metadata: { labels: app },
  spec: { containers: [{ name: "shop", image: "shop:1", ports: [{ containerPort: 8080 }] }] },
};
const template = {
  spec: {
    metrics: [
      { name: "stand-in", successCondition: "true", count: 1, provider: { web: { url: "http://127.0.0.1:9/", jsonPath: "{$.ok}" } } },
    ],
  },
};

const bodies: { readonly [kind: string]: (judged: Json) => object } = {
  Service: () => ({ spec: { selector: app, ports: [{ port, targetPort: 8080 }] } }),
  Deployment: () => ({ spec: { replicas: 1, selector: { matchLabels: app }, template: podTemplate } }),
  DaemonSet: () => ({ spec: { selector: { matchLabels: app }, template: podTemplate } }),
  StatefulSet: () => ({ spec: { serviceName: "shop", replicas: 1, selector: { matchLabels: app }, template: podTemplate } }),
  Gateway: () => ({ spec: { gatewayClassName: "none", listeners: [{ name: "http", port, protocol: "HTTP" }] } }),
  ReplicaSet: () => ({ spec: { replicas: 1, selector: { matchLabels: app }, template: podTemplate } }),
  AnalysisTemplate: () => template,
  ClusterAnalysisTemplate: () => template,
  Ingress: judged => ({ spec: { rules: [{ http: { paths: [path(servicesOf(judged).root ?? servicesOf(judged).stable)] } }] } }),
  VirtualService: judged => {
    const named = listAt(judged, "spec", "strategy", "canary", "trafficRouting", "istio", "virtualService", "routes");
    const { stable, canary } = servicesOf(judged);
    const route = [
      { destination: { host: stable }, weight: 100 },
      { destination: { host: canary }, weight: 0 },
    ];
    return { spec: { hosts: [stable], http: named.length > 0 ? named.map(name => ({ name, route })) : [{ route }] } };
  },
  DestinationRule: judged => {
    const rule = at(judged, "spec", "strategy", "canary", "trafficRouting", "istio", "destinationRule");
    const subsets = ["stableSubsetName", "canarySubsetName"].flatMap(field => textAt(rule, field) ?? []);
    return { spec: { host: "shop", subsets: subsets.map(name => ({ name, labels: app })) } };
  },
};

/** The Services of a Rollout; the root one is that of ALB. */
function servicesOf(judged: Json): { readonly stable: string; readonly canary: string; readonly root: string | undefined } {
  const canary = at(judged, "spec", "strategy", "canary");
  return {
    stable: textAt(canary, "stableService") ?? textAt(canary, "pingPong", "pingService") ?? "shop",
    canary: textAt(canary, "canaryService") ?? textAt(canary, "pingPong", "pongService") ?? "shop-canary",
    root: textAt(canary, "trafficRouting", "alb", "rootService"),
  };
}

function path(service: string): object {
  return { path: "/", pathType: "Prefix", backend: { service: { name: service, port: { number: port } } } };
}
