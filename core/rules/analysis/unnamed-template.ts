import { entryOf, itemsOf, nodeAt, type SourceNode } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const unnamedTemplate = defineRule({
  id: "analysis/unnamed-template",
  severity: "error",
  summary: "Each item of `templates` names a template.",
  why: "The controller looks for a template without a name, finds none, and refuses the Rollout.",
  source: "argoproj/argo-rollouts rollout/controller.go, pkg/apis/rollouts/validation/validation_references.go",
  bad: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ clusterScope: true }] }
    #                         ^^^^^^^^^^^^^^^^^^^^^^ analysis/unnamed-template`,
  good: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ templateName: success-rate, clusterScope: true }] }`,
  lacks: ["templateName"],
  rollout({ canary, blueGreen, steps }, { report }) {
    const uses = [
      ...steps.flatMap(({ kinds }) => kinds.flatMap(step => (step.kind === "analysis" ? [step.value] : []))),
      nodeAt(canary?.value, "analysis"),
      nodeAt(blueGreen?.value, "prePromotionAnalysis"),
      nodeAt(blueGreen?.value, "postPromotionAnalysis"),
    ];
    for (const item of uses.flatMap(use => itemsOf(use, "templates"))) {
      // What is there and is no name is told by its schema, and what is half typed (`- `) has no key yet.
      if (item.kind !== "map" || isWritten(item)) continue;
      const place = entryOf(item, "templateName")?.key ?? item;
      report(place.at, "The controller refuses this Rollout: this item names no template. Add `templateName`.");
    }
  },
});

function isWritten(item: SourceNode): boolean {
  const name = nodeAt(item, "templateName");
  return name?.kind === "scalar" ? name.value !== null && name.value !== "" : name !== undefined;
}
