import type { WordTable } from "./field-words.ts";

/** What a Rollout, a template, a run and an Experiment say alike of analyses. Source: `argo-rollouts.md` 1.4, 1.6 and 4. */
export const everyAnalysisWords: WordTable = {
  dryRun: "Metrics that are measured and decide nothing: a way to try one out.",
  "dryRun[].metricName":
    "A regular expression over names of metrics, that fits anywhere in one: `.*` is all of them, `err` also `error-rate`.",
  measurementRetention: { words: "How many measurements of a metric the run keeps to look at.", usual: "10", seldom: true },
  "measurementRetention[].metricName": "A regular expression over names of metrics, that fits anywhere in one: `.*` is all of them.",
  "measurementRetention[].limit": "Measurements that are kept. 0 or less is 10.",
  analysisRunMetadata: { words: "Labels and annotations for the AnalysisRun that is made.", since: "1.6", seldom: true },
  "analysisRunMetadata.labels": "Labels for the AnalysisRun.",
  "analysisRunMetadata.annotations": "Annotations for the AnalysisRun.",
  "templates[].templateName": "An AnalysisTemplate of the same namespace, or a ClusterAnalysisTemplate with `clusterScope: true`.",
  "templates[].clusterScope": { words: "The name is that of a ClusterAnalysisTemplate.", usual: "false" },
  "args[].name": "Name of the argument, as the template declares it. One that no template declares is dropped without a word.",
  "args[].value":
    "The value, always a text: put numbers in quotes. It wins over the template's own. Neither `value` nor `valueFrom` is an empty text, also over a default.",
  "args[].valueFrom": "Takes the value from elsewhere, in place of `value`.",
  "args[].valueFrom.fieldRef": "Takes the value from a field of the Rollout.",
  "args[].valueFrom.fieldRef.fieldPath":
    "A field of the Rollout, such as `metadata.name`, `metadata.labels['env']` or `spec.replicas`. Items of lists are `[0]`.",
  "args[].valueFrom.podTemplateHashValue": "`Latest` is the pod hash of the new version, `Stable` that of the old one.",
};

/** An analysis of a Rollout: a step, one beside the steps, or one before or after a promotion. */
export const rolloutAnalysisWords: WordTable = {
  "analysis.templates": "AnalysisTemplates that are merged into one run. Two of them may not have a metric of the same name.",
  "prePromotionAnalysis.templates": "AnalysisTemplates that are merged into one run. Two of them may not have a metric of the same name.",
  "postPromotionAnalysis.templates": "AnalysisTemplates that are merged into one run. Two of them may not have a metric of the same name.",
  "analysis.args": "Values for arguments of the templates. One without a default has to be here, or the rollout stands still.",
  "prePromotionAnalysis.args": "Values for arguments of the templates. One without a default has to be here, or the rollout stands still.",
  "postPromotionAnalysis.args": "Values for arguments of the templates. One without a default has to be here, or the rollout stands still.",
};

/** An AnalysisTemplate, a ClusterAnalysisTemplate and an AnalysisRun. */
export const analysisWords: WordTable = {
  ".spec": "What is measured, and what decides.",
  ".spec.metrics": "What is measured. The run fails with the first metric that fails.",
  "metrics[].name": "What the metric is called, unique in a run: templates that are used together may not share one.",
  "metrics[].interval": {
    words:
      "Time between measurements, such as `30s` or `5m`, from the end of one to the start of the next. With it and without `count` the metric goes on until it is stopped. After an error it is always 10 s.",
    usual: "one measurement",
  },
  "metrics[].initialDelay": {
    words: "Time before the first measurement, such as `1m`, so that there is traffic to measure.",
    usual: "none",
  },
  "metrics[].count": {
    words:
      "Number of measurements; errors do not count. More than one needs `interval`. In a step it has to be there when `interval` is, or the step never ends.",
    usual: "1 without `interval`, without end with it",
  },
  "metrics[].successCondition":
    "When a measurement passes: an expression over `result`, such as `result[0] >= 0.95` for Prometheus. Alone, what does not pass fails. Without any condition every answer passes.",
  "metrics[].failureCondition":
    "When a measurement fails; it wins over `successCondition`. Alone, what does not fail passes; beside it, what does neither is inconclusive.",
  "metrics[].failureLimit": {
    words: "Failed measurements that are tolerated; one more fails the run. Not less than `count`, it can never fail. −1 is no limit.",
    usual: "0",
  },
  "metrics[].inconclusiveLimit": {
    words: "Inconclusive measurements that are tolerated; one more pauses the rollout for a person.",
    usual: "0",
  },
  "metrics[].consecutiveErrorLimit": {
    words: "Errors in a row (the provider did not answer) that are tolerated; one more ends the run with an error, which rolls back.",
    usual: "4",
  },
  "metrics[].consecutiveSuccessLimit": {
    words:
      "Passes after this many successes in a row. When `count` runs out before, the metric is inconclusive, or failed with a `failureLimit` of −1.",
    usual: "0 (off)",
    since: "1.8",
  },
  "metrics[].provider": "Where the measurement comes from: exactly one provider.",
  ".spec.args": "Arguments that metrics use as `{{args.NAME}}`, in every text. Any other `{{…}}` is an error.",
  ".spec.args[].name": "Name of the argument: `{{args.NAME}}` in a metric is its value.",
  ".spec.args[].value": "Its default, a text. Without one, whoever uses the template has to give a value.",
  ".spec.args[].valueFrom": "Takes the default from elsewhere: from a Secret.",
  ".spec.args[].valueFrom.fieldRef": "Without effect in a template: only the `args` of a Rollout are filled in from its fields.",
  "args[].valueFrom.secretKeyRef":
    "Takes the value from a Secret in the namespace of the run, when it measures. Messages show it as `*****`.",
  "args[].valueFrom.secretKeyRef.name": "Name of the Secret, in the namespace of the run.",
  "args[].valueFrom.secretKeyRef.key": "Key of the Secret's data.",
  ".spec.templates": {
    words: "Other templates whose metrics belong to this one. Two that name each other never come to an end.",
    since: "1.7",
  },
  ".spec.terminate": { words: "Ends the run: nothing more is measured, and what is under way is stopped.", usual: "false" },
  ".spec.ttlStrategy": {
    words: "When a finished run deletes itself. No template and no Rollout can set it.",
    usual: "never",
    since: "1.7",
    seldom: true,
  },
  "ttlStrategy.secondsAfterCompletion": "Seconds after the end, where the two others say nothing.",
  "ttlStrategy.secondsAfterFailure": "Seconds after a failure.",
  "ttlStrategy.secondsAfterSuccess": "Seconds after a success.",
};

/** What a run notes while it measures. */
export const analysisRunStatusWords: WordTable = {
  ".status.phase": "`Pending`, `Running`, `Successful`, `Failed`, `Error` or `Inconclusive`.",
  ".status.message": "Which metric decided, and by which limit.",
  ".status.startedAt": "When the run began. Each `initialDelay` counts from here.",
  ".status.completedAt": "When the run ended.",
  ".status.metricResults": "What came of each metric.",
  "metricResults[].name": "The metric.",
  "metricResults[].phase": "How the metric stands; once it has ended, it stays so.",
  "metricResults[].message": "Why.",
  "metricResults[].metadata": "What the provider notes, such as the query with its arguments filled in.",
  "metricResults[].metadata.*": "A note of the provider.",
  "metricResults[].dryRun": "The metric decides nothing.",
  "metricResults[].measurements": "The last measurements, oldest first: 10, or what `measurementRetention` says.",
  "metricResults[].count": "Measurements with an answer.",
  "metricResults[].successful": "Measurements that passed.",
  "metricResults[].failed": "Measurements that failed: more than `failureLimit` ends the run.",
  "metricResults[].inconclusive": "Measurements that did neither.",
  "metricResults[].error": "Measurements without a usable answer.",
  "metricResults[].consecutiveError": "Errors in a row up to now.",
  "metricResults[].consecutiveSuccess": "Successes in a row up to now.",
  "measurements[].phase": "What the conditions made of it.",
  "measurements[].value": "What the provider answered, as text.",
  "measurements[].message": "What went wrong.",
  "measurements[].startedAt": "When it was asked.",
  "measurements[].finishedAt": "When it was answered.",
  "measurements[].resumeAt": "When an unfinished one (a Job, Kayenta) is looked at again.",
  "measurements[].metadata": "What the provider notes of this measurement.",
  "measurements[].metadata.*": "A note of the provider.",
  ".status.runSummary": "Metrics that decide, counted by what became of them.",
  ".status.dryRunSummary": "Metrics that decide nothing, counted by what became of them.",
  "runSummary.count": "All of them.",
  "runSummary.successful": "Passed, or ended within their limits.",
  "runSummary.failed": "Over `failureLimit`.",
  "runSummary.inconclusive": "Over `inconclusiveLimit`.",
  "runSummary.error": "Over `consecutiveErrorLimit`.",
  "dryRunSummary.count": "All of them.",
  "dryRunSummary.successful": "Passed, or ended within their limits.",
  "dryRunSummary.failed": "Over `failureLimit`.",
  "dryRunSummary.inconclusive": "Over `inconclusiveLimit`.",
  "dryRunSummary.error": "Over `consecutiveErrorLimit`.",
};
