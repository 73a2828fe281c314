import { entryOf, isSet, numberOf, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const kubernetesWeights = defineRule({
  id: "flagger/kubernetes-weights",
  severity: "warning",
  summary: "On plain Kubernetes Services a rollout has iterations and no weights.",
  why: "There is nothing that could split traffic: Flagger takes ten iterations, warns at every tick, and all traffic moves at the end.",
  source: "fluxcd/flagger pkg/controller/scheduler.go (FL-V069)",
  bad: `
    provider: kubernetes
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
    # ^^^^^^^^^^ flagger/kubernetes-weights`,
  good: `
    provider: kubernetes
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      iterations: 10`,
  canary({ node, analysis }, { report }) {
    if (textOf(node, "provider") !== "kubernetes") return;
    const weights = entryOf(analysis?.value, "stepWeight") ?? entryOf(analysis?.value, "stepWeights");
    if (weights && (numberOf(analysis?.value, "iterations") ?? 0) <= 0)
      report(
        weights.key.at,
        "No part of traffic moves before all of it does: on plain Services nothing can split traffic, and Flagger takes ten iterations instead. Write `iterations`.",
      );
    const match = entryOf(analysis?.value, "match");
    if (match && isSet(analysis?.value, "match"))
      report(
        match.key.at,
        "Nobody gets the new version by these headers: on plain Services nothing can route by them, and Flagger drops `match`. Remove it.",
      );
  },
});
