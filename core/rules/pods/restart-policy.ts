import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const restartPolicy = defineRule({
  id: "pods/restart-policy",
  severity: "error",
  summary: "Pods of a Rollout are always restarted.",
  why: "A ReplicaSet knows no other `restartPolicy`: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/apps/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    restartPolicy: Never
    #              ^^^^^ pods/restart-policy
    containers: [{ name: shop, image: "shop:1" }]`,
  good: `
    restartPolicy: Always
    containers: [{ name: shop, image: "shop:1" }]`,
  rollout({ node }, { report }) {
    const policy = nodeAt(node, "template", "spec", "restartPolicy");
    const written = textOf(policy);
    if (!policy || written === undefined || written === "Always" || written === "") return;
    report(
      policy.at,
      `The controller refuses this Rollout: its pods can only be restarted \`Always\`, and not \`${written}\`. Write \`Always\`, or remove \`restartPolicy\`.`,
      [{ title: "Write `Always`", at: policy.at, text: "Always" }],
    );
  },
});
