import { percent } from "../../base/figures.ts";
import { entryOf, isSet, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const overshoot = defineRule({
  id: "flagger/overshoot",
  severity: "information",
  summary: "`maxWeight` is a multiple of `stepWeight`.",
  why: "The weight rises by whole steps, so it goes beyond the maximum before it stops.",
  source: "fluxcd/flagger pkg/controller/scheduler.go (FL-V056)",
  bad: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 20
      maxWeight: 50
      #          ^^ flagger/overshoot`,
  good: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 20
      maxWeight: 60`,
  canary({ analysis, spec }, { report }) {
    const most = numberOf(analysis?.value, "maxWeight");
    const step = numberOf(analysis?.value, "stepWeight");
    const entry = entryOf(analysis?.value, "maxWeight");
    if (!entry || most === undefined || step === undefined || step <= 0 || most <= 0 || most > 100 || spec.providerName === "kubernetes")
      return;
    if (isSet(analysis?.value, "stepWeights") || most % step === 0) return;
    const reached = Math.min(100, Math.ceil(most / step) * step);
    report(
      entry.value.at,
      `Traffic goes up to ${percent(reached)} and not to ${percent(most)}: it rises by ${percent(step)} at a time, and stops at or above the maximum. Write a multiple of \`${step}\`.`,
      [{ title: `Write \`${reached}\``, at: entry.value.at, text: String(reached) }],
    );
  },
});
