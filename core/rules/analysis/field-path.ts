import { isLabelKey } from "../../base/name-forms.ts";
import { itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const fieldPath = defineRule({
  id: "analysis/field-path",
  severity: "error",
  summary: "An argument from the metadata of the Rollout names a field that can be read.",
  why: "There would be no value to give: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V046)",
  bad: `
    steps:
    - setWeight: 20
    - analysis:
        templates: [{ templateName: success-rate }]
        args: [{ name: owner, valueFrom: { fieldRef: { fieldPath: metadata.owner } } }]
        #                                                         ^^^^^^^^^^^^^^ analysis/field-path`,
  good: `
    steps:
    - setWeight: 20
    - analysis:
        templates: [{ templateName: success-rate }]
        args: [{ name: owner, valueFrom: { fieldRef: { fieldPath: "metadata.labels['owner']" } } }]`,
  rollout({ steps }, { report }) {
    // Of a background analysis, and of blue-green, nobody looks at it before a run is made.
    for (const { kinds } of steps)
      for (const step of kinds)
        for (const args of argumentsOf(step.kind, step.value))
          for (const arg of args) {
            const path = textOf(arg, "valueFrom", "fieldRef", "fieldPath");
            const place = nodeAt(arg, "valueFrom", "fieldRef", "fieldPath");
            if (!path?.startsWith("metadata") || !place || isReadable(path)) continue;
            report(
              place.at,
              `The controller refuses this Rollout: it cannot read \`${path}\`. Use \`metadata.name\`, \`metadata.namespace\`, \`metadata.labels['…']\` or \`metadata.annotations['…']\`.`,
            );
          }
  },
});

function argumentsOf(kind: string, value: SourceNode): readonly (readonly SourceNode[])[] {
  if (kind === "analysis") return [itemsOf(value, "args")];
  return kind === "experiment" ? itemsOf(value, "analyses").map(analysis => itemsOf(analysis, "args")) : [];
}

function isReadable(path: string): boolean {
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (subscript) return isLabelKey(subscript[1] === "annotations" ? (subscript[2] ?? "").toLowerCase() : (subscript[2] ?? ""));
  return ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"].includes(path);
}
