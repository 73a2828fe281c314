import { listed } from "../../base/figures.ts";
import type { TextEdit } from "../../base/problem.ts";
import type { Entry } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";
import type { StepKind } from "../views.ts";

// The controller counts these four only; what else stands in the step takes effect beside them.
const counted: readonly StepKind[] = ["setWeight", "pause", "experiment", "analysis"];

export const twoKinds = defineRule({
  id: "steps/two-kinds",
  severity: "error",
  summary: "A step does one thing.",
  why: "The controller refuses the whole Rollout, so the new version never starts.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V030)",
  bad: `
    steps:
    - setWeight: 10
      pause: {}
    # ^^^^^ steps/two-kinds`,
  good: `
    steps:
    - setWeight: 10
    - pause: {}`,
  rollout(rollout, { report, text }) {
    for (const { node, kinds } of rollout.steps) {
      const several = kinds.filter(kind => counted.includes(kind.kind)).toSorted((a, b) => a.at.start - b.at.start);
      const [first, second] = several;
      if (!first || !second) continue;
      const names = listed(several.map(({ kind }) => `\`${kind}\``));
      const edit = node.kind === "map" && !node.flow ? dashBefore(text, second.entry) : undefined;
      report(
        second.at,
        `The controller refuses this Rollout: one step has ${names}, and a step does one thing. Make a step of its own of \`${second.kind}\`.`,
        edit ? [{ title: `Make \`${second.kind}\` a step of its own`, edits: [edit] }] : [],
      );
    }
  },
});

/** A dash in the white space before a key makes it the first key of an item of its own. */
function dashBefore(text: string, { key }: Entry): TextEdit | undefined {
  const at = { start: key.at.start - 2, end: key.at.start };
  return text.slice(at.start, at.end) === "  " ? { at, text: "- " } : undefined;
}
