import type { WordTable } from "./field-words.ts";

// Source: `flagger.md` 1.1, 1.4, 2, 3 and 7.1.
export const canaryWords: WordTable = {
  ".spec": "What is rolled out, by which traffic system, and what is checked on the way.",
  ".spec.provider": {
    words:
      "The mesh or ingress that splits traffic; `kubernetes` splits none and is for blue-green only. Linkerd, SMI, OSM, Traefik, Kuma, Skipper, APISIX and Knative cannot do A/B tests: `match` is ignored there, and all traffic goes to the new version.",
    usual: "what the controller was started with, or `istio`",
  },
  ".spec.metricsServer": {
    words: "URL of the Prometheus for built-in metrics and for `query`. Templates do not look at it.",
    usual: "what the controller was started with",
  },
  ".spec.progressDeadlineSeconds": {
    words:
      "Seconds that the target may take to become ready before it rolls back. The Deployment's own `progressDeadlineSeconds` ends it too. Without a fraction, or Flagger cannot read any Canary.",
    usual: "600",
  },
  ".spec.targetRef":
    "The workload that people change. Flagger copies it to NAME-primary, which gets the traffic, and scales this one to 0 between rollouts.",
  "targetRef.apiVersion": "`apps/v1`. For a Service, `serving.knative.dev/v1` makes it one of Knative; otherwise nobody looks at it.",
  "targetRef.kind": "Kind of the workload. A DaemonSet is moved away by a node selector in place of being scaled.",
  "targetRef.name": "Name of the workload, in the namespace of the Canary; 55 characters at most, as `-primary` is added.",
  ".spec.autoscalerRef":
    "The autoscaler of the target. Flagger makes one for the primary too, and pauses a ScaledObject between rollouts. With it, `replicas` is not copied.",
  "autoscalerRef.apiVersion": "`autoscaling/v2` or `keda.sh/v1alpha1`; these are used, whatever is written.",
  "autoscalerRef.kind": "Kind of the autoscaler.",
  "autoscalerRef.name": "Name of the autoscaler, in the namespace of the Canary. It has to exist.",
  "autoscalerRef.primaryScalerQueries": {
    words: "Queries of the primary's ScaledObject, by the name of the trigger.",
    usual: "the target's, with the target's name replaced by that of the primary",
    seldom: true,
  },
  "primaryScalerQueries.*": "The query of the trigger of this name.",
  "autoscalerRef.primaryScalerReplicas": {
    words: "Fewest and most pods of the primary, where they are to differ from the target's.",
    usual: "those of the target",
    seldom: true,
  },
  "primaryScalerReplicas.minReplicas": { words: "Fewest pods of the primary.", usual: "that of the target" },
  "primaryScalerReplicas.maxReplicas": { words: "Most pods of the primary. Not less than `minReplicas`.", usual: "that of the target" },
  ".spec.ingressRef": "The Ingress of the app, for NGINX and Skipper. Without it nothing moves there.",
  "ingressRef.apiVersion": "`networking.k8s.io/v1`.",
  "ingressRef.kind": "`Ingress`.",
  "ingressRef.name": "Name of the Ingress, in the namespace of the Canary. It needs a path that leads to the Service of the app.",
  ".spec.routeRef": { words: "The ApisixRoute of the app, for APISIX. Without it nothing moves there.", seldom: true },
  "routeRef.apiVersion": "`apisix.apache.org/v2`.",
  "routeRef.kind": "`ApisixRoute`.",
  "routeRef.name": "Name of the route. It needs one HTTP route to the Service of the app, with no other backend.",
  ".spec.upstreamRef": { words: "A Gloo Upstream whose settings the new ones get. Gloo only.", seldom: true },
  "upstreamRef.apiVersion": "`gloo.solo.io/v1`.",
  "upstreamRef.kind": "`Upstream`.",
  "upstreamRef.name": "Name of the Upstream.",
  "upstreamRef.namespace": "Its namespace. Although it may be left out, it is not found then.",
  ".spec.skipAnalysis": {
    words:
      "Promotes every change at once, unchecked, and does not wait until the primary is ready. `confirm-rollout` is asked all the same.",
    usual: "false",
  },
  ".spec.suspend": { words: "Stops everything, also a rollout that is under way: traffic stays where it is.", usual: "false" },
  ".spec.revertOnDeletion": {
    words:
      "When the Canary is deleted, starts the target again and gives its Service back; of routes only those of Istio. Without it the app is left with 0 pods.",
    usual: "false",
  },
  ".spec.service": "The Services that Flagger makes: NAME, NAME-primary and NAME-canary. Knative does without; others need it.",
  ".spec.analysis": "How traffic moves and what is checked on the way: exactly one of `stepWeight`, `stepWeights`, `iterations`.",
};

export const canaryStatusWords: WordTable = {
  ".status.phase": "What it does now. `Waiting` waits for `confirm-rollout`, `WaitingPromotion` for `confirm-promotion`.",
  ".status.failedChecks": "Failed checks of this rollout. A rollback sets it back to 0.",
  ".status.canaryWeight":
    "Percent of traffic of the new version. In A/B tests, in blue-green and while it waits for promotion it says 0, although traffic may be there.",
  ".status.iterations": "Ticks of a blue-green or A/B test so far.",
  ".status.trackedConfigs": "ConfigMaps and Secrets of the target, whose changes start a rollout too.",
  "trackedConfigs.*": "What it held when it was last looked at, as a hash.",
  ".status.lastAppliedSpec": "The version seen last, as a hash.",
  ".status.lastPromotedSpec":
    "The version promoted last, as a hash. Another one than `lastAppliedSpec`: something is pending, running or failed.",
  ".status.lastTransitionTime": "When the status was last written, also where the phase has not changed.",
  ".status.sessionAffinityCookie": "Cookie that keeps people on the new version.",
  ".status.primarySessionAffinityCookie": "Cookie that keeps people on the primary.",
  ".status.previousSessionAffinityCookie": "Cookie of the rollout before, which is taken back.",
};
