import type { Kind, Reference } from "./kind.ts";

const group = "argoproj.io";
const versions = ["v1alpha1"];
const templateName = (path: string): Reference => ({
  path: `${path}.templates[].templateName`,
  to: "AnalysisTemplate",
  unless: { sibling: "clusterScope", to: "ClusterAnalysisTemplate" },
});
const service = (path: string): Reference => ({ path, to: "Service" });
const routing = "spec.strategy.canary.trafficRouting";

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
    { path: `${routing}.istio.virtualService.name`, to: "VirtualService", dotted: true },
    { path: `${routing}.istio.virtualServices[].name`, to: "VirtualService", dotted: true },
    { path: `${routing}.istio.destinationRule.name`, to: "DestinationRule", dotted: true },
    { path: `${routing}.nginx.stableIngress`, to: "Ingress" },
    { path: `${routing}.nginx.stableIngresses[]`, to: "Ingress" },
    { path: `${routing}.alb.ingress`, to: "Ingress" },
    { path: `${routing}.alb.ingresses[]`, to: "Ingress" },
    { path: `${routing}.ambassador.mappings[]`, to: "Mapping" },
    { path: `${routing}.plugins."argoproj-labs/gatewayAPI".httpRoute`, to: "HTTPRoute", namespaceFrom: "namespace" },
  ],
};

const analysisRefers: readonly Reference[] = [templateName("spec")];

export const analysisTemplate: Kind = {
  kind: "AnalysisTemplate",
  group,
  versions,
  plural: "analysistemplates",
  namespaced: true,
  schema: "analysis-template",
  defines: [
    { path: "spec.metrics[].name", what: "metric" },
    { path: "spec.args[].name", what: "argument" },
  ],
  refers: analysisRefers,
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
  defines: [{ path: "spec.metrics[].name", what: "metric" }],
  refers: [],
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
  ],
};
