import type { FieldWords } from "./field-words.ts";

// Source: `argo-rollouts.md` 1.6, 1.7, 4 and 5.
export const analysisWords: readonly FieldWords[] = [
  { field: "spec.metrics", words: "What is measured. The run fails with the first metric that fails." },
  { field: "metrics[].name", words: "Name of the metric, unique in a run: templates that are used together may not share one." },
  {
    field: "metrics[].interval",
    words: "Time between measurements. With it and without `count` the metric goes on until it is stopped.",
    usual: "one measurement",
  },
  { field: "metrics[].initialDelay", words: "Time before the first measurement, so that there is traffic to measure.", usual: "none" },
  {
    field: "metrics[].count",
    words:
      "Number of measurements. More than one needs `interval`. In a step it has to be there when `interval` is, or the step never ends.",
    usual: "1 without `interval`, without end with it",
  },
  {
    field: "metrics[].successCondition",
    words:
      "When a measurement passes: an expression over `result`, such as `result[0] >= 0.95` for Prometheus. Alone, what does not pass fails.",
  },
  {
    field: "metrics[].failureCondition",
    words: "When a measurement fails. Alone, what does not fail passes; beside `successCondition`, what does neither is inconclusive.",
  },
  {
    field: "metrics[].failureLimit",
    words: "Failed measurements that are tolerated; one more fails the run. Not less than `count`, it can never fail. −1 is no limit.",
    usual: "0",
  },
  {
    field: "metrics[].inconclusiveLimit",
    words: "Inconclusive measurements that are tolerated; one more pauses the rollout for a person.",
    usual: "0",
  },
  {
    field: "metrics[].consecutiveErrorLimit",
    words: "Errors in a row (the provider did not answer) that are tolerated; one more ends the run with an error, which rolls back.",
    usual: "4",
  },
  { field: "metrics[].consecutiveSuccessLimit", words: "Passes after this many successes in a row.", usual: "0: off" },
  { field: "metrics[].provider", words: "Where the measurement comes from: exactly one provider." },
  { field: "provider.prometheus", words: "Asks Prometheus. `result` is a list of numbers: one for each series of the answer." },
  { field: "prometheus.address", words: "URL of the Prometheus server, as the controller reaches it." },
  {
    field: "prometheus.query",
    words:
      "PromQL, evaluated at one instant. An answer without series makes `result[0]` an error, not a zero: `or vector(0)` makes it one.",
  },
  { field: "provider.web", words: "Asks a URL. What `jsonPath` picks from the answer is `result`." },
  { field: "web.jsonPath", words: "What of the answer is `result`, such as `{$.data.ok}`.", usual: "the whole answer" },
  { field: "web.timeoutSeconds", words: "Seconds that an answer may take.", usual: "10" },
  { field: "provider.job", words: "Runs a Kubernetes Job. It passes when the Job completes, whatever the conditions say." },
  { field: "provider.datadog", words: "Asks Datadog. `result` is a number; wrap it in `default(result, 0)` for times without data." },
  { field: "datadog.interval", words: "How far back the query looks.", usual: "5m" },
  { field: "provider.cloudWatch", words: "Asks CloudWatch. `result` is a list of results, each with `Values`." },
  { field: "provider.newRelic", words: "Asks New Relic by NRQL. `result` has a field for each selected value." },
  { field: "provider.kayenta", words: "Lets a Kayenta server judge. Conditions are not looked at." },
  { field: "spec.args", words: "Arguments that queries use as `{{args.NAME}}`." },
  { field: "args[].name", words: "Name of the argument." },
  { field: "args[].value", words: "Its default. Without one, whoever uses the template has to give a value." },
  { field: "valueFrom.secretKeyRef", words: "Takes the value from a Secret in the namespace of the run." },
  { field: "spec.dryRun", words: "Metrics that are measured and decide nothing." },
  { field: "dryRun[].metricName", words: "A regular expression over names of metrics: `.*` is all of them." },
  { field: "spec.measurementRetention", words: "How many measurements the run keeps for each metric.", usual: "10" },
  { field: "spec.templates", words: "Other templates whose metrics belong to this one." },
];
