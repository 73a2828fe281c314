import { stepKinds } from "../../platforms/argo-rollouts/read.ts";
import { removeItem } from "../../syntax/edit.ts";
import { nodeAt, type SourceNode } from "../../syntax/nodes.ts";
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
      if (node.kind !== "map" || node.entries.some(({ key, value }) => isWritten(value) || !isKind(String(key.value)))) continue;
      const [first] = node.entries;
      if (first) {
        // What has no value is dropped before anyone looks at it: `pause:` is not `pause: {}`.
        const name = String(first.key.value);
        const repairs =
          name === "pause" ? [{ title: "Write `pause: {}`", at: { start: first.key.at.start, end: first.at.end }, text: "pause: {}" }] : [];
        report(
          first.key.at,
          `The controller refuses this Rollout: this step is empty, since \`${name}\` has no value. ${name === "pause" ? "Write `pause: {}` for a pause without an end." : "Write one."}`,
          repairs,
        );
        continue;
      }
      const edits = list?.kind === "list" ? removeItem(text, list, i) : [];
      report(
        node.at,
        "The controller refuses this Rollout: this step is empty. Give it a kind, such as `setWeight`, or remove it.",
        edits.length > 0 ? [{ title: "Remove the empty step", edits }] : [],
      );
    }
  },
});

function isWritten(node: SourceNode): boolean {
  return node.kind !== "scalar" || node.value !== null;
}

function isKind(key: string): boolean {
  return stepKinds.some(kind => kind === key);
}
