import { behind, promqlFault, type QueryFault } from "../../promql/fault.ts";
import { nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const query = defineRule({
  id: "analysis/query",
  severity: "warning",
  summary: "A PromQL query is whole, and gives a value whether or not the value is good.",
  why: "Prometheus refuses half a query, and leaves out what a comparison does not fit: the measurement is an error instead of a failure.",
  source: "prometheus promql/parser, argoproj/argo-rollouts metricproviders/prometheus (`argo-rollouts.md` part 5)",
  bad: `
    metrics:
    - name: success-rate
      successCondition: result[0] == 1
      provider: { prometheus: { address: "http://prometheus:9090", query: "success_rate > 0.95" } }
      #                                                                   ^^^^^^^^^^^^^^^^^^^^^ analysis/query`,
  good: `
    metrics:
    - name: success-rate
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  analysis({ metrics }, { report }) {
    for (const metric of metrics) {
      const place = nodeAt(metric, "provider", "prometheus", "query");
      const text = textOf(place);
      const fault = text === undefined ? undefined : promqlFault(text);
      const conditions = ["successCondition", "failureCondition"].map(field => textOf(metric, field) ?? "").join(" ");
      const words = fault && sentence(fault, metric, conditions);
      if (place && words) report(place.at, words);
    }
  },
});

function sentence(fault: QueryFault, metric: SourceNode, conditions: string): string | undefined {
  switch (fault.kind) {
    case "empty":
      return "Every measurement is an error, and after a few of them the run ends: the query is empty. Write one.";
    case "unclosed":
      return `Every measurement is an error, and after a few of them the run ends: the query lacks a \`${fault.bracket}\`. Close what is open.`;
    case "unopened":
      return `Every measurement is an error, and after a few of them the run ends: the query has a \`${fault.bracket}\` that nothing opens. Remove it, or open it.`;
    case "unreadable":
      return `Every measurement is an error, and after a few of them the run ends: Prometheus cannot read the query${behind(fault)}.`;
    case "range":
      return nodeAt(metric, "provider", "prometheus", "rangeQuery")
        ? "Every measurement is an error, and after a few of them the run ends: with `rangeQuery` the query itself has no range. Remove the part in brackets, or put it into `rate(…)`."
        : "`result[0]` is the oldest sample of the range, and not the latest value: the query gives all samples. Put it into `rate(…)` or `avg_over_time(…)`.";
    case "filter":
      // Who counts the answers means to have none.
      return /\bresult\s*\[/.test(conditions) && !/\b(len|count|all|any|none|one)\s*\(/.test(conditions)
        ? `A bad value is an error and no failure: where \`${fault.operator}\` does not hold Prometheus answers nothing, and \`result[0]\` is not there. Compare in the condition instead, or write \`${fault.operator} bool\`.`
        : undefined;
  }
}
