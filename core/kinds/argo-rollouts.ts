import type { Kind, Reference } from "./kind.ts";
import { podReferences, toSecret } from "./pods.ts";

const group = "argoproj.io";
const versions = ["v1alpha1"];
const templateName = (path: string): Reference => ({
  path: `${path}.templates[].templateName`,
  to: "AnalysisTemplate",
  unless: { sibling: "clusterScope", to: "ClusterAnalysisTemplate" },
});
const service = (path: string): Reference => ({ path, to: "Service" });
const istio = "networking.istio.io";
const routing = "spec.strategy.canary.trafficRouting";
const gatewayApi = `${routing}.plugins."argoproj-labs/gatewayAPI"`;
const gatewayRoute = (path: string, to: string): Reference => ({
  path: `${gatewayApi}.${path}`,
  to,
  namespaceAt: `${gatewayApi}.namespace`,
});

export const rollout: Kind = {
  kind: "Rollout",
  group,
  versions,
  plural: "rollouts",
  namespaced: true,
  schema: "rollout",
  subresources: ["status", "scale"],
  refers: [
    service("spec.strategy.canary.canaryService"),
    service("spec.strategy.canary.stableService"),
    service("spec.strategy.canary.pingPong.pingService"),
    service("spec.strategy.canary.pingPong.pongService"),
    service("spec.strategy.blueGreen.activeService"),
    service("spec.strategy.blueGreen.previewService"),
    service(`${routing}.alb.rootService`),
    templateName("spec.strategy.canary.analysis"),
    templateName("spec.strategy.canary.steps[].analysis"),
    templateName("spec.strategy.blueGreen.prePromotionAnalysis"),
    templateName("spec.strategy.blueGreen.postPromotionAnalysis"),
    {
      path: "spec.strategy.canary.steps[].experiment.analyses[].templateName",
      to: "AnalysisTemplate",
      unless: { sibling: "clusterScope", to: "ClusterAnalysisTemplate" },
    },
    { path: "spec.workloadRef.name", to: "Deployment", kindFrom: "kind" },
    { path: `${routing}.istio.virtualService.name`, to: "VirtualService", group: istio, dotted: true },
    { path: `${routing}.istio.virtualServices[].name`, to: "VirtualService", group: istio, dotted: true },
    { path: `${routing}.istio.destinationRule.name`, to: "DestinationRule", dotted: true },
    // Told by a rule of its own, which looks for the router as well.
    { path: `${routing}.appMesh.virtualService.name`, to: "VirtualService", group: "appmesh.k8s.aws", loose: true },
    { path: `${routing}.nginx.stableIngress`, to: "Ingress" },
    { path: `${routing}.nginx.stableIngresses[]`, to: "Ingress" },
    { path: `${routing}.alb.ingress`, to: "Ingress" },
    { path: `${routing}.alb.ingresses[]`, to: "Ingress" },
    gatewayRoute("httpRoute", "HTTPRoute"),
    gatewayRoute("httpRoutes[].name", "HTTPRoute"),
    gatewayRoute("grpcRoute", "GRPCRoute"),
    gatewayRoute("grpcRoutes[].name", "GRPCRoute"),
    { path: `${routing}.plugins."argoproj-labs/contour".httpProxies[]`, to: "HTTPProxy" },
    { path: `${routing}.traefik.weightedTraefikServiceName`, to: "TraefikService" },
    { path: `${routing}.apisix.route.name`, to: "ApisixRoute" },
    { path: `${routing}.ambassador.mappings[]`, to: "Mapping" },
    { path: `${routing}.smi.rootService`, to: "Service", loose: true },
    // The controller makes it.
    { path: `${routing}.smi.trafficSplitName`, to: "TrafficSplit", loose: true },
    ...podReferences("spec.template"),
  ],
};

const measured: readonly Reference[] = [
  toSecret("spec.args[].valueFrom.secretKeyRef.name"),
  toSecret("spec.metrics[].provider.datadog.secretRef.name"),
  ...podReferences("spec.metrics[].provider.job.spec.template"),
];

export const analysisTemplate: Kind = {
  kind: "AnalysisTemplate",
  group,
  versions,
  plural: "analysistemplates",
  namespaced: true,
  schema: "analysis-template",
  refers: [templateName("spec"), ...measured],
};

export const clusterAnalysisTemplate: Kind = {
  ...analysisTemplate,
  kind: "ClusterAnalysisTemplate",
  plural: "clusteranalysistemplates",
  namespaced: false,
  schema: "cluster-analysis-template",
};

export const analysisRun: Kind = {
  kind: "AnalysisRun",
  group,
  versions,
  plural: "analysisruns",
  namespaced: true,
  schema: "analysis-run",
  refers: measured,
};

export const experiment: Kind = {
  kind: "Experiment",
  group,
  versions,
  plural: "experiments",
  namespaced: true,
  schema: "experiment",
  refers: [
    { path: "spec.analyses[].templateName", to: "AnalysisTemplate", unless: { sibling: "clusterScope", to: "ClusterAnalysisTemplate" } },
    ...podReferences("spec.templates[].template"),
  ],
};
