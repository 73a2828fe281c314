import { behind, promqlFault, type QueryFault } from "../../promql/fault.ts";
import { itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const canaryQuery = defineRule({
  id: "flagger/query",
  severity: "warning",
  summary: "A PromQL query is whole, and gives one value and not a list over time.",
  why: "Every check fails, so every rollout is rolled back.",
  source: "prometheus promql/parser, fluxcd/flagger pkg/metrics/providers/prometheus.go (`flagger.md` 4.6, FL-V090)",
  bad: `
    apiVersion: flagger.app/v1beta1
    kind: MetricTemplate
    metadata: { name: error-rate }
    spec:
      provider: { type: prometheus, address: "http://prometheus:9090" }
      query: sum(rate(errors_total[5m])
      #      ^^^^^^^^^^^^^^^^^^^^^^^^^^ flagger/query`,
  good: `
    apiVersion: flagger.app/v1beta1
    kind: MetricTemplate
    metadata: { name: error-rate }
    spec:
      provider: { type: prometheus, address: "http://prometheus:9090" }
      query: sum(rate(errors_total[5m]))`,
  resource({ node, kindName }, { report }) {
    for (const place of queriesOf(node, kindName)) {
      const text = textOf(place);
      const fault = text === undefined ? undefined : promqlFault(text);
      const why = fault && reason(fault);
      if (why) report(place.at, `Every check fails, and every rollout is rolled back: ${why}`);
    }
  },
});

function queriesOf(node: SourceNode, kindName: string): readonly SourceNode[] {
  if (kindName === "Canary") return itemsOf(node, "spec", "analysis", "metrics").flatMap(metric => nodeAt(metric, "query") ?? []);
  const query = nodeAt(node, "spec", "query");
  return kindName === "MetricTemplate" && query && textOf(node, "spec", "provider", "type") === "prometheus" ? [query] : [];
}

function reason(fault: QueryFault): string | undefined {
  switch (fault.kind) {
    case "empty":
      return "the query is empty. Write one.";
    case "unclosed":
      return `the query lacks a \`${fault.bracket}\`. Close what is open.`;
    case "unopened":
      return `the query has a \`${fault.bracket}\` that nothing opens. Remove it, or open it.`;
    case "unreadable":
      return `Prometheus cannot read the query${behind(fault)}.`;
    case "range":
      return "the query gives all samples of a range, and Flagger takes one value. Put it into `rate(…)` or `avg_over_time(…)`.";
    case "filter":
      // No value is a failed check, which is what the comparison is there for.
      return undefined;
  }
}
