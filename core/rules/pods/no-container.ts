import { entryOf, isSet, nodeAt } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const noContainer = defineRule({
  id: "pods/no-container",
  severity: "error",
  summary: "The pods of a Rollout have a container.",
  why: "There would be nothing to run: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    containers: []
    #<-------- pods/no-container`,
  good: `
    containers: [{ name: shop, image: "shop:1" }]`,
  lacks: ["containers", "template"],
  rollout({ node, resource }, { report }) {
    if (isSet(node, "workloadRef")) return;
    const containers = nodeAt(node, "template", "spec", "containers");
    // A `spec` without the field at all is one that the schema refuses, and says so.
    if (containers?.kind === "list" ? containers.items.length > 0 : isSet(node, "template", "spec")) return;
    const template = entryOf(node, "template");
    const place = entryOf(nodeAt(node, "template", "spec"), "containers") ?? template ?? entryOf(resource.node, "spec");
    report(
      place?.key.at ?? node.at,
      `The controller refuses this Rollout: ${template && isSet(node, "template") ? "its pods have no container" : "it has no pod template"}. Add ${template && isSet(node, "template") ? "one to `containers`" : "`template`, or a `workloadRef`"}.`,
    );
  },
});
