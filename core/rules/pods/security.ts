import { itemsOf, nodeAt, numberOf, type SourceNode } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule, type Report } from "../rule.ts";

export const security = defineRule({
  id: "pods/security",
  severity: "error",
  summary: "A container that is privileged may escalate, and users and groups are counted from 0.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source:
    "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007, `argo-rollouts-1.10.1.md` A2)",
  bad: `
    containers: [{ name: shop, image: "shop:1", securityContext: { privileged: true, allowPrivilegeEscalation: false } }]
    #                                                                                                          ^^^^^ pods/security`,
  good: `
    containers: [{ name: shop, image: "shop:1", securityContext: { allowPrivilegeEscalation: false } }]`,
  rollout(rollout, { report }) {
    const pod = podOf(rollout);
    counted(nodeAt(pod, "securityContext"), report);
    for (const { node } of containersOf(pod)) {
      const context = nodeAt(node, "securityContext");
      counted(context, report);
      const escalation = nodeAt(context, "allowPrivilegeEscalation");
      if (!escalation || !isFlag(escalation, false) || !isFlag(nodeAt(context, "privileged"), true)) continue;
      report(
        escalation.at,
        "The controller refuses this Rollout: a privileged container has all rights already, so `allowPrivilegeEscalation` cannot be false. Remove one of the two.",
      );
    }
  },
});

function counted(context: SourceNode | undefined, report: Report): void {
  const groups = itemsOf(context, "supplementalGroups").map(place => ["supplementalGroups", place] as const);
  const ids = ["runAsUser", "runAsGroup", "fsGroup"].map(field => [field, nodeAt(context, field)] as const);
  for (const [field, place] of [...ids, ...groups]) {
    const id = numberOf(place);
    if (place && id !== undefined && (id < 0 || id > 2_147_483_647))
      report(
        place.at,
        `The controller refuses this Rollout: \`${field}\` is ${id}, and the least is 0. Write the number of a user or group.`,
      );
  }
}

function isFlag(node: SourceNode | undefined, value: boolean): boolean {
  return node?.kind === "scalar" && node.value === value;
}
