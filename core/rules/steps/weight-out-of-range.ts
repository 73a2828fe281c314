import { numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const weightOutOfRange = defineRule({
  id: "steps/weight-out-of-range",
  severity: "error",
  summary: "A weight lies between 0 and the total of the traffic system, which is 100 unless `maxTrafficWeight` says otherwise.",
  why: "The controller refuses the whole Rollout, so the new version never starts.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V032)",
  bad: `
    steps:
    - setWeight: 101
    #            ^^^ steps/weight-out-of-range`,
  good: `
    steps:
    - setWeight: 100`,
  steps: {
    setWeight({ value }, { rollout, report }) {
      if (value.kind !== "scalar" || typeof value.value !== "number" || !Number.isInteger(value.value)) return;
      const most = numberOf(rollout.routing?.value, "maxTrafficWeight") ?? 100;
      if (value.value >= 0 && value.value <= most) return;
      const nearest = String(value.value < 0 ? 0 : most);
      report(
        value.at,
        `The controller refuses this Rollout: a weight lies between 0 and ${most}, and this one is ${value.value}. Write \`${nearest}\`.`,
        [{ title: `Set the weight to ${nearest}`, at: value.at, text: nearest }],
      );
    },
  },
});
