import { entryOf, isSet, nodeAt } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const noMetrics = defineRule({
  id: "analysis/no-metrics",
  severity: "warning",
  summary: "An analysis measures something.",
  why: "The object is accepted, and then every run ends with an error, which rolls back.",
  source: "argoproj/argo-rollouts utils/analysis/factory.go (AR-A001)",
  bad: `
    metrics: []
    #<----- analysis/no-metrics`,
  good: `
    metrics:
    - name: success-rate
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  lacks: ["metrics"],
  analysis({ node, metrics, resource }, { report }) {
    const written = nodeAt(node, "metrics");
    // A template may only group others, or stand beside one that measures; a run stands alone.
    if (metrics.length > 0 || isSet(node, "templates") || (written && written.kind === "map")) return;
    report(
      entryOf(node, "metrics")?.key.at ?? entryOf(resource.node, "spec")?.key.at ?? node.at,
      "Every run ends with an error, which rolls back: nothing is measured. Add `metrics`.",
    );
  },
});
