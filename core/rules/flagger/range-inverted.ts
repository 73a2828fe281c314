import { itemsOf, nodeAt, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const rangeInverted = defineRule({
  id: "flagger/range-inverted",
  severity: "warning",
  summary: "The range of a metric has values in it.",
  why: "No value is above the minimum and below the maximum: every check fails, and every rollout is rolled back.",
  source: "fluxcd/flagger pkg/controller/scheduler_metrics.go (`flagger.md` 4.2)",
  bad: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      metrics:
      - name: request-duration
        thresholdRange: { min: 500, max: 100 }
        #                                ^^^ flagger/range-inverted`,
  good: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      metrics:
      - name: request-duration
        thresholdRange: { min: 100, max: 500 }`,
  canary({ analysis }, { report }) {
    for (const metric of itemsOf(analysis?.value, "metrics")) {
      const [least, most] = [numberOf(metric, "thresholdRange", "min"), numberOf(metric, "thresholdRange", "max")];
      const place = nodeAt(metric, "thresholdRange", "max");
      if (!place || least === undefined || most === undefined || least <= most) continue;
      report(place.at, `Every rollout is rolled back: no value is ${least} or more and ${most} or less. Write \`min\` below \`max\`.`);
    }
  },
});
