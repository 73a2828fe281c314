import type { Kind } from "./kind.ts";

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
    { path: "spec.service.gatewayRefs[].name", to: "Gateway", namespaceFrom: "namespace" },
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
  refers: [{ path: "spec.provider.secretRef.name", to: "Secret" }],
};

export const alertProvider: Kind = {
  kind: "AlertProvider",
  group,
  versions,
  plural: "alertproviders",
  namespaced: true,
  schema: "alert-provider",
  subresources: ["status"],
  refers: [{ path: "spec.secretRef.name", to: "Secret" }],
};
