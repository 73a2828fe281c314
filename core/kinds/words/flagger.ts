import type { FieldWords } from "./field-words.ts";

// Source: `flagger.md` parts 1, 3 and 4.
export const canaryWords: readonly FieldWords[] = [
  { field: "spec.provider", words: "The mesh or ingress that splits traffic.", usual: "what the controller was started with, or `istio`" },
  {
    field: "spec.targetRef",
    words:
      "The workload that people change. Flagger copies it to NAME-primary, which gets the traffic, and scales this one to 0 between rollouts.",
  },
  { field: "spec.autoscalerRef", words: "The autoscaler of the target. Flagger makes one for the primary too." },
  { field: "spec.ingressRef", words: "The Ingress of the app, for NGINX and Skipper. Without it nothing moves there." },
  {
    field: "spec.progressDeadlineSeconds",
    words: "Seconds that the target may take to become ready before the rollout fails.",
    usual: "600",
  },
  { field: "spec.skipAnalysis", words: "Promotes every change at once, unchecked.", usual: "false" },
  { field: "spec.suspend", words: "Stops everything, also a rollout that is under way.", usual: "false" },
  { field: "spec.revertOnDeletion", words: "Gives Services and routes back as they were when the Canary is deleted.", usual: "false" },
  { field: "spec.service", words: "The Services that Flagger makes: NAME, NAME-primary and NAME-canary." },
  { field: "service.name", words: "Name of the Services and routes.", usual: "the name of the target" },
  { field: "service.port", words: "Port of the Services." },
  { field: "service.targetPort", words: "Port of the container, by number or name.", usual: "the same as `port`" },
  { field: "service.portDiscovery", words: "Adds every other port of the containers to the Services.", usual: "false" },
  { field: "service.gateways", words: "Istio gateways of the route. `mesh` is traffic inside the mesh.", usual: "mesh" },
  { field: "service.gatewayRefs", words: "Gateways that the HTTPRoute hangs on. Gateway API needs one." },
  { field: "service.hosts", words: "Host names of the route." },
  { field: "spec.analysis", words: "How traffic moves and what is checked on the way." },
  {
    field: "analysis.interval",
    words: "Time between two ticks; each tick checks the metrics and then moves the weight. Less than 10s counts as 10s.",
    usual: "60s for what cannot be read",
  },
  {
    field: "analysis.threshold",
    words: "Failed checks, all in all, after which it rolls back. A passed check does not set the count back.",
  },
  { field: "analysis.stepWeight", words: "Percent of traffic that each tick adds." },
  {
    field: "analysis.stepWeights",
    words: "The weights, one for each tick; each has to be above the one before, or traffic stays there for ever.",
  },
  {
    field: "analysis.maxWeight",
    words: "The weight at which a passed check promotes. Above 100 it never promotes.",
    usual: "100",
  },
  {
    field: "analysis.stepWeightPromotion",
    words: "Percent that each tick gives back to the primary once it runs the new version.",
    usual: "0: all at once",
  },
  { field: "analysis.iterations", words: "Ticks of a blue-green or A/B test, in place of weights." },
  { field: "analysis.match", words: "Which requests see the new version in an A/B test (with `iterations`), by header or cookie." },
  {
    field: "analysis.mirror",
    words: "Copies requests to the new version before it gets any. With weights it works on Istio only.",
    usual: "false",
  },
  { field: "analysis.mirrorWeight", words: "Percent of requests that are copied.", usual: "100" },
  { field: "analysis.primaryReadyThreshold", words: "Percent of updated primary pods that have to be ready.", usual: "100" },
  { field: "analysis.canaryReadyThreshold", words: "Percent of updated canary pods that have to be ready.", usual: "100" },
  { field: "analysis.sessionAffinity", words: "Keeps who has seen the new version on it, by a cookie. Istio and Gateway API only." },
  { field: "sessionAffinity.maxAge", words: "Seconds that the cookie lasts.", usual: "86400: a day" },
  { field: "analysis.metrics", words: "What each tick checks. Without any, only the readiness of pods and webhooks count." },
  {
    field: "metrics[].name",
    words: "`request-success-rate` (percent) and `request-duration` (milliseconds, P99) are built in. Any other name needs `templateRef`.",
  },
  {
    field: "metrics[].interval",
    words: "The window of the query. With `templateRef` it has no default: `{{ interval }}` in the query is then empty.",
    usual: "1m for built-in metrics",
  },
  { field: "metrics[].thresholdRange", words: "What passes: at least `min`, at most `max`, both inclusive." },
  { field: "metrics[].templateRef", words: "A MetricTemplate that says what is asked of which provider." },
  { field: "metrics[].templateVariables", words: "Values for `{{ variables.NAME }}` in the template's query." },
  { field: "analysis.webhooks", words: "Calls to other programs: gates, tests, load, events." },
  {
    field: "webhooks[].type",
    words:
      "When it is called, and what its answer decides: `confirm-*` are gates, `pre-rollout` and `rollout` are checks, and a `rollback` that succeeds rolls back.",
    usual: "rollout",
  },
  { field: "webhooks[].timeout", words: "How long an answer may take, for each attempt.", usual: "10s" },
  { field: "webhooks[].metadata", words: "Texts that are sent along. Put numbers in quotes." },
  { field: "analysis.alerts", words: "Who is told. A list here silences the global notifier for this Canary." },
];

export const metricTemplateWords: readonly FieldWords[] = [
  { field: "provider.type", words: "The monitoring system that is asked." },
  { field: "provider.address", words: "Its URL, as Flagger reaches it." },
  { field: "provider.secretRef", words: "A Secret with its credentials, in the namespace of this template." },
  {
    field: "spec.query",
    words:
      "The query, a Go template with `{{ namespace }}`, `{{ target }}`, `{{ interval }}` and `{{ variables.NAME }}`. It has to give one number.",
  },
];

export const alertProviderWords: readonly FieldWords[] = [
  { field: "spec.type", words: "The chat system." },
  { field: "spec.address", words: "URL of the webhook. It stands in the open: `secretRef` keeps it in a Secret instead." },
  { field: "spec.channel", words: "The channel.", usual: "general" },
];
