import { entryOf, isSet, itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const metricWithoutRange = defineRule({
  id: "flagger/metric-without-range",
  severity: "warning",
  summary: "A metric says which values pass.",
  why: "Without a range the success rate always passes, and every other metric fails with the first value above 0.",
  source: "fluxcd/flagger pkg/controller/scheduler_metrics.go (`flagger.md` 4.2)",
  bad: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      metrics:
      - name: request-duration
        #     ^^^^^^^^^^^^^^^^ flagger/metric-without-range`,
  good: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      metrics:
      - name: request-duration
        thresholdRange: { max: 500 }`,
  lacks: ["thresholdRange"],
  canary({ analysis }, { report }) {
    for (const metric of itemsOf(analysis?.value, "metrics")) {
      const name = textOf(metric, "name");
      const place = nodeAt(metric, "name");
      if (!name || !place || isSet(metric, "threshold") || entryOf(metric, "thresholdRange")) continue;
      const passes = name === "request-success-rate" && !isSet(metric, "templateRef");
      report(
        place.at,
        passes
          ? "This metric checks nothing: without a range every success rate passes. Add `thresholdRange` with `min`, such as 99."
          : `Every rollout is rolled back: without a range \`${name}\` fails with the first value above 0. Add \`thresholdRange\`.`,
      );
    }
  },
});
