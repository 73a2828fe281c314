import { setEntry } from "../../syntax/edit.ts";
import { entryOf, isSet, nodeAt, type SourceNode } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const noSelector = defineRule({
  id: "pods/no-selector",
  severity: "error",
  summary: "A Rollout has a selector, and it selects something.",
  why: "The controller refuses the Rollout, so no pod is ever started.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V002, AR-V004)",
  bad: `
    selector: {}
    #<------ pods/no-selector`,
  good: `
    selector: { matchLabels: { app: shop } }`,
  lacks: ["selector"],
  rollout({ node, resource }, { report, text }) {
    const selector = entryOf(node, "selector");
    const empty = selector?.value.kind === "map" && selector.value.entries.every(({ value }) => isNothing(value));
    if (isSet(node, "workloadRef") || (isSet(node, "selector") && !empty)) return;
    const labels = nodeAt(node, "template", "metadata", "labels");
    const wanted =
      labels?.kind === "map" ? labels.entries.map(({ key, value }) => `${key.raw}: ${value.kind === "scalar" ? value.raw : ""}`) : [];
    const repairs =
      node.kind === "map" && wanted.length > 0
        ? [
            {
              title: "Select the labels of `template`",
              edits: setEntry(text, node, "selector", [`{ matchLabels: { ${wanted.join(", ")} } }`]),
            },
          ]
        : [];
    report(
      selector?.key.at ?? entryOf(resource.node, "spec")?.key.at ?? node.at,
      `The controller refuses this Rollout, and starts no pod: ${empty ? "its `selector` is empty" : "it has no `selector`"}. Add \`matchLabels\` with the labels of \`template\`.`,
      repairs,
    );
  },
});

/** Nothing at all, or a list or a map with nothing in it: the API server drops labels without a value. */
function isNothing(node: SourceNode): boolean {
  if (node.kind === "scalar") return node.value === null;
  return node.kind === "map" ? node.entries.every(({ value }) => isNothing(value)) : node.items.length === 0;
}
