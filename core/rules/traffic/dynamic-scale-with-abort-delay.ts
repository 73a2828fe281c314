import { removeEntry } from "../../syntax/edit.ts";
import { entryOf, nodeAt, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const dynamicScaleWithAbortDelay = defineRule({
  id: "traffic/dynamic-scale-with-abort-delay",
  severity: "warning",
  summary: "With `dynamicStableScale` the delay after an abort is left to the controller.",
  why: "The new pods stay for the delay, traffic follows them, and an abort can hang with a part of traffic on the version that failed.",
  source: "argoproj/argo-rollouts utils/replicaset/canary.go (`argo-rollouts-1.10.1.md` A4)",
  bad: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { istio: { virtualService: { name: shop } } }
    dynamicStableScale: true
    abortScaleDownDelaySeconds: 60
    #<------------------------ traffic/dynamic-scale-with-abort-delay
    steps:
    - setWeight: 20`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { istio: { virtualService: { name: shop } } }
    dynamicStableScale: true
    steps:
    - setWeight: 20`,
  rollout({ canary, routing }, { report, text }) {
    const dynamic = nodeAt(canary?.value, "dynamicStableScale");
    const delay = entryOf(canary?.value, "abortScaleDownDelaySeconds");
    const seconds = numberOf(canary?.value, "abortScaleDownDelaySeconds") ?? 0;
    if (!routing || !delay || canary?.value.kind !== "map" || dynamic?.kind !== "scalar" || dynamic.value !== true || seconds === 0) return;
    report(
      delay.key.at,
      "After an abort a part of traffic can stay on the version that failed: its pods stay for this delay, and with `dynamicStableScale` traffic follows pods. Remove one of the two.",
      [{ title: "Remove `abortScaleDownDelaySeconds`", edits: removeEntry(text, canary.value, "abortScaleDownDelaySeconds") }],
    );
  },
});
