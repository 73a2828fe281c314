import { entryOf, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** Numbers that make a part of a rollout endless: what is wrong with them, and what follows. */
const fields: readonly { readonly field: string; wrong(value: number): boolean; readonly why: string; readonly wayOut: string }[] = [
  {
    field: "stepWeightPromotion",
    wrong: value => value < 0,
    why: "The promotion never ends: traffic goes the wrong way with every tick",
    wayOut: "Write `1` or more, or remove it.",
  },
  ...["primaryReadyThreshold", "canaryReadyThreshold"].map(field => ({
    field,
    wrong: (value: number) => value > 100,
    why: "Pods are never ready enough: more than 100 % of them cannot be",
    wayOut: "Write at most `100`.",
  })),
];

export const neverFinishes = defineRule({
  id: "flagger/never-finishes",
  severity: "warning",
  summary: "The promotion goes forward, and no more pods have to be ready than there are.",
  why: "Nothing refuses such numbers: the rollout goes on until its deadline, or for ever.",
  source: "fluxcd/flagger pkg/controller/scheduler.go, pkg/canary/deployment_ready.go (FL-V058, FL-V059)",
  bad: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      canaryReadyThreshold: 150
      #                     ^^^ flagger/never-finishes`,
  good: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      canaryReadyThreshold: 100`,
  canary({ analysis }, { report }) {
    for (const { field, wrong, why, wayOut } of fields) {
      const entry = entryOf(analysis?.value, field);
      const value = numberOf(analysis?.value, field);
      if (entry && value !== undefined && wrong(value)) report(entry.value.at, `${why}. ${wayOut}`);
    }
  },
});
