import { isSet, itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

const builtin = ["request-success-rate", "request-duration"];

export const metricWithoutQuery = defineRule({
  id: "flagger/metric-without-query",
  severity: "warning",
  summary: "A metric is a built-in one, or says what it asks with `templateRef`.",
  why: "Every tick fails for a metric that nobody knows, so every rollout is rolled back.",
  source: "fluxcd/flagger pkg/controller/scheduler_metrics.go (`flagger.md` 4.1)",
  bad: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      metrics:
      - name: error-rate
        #     ^^^^^^^^^^ flagger/metric-without-query
        thresholdRange: { max: 1 }`,
  good: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      metrics:
      - name: error-rate
        templateRef: { name: error-rate }
        thresholdRange: { max: 1 }`,
  lacks: ["templateRef"],
  canary({ analysis }, { report }) {
    for (const metric of itemsOf(analysis?.value, "metrics")) {
      const name = textOf(metric, "name");
      const place = nodeAt(metric, "name");
      if (!name || !place || builtin.includes(name) || isSet(metric, "templateRef") || isSet(metric, "query")) continue;
      report(
        place.at,
        `Every rollout is rolled back: \`${name}\` is none of the built-in metrics (${builtin.map(known => `\`${known}\``).join(" and ")}), and nothing says what to ask. Add \`templateRef\`.`,
      );
    }
  },
});
