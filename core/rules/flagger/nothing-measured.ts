import { itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** Hooks that are called before anybody can know of the new version, or when it is too late. All others can hold it up. */
const blind = new Set(["confirm-rollout", "post-rollout", "event"]);

export const nothingMeasured = defineRule({
  id: "flagger/nothing-measured",
  severity: "information",
  summary: "The analysis of a Canary measures something, or asks somebody.",
  why: "Only the readiness of its pods counts: whatever the new version answers, it is promoted when the time is over.",
  source: "fluxcd/flagger pkg/controller/scheduler.go (FL-V088)",
  bad: `
    analysis: { interval: 1m, threshold: 5, stepWeight: 10, maxWeight: 50 }
    #<------ flagger/nothing-measured`,
  good: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      maxWeight: 50
      metrics: [{ name: request-success-rate, interval: 1m, thresholdRange: { min: 99 } }]`,
  lacks: ["metrics", "webhooks", "analysis"],
  canary({ analysis, node }, { report }) {
    const skip = nodeAt(node, "skipAnalysis");
    const skipped = skip?.kind === "scalar" && skip.value === true;
    if (analysis?.value.kind !== "map" || skipped || itemsOf(analysis.value, "metrics").length > 0) return;
    const hooks = itemsOf(analysis.value, "webhooks");
    if (!hooks.every(hook => blind.has(textOf(hook, "type") ?? ""))) return;
    report(
      analysis.key.at,
      "Whatever the new version does, it is promoted once its pods are ready and the time is over: nothing is measured. Add `metrics`, or a webhook that checks it or asks somebody.",
    );
  },
});
