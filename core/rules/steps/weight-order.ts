import { percent } from "../../base/figures.ts";
import { removeItem } from "../../syntax/edit.ts";
import { nodeAt, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const weightOrder = defineRule({
  id: "steps/weight-order",
  severity: "warning",
  summary: "Weights rise from step to step.",
  why: "A smaller weight takes the new version away from people who had it, and the same weight again does nothing.",
  source: "argoproj/argo-rollouts rollout/canary.go (`argo-rollouts.md` 2.1, end: not validated)",
  bad: `
    steps:
    - setWeight: 40
    - pause: { duration: 5m }
    - setWeight: 20
    #            ^^ steps/weight-order`,
  good: `
    steps:
    - setWeight: 20
    - pause: { duration: 5m }
    - setWeight: 40`,
  rollout({ steps, canary, routing }, { report, text }) {
    const list = nodeAt(canary?.value, "steps");
    const most = numberOf(routing?.value, "maxTrafficWeight") ?? 100;
    let before: number | undefined;
    for (const [i, { kinds }] of steps.entries()) {
      const step = kinds.find(({ kind }) => kind === "setWeight");
      const weight = numberOf(step?.value);
      // A weight out of range is one that the controller refuses, which is the one thing to say.
      if (!step || step.value.kind !== "scalar" || weight === undefined || weight > most) continue;
      // Back to 0 is how a canary is left to header routes and mirrors, which stand beside it.
      if (before !== undefined && weight < before && weight > 0)
        report(
          step.value.at,
          `People who had the new version lose it again: traffic goes down from ${percent(before)} to ${percent(weight)} here. Write more than \`${before}\`, or remove the step.`,
        );
      else if (weight === before && kinds.length === 1) {
        const edits = list?.kind === "list" ? removeItem(text, list, i) : [];
        report(
          step.value.at,
          `This step does nothing: traffic is at ${percent(weight)} already. Write another weight, or remove the step.`,
          [{ title: "Remove the step", edits }],
        );
      }
      before = weight;
    }
  },
});
