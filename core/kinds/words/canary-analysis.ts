import type { WordTable } from "./field-words.ts";

// Source: `flagger.md` 1.3, 2.5 to 2.8, 3.4, 3.5, 4, 5 and 9.
export const canaryAnalysisWords: WordTable = {
  "analysis.interval": {
    words:
      "Time between two ticks, in `s` or `m`; each tick checks the metrics and then moves the weight. Less than 10s counts as 10s, and what cannot be read (`1min`) as 60s. A rollback takes `threshold` ticks, and one more.",
  },
  "analysis.threshold": "Failed checks, all in all, after which it rolls back. A passed check does not set the count back. 0 counts as 1.",
  "analysis.stepWeight": "Percent of traffic that each tick adds. 0 never moves.",
  "analysis.stepWeights":
    "The weights, one for each tick; each has to be above the one before, or traffic stays there for ever. Changed during a rollout, it may jump to 100.",
  "analysis.maxWeight": {
    words:
      "The weight at which a passed check promotes. Where it is no multiple of `stepWeight` it is overshot; above 100 it never promotes. `stepWeights` does not look at it.",
    usual: "100",
  },
  "analysis.stepWeightPromotion": {
    words: "Percent that each tick gives back to the primary once it runs the new version. NGINX never ends so in an A/B test.",
    usual: "0 (all at once)",
  },
  "analysis.iterations": "Ticks of a blue-green test, or with `match` of an A/B test, in place of weights. 0 never ends.",
  "analysis.match":
    "Which requests see the new version: with `iterations` an A/B test, with weights only these requests are split (on NGINX that promotes after one check). One of the entries has to match.",
  "analysis.match[].headers": "Headers by name, each with what its value has to be; all have to match. A cookie is the header `cookie`.",
  "analysis.match[].headers.*":
    "What this header has to be: exactly one of `exact`, `prefix`, `suffix`, `regex`. On Gateway API a `prefix` or `suffix` drops the whole match, and everyone sees the new version.",
  suffix: "The text has to end with this. Istio has no such match.",
  "analysis.match[].queryParams":
    "Parameters of the URL by name. On Istio beside `service.match` they do not count, and everyone sees the new version.",
  "analysis.match[].queryParams.*": "What this parameter has to be.",
  "analysis.match[].sourceLabels": "Labels of the pods that call. Istio only.",
  "sourceLabels.*": "The value that this label has to have.",
  "analysis.mirror": {
    words: "Copies requests to the new version before it gets any. With weights on Istio only: elsewhere it never gets past 0.",
    usual: "false",
  },
  "analysis.mirrorWeight": { words: "Percent of requests that are copied. Istio only.", usual: "100" },
  "analysis.primaryReadyThreshold": {
    words: "Percent of updated primary pods that have to be ready. Above 100 they never are.",
    usual: "100",
  },
  "analysis.canaryReadyThreshold": {
    words: "Percent of updated canary pods that have to be ready. Above 100 they never are.",
    usual: "100",
  },
  "analysis.sessionAffinity": "Keeps who has seen the new version on it, by a cookie. Istio and Gateway API only; others ignore it.",
  "sessionAffinity.cookieName": "What the cookie is called.",
  "sessionAffinity.primaryCookieName": {
    words: "Name of a cookie that keeps others on the primary for one `interval`. Not that of `cookieName`.",
    seldom: true,
  },
  "sessionAffinity.maxAge": { words: "Seconds that the cookie lasts.", usual: "86400 (a day)" },
  "sessionAffinity.domain": { words: "Domain of the cookie.", usual: "the host that sets it", seldom: true },
  "sessionAffinity.path": { words: "Path of the cookie.", seldom: true },
  "sessionAffinity.httpOnly": { words: "Scripts cannot read the cookie.", usual: "false", seldom: true },
  "sessionAffinity.secure": { words: "The cookie is sent by HTTPS only.", usual: "false", seldom: true },
  "sessionAffinity.sameSite": { words: "Whether other sites send the cookie along. `None` needs `secure`.", seldom: true },
  "sessionAffinity.partitioned": { words: "The cookie is kept apart for each site that embeds the page.", usual: "false", seldom: true },
  "analysis.metrics": "What each tick checks. Without any, only the readiness of pods and webhooks count.",
  "metrics[].name":
    "`request-success-rate` (percent) and `request-duration` (milliseconds, P99) are built in. Any other name needs `templateRef`. A built-in name with `templateRef` checks both.",
  "metrics[].interval": {
    words: "The window of the query. With `templateRef` it has no default: `{{ interval }}` in the query is then empty.",
    usual: "1m for built-in metrics",
  },
  "metrics[].thresholdRange": "What passes: at least `min`, at most `max`, both inclusive. No data is a failed check.",
  "thresholdRange.min": { words: "The smallest value that passes.", usual: "no bound" },
  "thresholdRange.max": { words: "The largest value that passes.", usual: "no bound" },
  "metrics[].threshold": {
    words: "Outdated: write `thresholdRange`. For `request-success-rate` it is a minimum, for all others a maximum.",
    usual: "0",
    seldom: true,
  },
  "metrics[].query": { words: "Outdated: PromQL that gives one series. Write a MetricTemplate.", seldom: true },
  "metrics[].templateRef": "A MetricTemplate that says what is asked of which provider.",
  "templateRef.name": "Name of the MetricTemplate.",
  "templateRef.namespace": { words: "Its namespace. Controllers may be told to refuse another one.", usual: "that of the Canary" },
  "metrics[].templateVariables": "Values for `{{ variables.NAME }}` in the template's query. One that is not there is a failed check.",
  "templateVariables.*": "Value of this variable, a text: put numbers in quotes.",
  "analysis.webhooks": "Calls to other programs: gates, tests, load, events. Those of one type run in this order.",
  "webhooks[].name": "Name of the call, for events and messages.",
  "webhooks[].type": {
    words:
      "When it is called, and what its answer decides: `confirm-*` are gates, `pre-rollout` and `rollout` are checks, `post-rollout` and `event` only tell, and a `rollback` that succeeds rolls back.",
    usual: "rollout",
  },
  "webhooks[].url": "URL that is called by POST. 200, 201 and 202 are a success; 204 is a failure.",
  "webhooks[].timeout": {
    words: "How long an answer may take, for each attempt, in `s` or `m`. All calls together should be shorter than `interval`.",
    usual: "10s",
  },
  "webhooks[].retries": { words: "Further attempts after an error of the server or the network, 1 s, 2 s, 4 s … apart.", usual: "0" },
  "webhooks[].disableTLS": { words: "Does not check the server's certificate. It is still called by HTTPS.", usual: "false", seldom: true },
  "webhooks[].muteAlert": { words: "Sends no alert while this gate is closed. For `confirm-*` only.", usual: "false", seldom: true },
  "webhooks[].metadata": "Texts that are sent along. The load tester needs them: its `cmd` and `type` stand here.",
  "webhooks[].metadata.*": "A text: put numbers and `true` in quotes.",
  "analysis.alerts": "Who is told. A list here silences the global notifier for this Canary.",
  "alerts[].name": "Name of the alert, for people.",
  "alerts[].severity": {
    words: "What is told: `info` is everything, `warn` is warnings and errors, `error` is errors.",
    usual: "nothing is told",
  },
  "alerts[].providerRef": "The AlertProvider that sends it. One that is missing shows only in the controller's log.",
  "providerRef.name": "Name of the AlertProvider.",
  "providerRef.namespace": { words: "Its namespace. Controllers may be told to refuse another one.", usual: "that of the Canary" },
};
