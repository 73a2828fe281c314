import { entryOf, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** Fields of `spec` that count something. */
const fields = ["replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"];

export const negativeNumber = defineRule({
  id: "rollout/negative-number",
  severity: "error",
  summary: "Pods, seconds and revisions are counted from 0.",
  why: "The API server or the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V001, AR-V008, AR-V009, AR-V010)",
  bad: `
    replicas: -1
    #         ^^ rollout/negative-number`,
  good: `
    replicas: 0`,
  rollout({ node }, { report }) {
    for (const field of fields) {
      const value = numberOf(node, field);
      const entry = entryOf(node, field);
      if (!entry || value === undefined || value >= 0) continue;
      report(entry.value.at, `This Rollout is refused: \`${field}\` is ${value}, and the least is 0. Write \`0\` or more.`);
    }
  },
});
