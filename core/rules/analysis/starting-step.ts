import { entryOf, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const startingStep = defineRule({
  id: "analysis/starting-step",
  severity: "warning",
  summary: "A background analysis starts at a step that the canary has.",
  why: "Steps are counted from 0: behind the last one the analysis never starts, and nothing watches the rollout.",
  source: "argoproj/argo-rollouts rollout/analysis.go (`argo-rollouts.md` 4.7)",
  bad: `
    steps:
    - setWeight: 20
    - pause: {}
    analysis: { templates: [{ templateName: success-rate }], startingStep: 2 }
    #                                                                      ^ analysis/starting-step`,
  good: `
    steps:
    - setWeight: 20
    - pause: {}
    analysis: { templates: [{ templateName: success-rate }], startingStep: 1 }`,
  rollout({ canary, steps }, { report }) {
    const analysis = entryOf(canary?.value, "analysis")?.value;
    const start = numberOf(analysis, "startingStep");
    const entry = entryOf(analysis, "startingStep");
    if (!entry || start === undefined || steps.length === 0 || start < steps.length) return;
    report(
      entry.value.at,
      `Nothing watches the steps of this rollout: they are counted from 0, so the last one is ${steps.length - 1}, and the analysis starts at ${start}. Write at most \`${steps.length - 1}\`.`,
      [{ title: `Write \`${steps.length - 1}\``, at: entry.value.at, text: String(steps.length - 1) }],
    );
  },
});
