import { itemsOf, nodeAt } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const analysisWithoutTemplates = defineRule({
  id: "steps/analysis-without-templates",
  severity: "warning",
  summary: "An analysis step names a template.",
  why: "Without one no run is ever made, and the step waits for its end: the rollout stands still for ever.",
  source: "argoproj/argo-rollouts rollout/analysis.go (`argo-rollouts.md` 4.7)",
  bad: `
    steps:
    - setWeight: 20
    - analysis: { templates: [] }
    # ^^^^^^^^ steps/analysis-without-templates`,
  good: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ templateName: success-rate }] }`,
  lacks: ["templates"],
  steps: {
    analysis(step, { report }) {
      const templates = nodeAt(step.value, "templates");
      if (step.value.kind !== "map" || itemsOf(step.value, "templates").length > 0) return;
      if (templates && templates.kind !== "list" && !(templates.kind === "scalar" && templates.value === null)) return;
      report(
        step.at,
        "The rollout stands still here for ever: the step waits for an analysis, and names no template to make one of. Add one to `templates`.",
      );
    },
  },
});
