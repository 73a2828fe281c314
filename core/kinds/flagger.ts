import type { Kind } from "./kind.ts";
import { toSecret } from "./pods.ts";

const group = "flagger.app";
const versions = ["v1beta1"];

export const canary: Kind = {
  kind: "Canary",
  group,
  versions,
  plural: "canaries",
  namespaced: true,
  schema: "canary",
  subresources: ["status"],
  refers: [
    { path: "spec.targetRef.name", to: "Deployment", kindFrom: "kind" },
    { path: "spec.autoscalerRef.name", to: "HorizontalPodAutoscaler", kindFrom: "kind" },
    { path: "spec.ingressRef.name", to: "Ingress" },
    { path: "spec.routeRef.name", to: "ApisixRoute", kindFrom: "kind" },
    { path: "spec.upstreamRef.name", to: "Upstream", kindFrom: "kind", namespaceFrom: "namespace" },
    // In a mesh the parent is a Service: the one that Flagger makes.
    { path: "spec.service.gatewayRefs[].name", to: "Gateway", kindFrom: "kind", namespaceFrom: "namespace", loose: ["Service"] },
    { path: "spec.service.mirror[].backendRef.name", to: "Service", kindFrom: "kind", namespaceFrom: "namespace", loose: true },
    { path: "spec.analysis.metrics[].templateRef.name", to: "MetricTemplate", namespaceFrom: "namespace" },
    { path: "spec.analysis.alerts[].providerRef.name", to: "AlertProvider", namespaceFrom: "namespace" },
  ],
};

export const metricTemplate: Kind = {
  kind: "MetricTemplate",
  group,
  versions,
  plural: "metrictemplates",
  namespaced: true,
  schema: "metric-template",
  subresources: ["status"],
  refers: [toSecret("spec.provider.secretRef.name")],
};

export const alertProvider: Kind = {
  kind: "AlertProvider",
  group,
  versions,
  plural: "alertproviders",
  namespaced: true,
  schema: "alert-provider",
  subresources: ["status"],
  refers: [toSecret("spec.secretRef.name")],
};
