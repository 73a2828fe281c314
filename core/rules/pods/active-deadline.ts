import { removeEntry } from "../../syntax/edit.ts";
import { entryOf, isSet } from "../../syntax/nodes.ts";
import { podOf } from "../pod-template.ts";
import { defineRule } from "../rule.ts";

export const activeDeadline = defineRule({
  id: "pods/active-deadline",
  severity: "error",
  summary: "Pods of a Rollout have no `activeDeadlineSeconds`.",
  why: "A ReplicaSet's pods are to live on: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/apps/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    activeDeadlineSeconds: 600
    #<------------------- pods/active-deadline
    containers: [{ name: shop, image: "shop:1" }]`,
  good: `
    containers: [{ name: shop, image: "shop:1" }]`,
  rollout(rollout, { report, text }) {
    const pod = podOf(rollout);
    const entry = entryOf(pod, "activeDeadlineSeconds");
    if (!entry || pod?.kind !== "map" || !isSet(pod, "activeDeadlineSeconds")) return;
    report(
      entry.key.at,
      "The controller refuses this Rollout: its pods are to live on, and `activeDeadlineSeconds` would end them. Remove it.",
      [{ title: "Remove `activeDeadlineSeconds`", edits: removeEntry(text, pod, "activeDeadlineSeconds") }],
    );
  },
});
