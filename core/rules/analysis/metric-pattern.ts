import { itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const metricPattern = defineRule({
  id: "analysis/metric-pattern",
  severity: "warning",
  summary: "`dryRun` and `measurementRetention` name metrics by a regular expression.",
  why: "A pattern that cannot be read names no metric, and then every run ends with an error, which rolls back.",
  source: "argoproj/argo-rollouts utils/analysis/helpers.go (AR-A013)",
  bad: `
    dryRun: [{ metricName: "*" }]
    #                      ^^^ analysis/metric-pattern
    metrics:
    - name: success-rate
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  good: `
    dryRun: [{ metricName: ".*" }]
    metrics:
    - name: success-rate
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  analysis({ node, metrics, resource }, { report }) {
    const names = metrics.map(metric => textOf(metric, "name") ?? "");
    for (const list of ["dryRun", "measurementRetention"]) {
      for (const item of itemsOf(node, list)) {
        const pattern = textOf(item, "metricName");
        const place = nodeAt(item, "metricName");
        if (pattern === undefined || !place || pattern.includes("{{")) continue;
        const expression = read(pattern);
        if (!expression)
          report(
            place.at,
            `Every run ends with an error, which rolls back: \`${pattern}\` is no regular expression. Write \`.*\` for all metrics, or a name.`,
            pattern === "*" ? [{ title: "Write `.*`", at: place.at, text: '".*"' }] : [],
          );
        // Of a template the metrics of those beside it count as well, and nobody knows them here.
        else if (resource.kindName === "AnalysisRun" && !names.some(name => expression.test(name)))
          report(place.at, `The run ends with an error: none of its metrics fits \`${pattern}\`. Name one that it has.`);
      }
    }
  },
});

/** Go's syntax is near enough to ours for what people write; what only Go has (`(?i)`) is taken for readable. */
function read(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern.replace(/^\(\?[a-zA-Z]+\)/, ""));
  } catch {
    return undefined;
  }
}
