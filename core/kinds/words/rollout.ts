import type { FieldWords } from "./field-words.ts";

const canary = "strategy.canary";
const blueGreen = "strategy.blueGreen";

// Source: `argo-rollouts.md` parts 1 and 3.
export const rolloutWords: readonly FieldWords[] = [
  { field: "spec.replicas", words: "Pods of both versions together. Leave it out when an autoscaler sets it.", usual: "1" },
  {
    field: "spec.selector",
    words: "Which pods belong to the Rollout. It has to match the labels of `template`, and can never be changed.",
  },
  { field: "spec.template", words: "The pods. Every change of it, and nothing else, starts a rollout." },
  {
    field: "spec.workloadRef",
    words:
      "Takes the pod template from another object, usually a Deployment that is to become a Rollout. `template` and `selector` stay out then.",
  },
  {
    field: "workloadRef.scaleDown",
    words: "When the Deployment's own pods go: `never`, `onsuccess` of the first rollout, or `progressively` with it.",
    usual: "never",
  },
  { field: "spec.minReadySeconds", words: "Seconds that a pod must stay ready before it counts as available.", usual: "0" },
  {
    field: "spec.progressDeadlineSeconds",
    words:
      "Seconds without progress of pods before the rollout counts as degraded. It goes on trying unless `progressDeadlineAbort` is set.",
    usual: "600",
  },
  { field: "spec.progressDeadlineAbort", words: "Rolls back when `progressDeadlineSeconds` have passed without progress.", usual: "false" },
  { field: "spec.revisionHistoryLimit", words: "Old ReplicaSets that are kept for going back.", usual: "10" },
  { field: "spec.paused", words: "Stops the rollout where it is until it is false again.", usual: "false" },
  { field: "spec.restartAt", words: "Pods that were created before this time are replaced, a few at a time." },
  {
    field: "rollbackWindow.revisions",
    words: "Going back to one of this many recent revisions skips steps and analyses.",
    usual: "off",
  },
  { field: "spec.strategy", words: "How a new version takes over: `canary` or `blueGreen`, one of them." },
  { field: canary, words: "Moves traffic to the new version step by step. Without steps it is a rolling update." },
  {
    field: `${canary}.steps`,
    words: "What happens with a new version, in this order. After the last step it gets all traffic.",
    usual: "no steps: a rolling update",
  },
  {
    field: "steps[].setWeight",
    words:
      "Percent of traffic for the new version. Without `trafficRouting` it is the share of pods, rounded, so 5 % of 10 pods is 1 pod and 10 %.",
  },
  {
    field: "steps[].pause",
    words: "Waits for `duration`, and without one until a person promotes.",
    usual: "for ever",
  },
  {
    field: "pause.duration",
    words: "Seconds, or a duration such as `30s`, `5m` or `1h`. There is no `d` for days.",
    usual: "until a person promotes",
  },
  {
    field: "steps[].analysis",
    words:
      "Runs analysis templates and goes on when they pass; a failure rolls back. Each metric needs an end (`count`), or the step never ends.",
  },
  { field: "steps[].experiment", words: "Runs pods of chosen versions side by side for a while, with analyses of their own." },
  {
    field: "steps[].setCanaryScale",
    words: "Number of canary pods, apart from the weight. It needs `trafficRouting`, and holds until another step changes it.",
  },
  { field: "setCanaryScale.replicas", words: "Canary pods, as a number. It wins over `weight`." },
  { field: "setCanaryScale.weight", words: "Canary pods, as percent of `spec.replicas`." },
  {
    field: "setCanaryScale.matchTrafficWeight",
    words: "Canary pods follow the weight of traffic again. It wins over `replicas` and `weight`.",
  },
  {
    field: "steps[].setHeaderRoute",
    words: "Sends requests with certain headers to the new version, whatever the weight. Without `match` the route is removed.",
  },
  { field: "setHeaderRoute.name", words: "Name of the route: one of `trafficRouting.managedRoutes`." },
  {
    field: "steps[].setMirrorRoute",
    words: "Sends a copy of requests to the new version; its answers are thrown away. Without `match` the route is removed.",
  },
  { field: "setMirrorRoute.percentage", words: "Percent of the matching requests that are copied.", usual: "100" },
  { field: "steps[].plugin", words: "A step that a plugin of the controller carries out. How long it takes is the plugin's affair." },
  { field: `${canary}.canaryService`, words: "Service whose selector the controller points at the new version's pods." },
  { field: `${canary}.stableService`, words: "Service whose selector the controller points at the stable version's pods." },
  {
    field: `${canary}.trafficRouting`,
    words: "The traffic system that splits requests by weight. Without one, traffic follows the number of pods.",
  },
  { field: "trafficRouting.managedRoutes", words: "Routes that header and mirror steps may make. Their order is their precedence." },
  { field: "trafficRouting.maxTrafficWeight", words: "What all weights sum to, for systems that do not count in percent.", usual: "100" },
  { field: "istio.virtualService", words: "The VirtualService whose route weights the controller writes." },
  { field: "virtualService.routes", words: "Names of its HTTP routes. They can be left out when it has only one." },
  { field: "istio.destinationRule", words: "Splits by subsets of one host in place of two Services." },
  {
    field: "nginx.stableIngress",
    words: "The Ingress of the stable version. The controller makes a second one beside it that carries the weight.",
  },
  { field: "alb.ingress", words: "The Ingress whose `actions` annotation the controller writes." },
  { field: "alb.rootService", words: "Service that the Ingress names; the action of that name has the weights.", usual: "stableService" },
  { field: "alb.servicePort", words: "Port of the Services in the action." },
  {
    field: `${canary}.maxSurge`,
    words: "Pods above `replicas` while versions change, as a number or a percentage. A text without `%` is a percentage too.",
    usual: "25 %",
  },
  {
    field: `${canary}.maxUnavailable`,
    words: "Pods that may be missing while versions change. It cannot be 0 together with `maxSurge`.",
    usual: "25 %",
  },
  {
    field: `${canary}.analysis`,
    words: "A check that runs beside the steps, from `startingStep` to the end; a failure at any time rolls back.",
  },
  { field: "analysis.startingStep", words: "Index of the step with which the check begins, counted from 0.", usual: "0" },
  {
    field: `${canary}.dynamicStableScale`,
    words:
      "Takes stable pods away as traffic leaves them: cheaper, and an abort has to wait until they are back. Only with `trafficRouting`.",
    usual: "false",
  },
  {
    field: `${canary}.scaleDownDelaySeconds`,
    words: "How long old pods stay after a promotion, so that connections can end. Only with `trafficRouting`.",
    usual: "30",
  },
  {
    field: `${canary}.abortScaleDownDelaySeconds`,
    words: "How long canary pods stay after an abort; with 0 they go at once. Only with `trafficRouting`.",
    usual: "30",
  },
  { field: "pingPong", words: "Two Services that take turns at being stable, so that no connection is cut when a version is promoted." },
  { field: `${canary}.minPodsPerReplicaSet`, words: "Pods that a version keeps while it has any traffic at all." },
  { field: "antiAffinity", words: "Keeps pods of the two versions off the same node." },
  {
    field: "analysis.templates",
    words: "AnalysisTemplates that are merged into one run. Two of them may not have a metric of the same name.",
  },
  {
    field: "templates[].templateName",
    words: "An AnalysisTemplate of the same namespace, or a ClusterAnalysisTemplate with `clusterScope: true`.",
  },
  { field: "templates[].clusterScope", words: "The name is that of a ClusterAnalysisTemplate.", usual: "false" },
  { field: "analysis.args", words: "Values for arguments of the templates. One without a default has to be here." },
  {
    field: "valueFrom.podTemplateHashValue",
    words: "`Latest` is the pod hash of the new version, `Stable` that of the old one.",
  },
  { field: "valueFrom.fieldRef.fieldPath", words: "A field of the Rollout, such as `metadata.name` or `metadata.labels['env']`." },
  { field: "dryRun[].metricName", words: "Metrics that are measured and decide nothing. A regular expression: `.*` is all of them." },
  { field: blueGreen, words: "Starts the new version beside the old one and moves all traffic at once." },
  { field: `${blueGreen}.activeService`, words: "Service that people use; its selector moves to the new version on promotion." },
  { field: `${blueGreen}.previewService`, words: "Service that shows the new version before it is promoted." },
  { field: `${blueGreen}.autoPromotionEnabled`, words: "False waits for a person before traffic moves.", usual: "true" },
  {
    field: `${blueGreen}.autoPromotionSeconds`,
    words: "Promotes this many seconds after the new version is ready. Without effect when `autoPromotionEnabled` is false.",
    usual: "0: at once",
  },
  { field: `${blueGreen}.previewReplicaCount`, words: "Pods of the new version before it is promoted.", usual: "all of them" },
  { field: `${blueGreen}.prePromotionAnalysis`, words: "Has to pass before traffic moves." },
  { field: `${blueGreen}.postPromotionAnalysis`, words: "Runs after traffic has moved; a failure moves it back." },
  { field: `${blueGreen}.scaleDownDelaySeconds`, words: "How long old pods stay after the promotion.", usual: "30" },
];
