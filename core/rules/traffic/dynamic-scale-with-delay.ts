import { removeEntry } from "../../syntax/edit.ts";
import { entryOf, isSet, nodeAt } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const dynamicScaleWithDelay = defineRule({
  id: "traffic/dynamic-scale-with-delay",
  severity: "error",
  summary: "`dynamicStableScale` and `scaleDownDelaySeconds` exclude each other.",
  why: "The one takes stable pods away as traffic leaves them, the other keeps them for a while: the controller refuses a Rollout with both.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V028)",
  bad: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { nginx: { stableIngress: shop } }
    dynamicStableScale: true
    scaleDownDelaySeconds: 60
    #<------------------- traffic/dynamic-scale-with-delay
    steps:
    - setWeight: 20`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { nginx: { stableIngress: shop } }
    dynamicStableScale: true
    steps:
    - setWeight: 20`,
  rollout({ canary, routing }, { report, text }) {
    const dynamic = nodeAt(canary?.value, "dynamicStableScale");
    const delay = entryOf(canary?.value, "scaleDownDelaySeconds");
    if (!routing || !delay || !isSet(canary?.value, "scaleDownDelaySeconds") || dynamic?.kind !== "scalar" || dynamic.value !== true)
      return;
    const edits = canary?.value.kind === "map" ? removeEntry(text, canary.value, "scaleDownDelaySeconds") : [];
    report(
      delay.key.at,
      "The controller refuses this Rollout: `dynamicStableScale` takes old pods away as traffic leaves them, so they cannot stay for `scaleDownDelaySeconds` as well. Remove one of the two.",
      [{ title: "Remove `scaleDownDelaySeconds`", edits }],
    );
  },
});
