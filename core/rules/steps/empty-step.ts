import { removeItem } from "../../syntax/edit.ts";
import { nodeAt } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const emptyStep = defineRule({
  id: "steps/empty-step",
  severity: "error",
  summary: "A step does something.",
  why: "The controller refuses the whole Rollout, so the new version never starts.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V031)",
  bad: `
    steps:
    - setWeight: 10
    - {}
    # ^^ steps/empty-step`,
  good: `
    steps:
    - setWeight: 10`,
  rollout({ steps, canary }, { report, text }) {
    const list = nodeAt(canary?.value, "steps");
    for (const [i, { node }] of steps.entries()) {
      // A step of unknown fields only has a misspelt one, which is told by its name.
      if (node.kind !== "map" || node.entries.length > 0) continue;
      const edits = list?.kind === "list" ? removeItem(text, list, i) : [];
      report(
        node.at,
        "The controller refuses this Rollout: this step is empty. Give it a kind, such as `setWeight`, or remove it.",
        edits.length > 0 ? [{ title: "Remove the empty step", edits }] : [],
      );
    }
  },
});
