import { entryOf, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const threshold = defineRule({
  id: "flagger/threshold",
  severity: "warning",
  summary: "The number of failed checks that end a rollout is 1 or more.",
  why: "Flagger takes 1 for less and says nothing: the first check that fails ends the rollout.",
  source: "fluxcd/flagger pkg/apis/flagger/v1beta1/canary.go `GetAnalysisThreshold` (FL-V087)",
  bad: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 0
      #          ^ flagger/threshold
      stepWeight: 10`,
  good: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 1
      stepWeight: 10`,
  canary({ analysis }, { report }) {
    const entry = entryOf(analysis?.value, "threshold");
    const value = numberOf(analysis?.value, "threshold");
    if (!entry || value === undefined || value >= 1) return;
    report(
      entry.value.at,
      `The first check that fails ends the rollout: Flagger takes 1 for a threshold of ${value}. Write \`1\`, or more to allow failures.`,
      [{ title: "Write `1`", at: entry.value.at, text: "1" }],
    );
  },
});
