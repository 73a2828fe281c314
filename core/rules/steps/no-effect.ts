import { numberOf, placeOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const noEffect = defineRule({
  id: "steps/no-effect",
  severity: "warning",
  summary: "Some step moves traffic, waits or checks.",
  why: "After the last step all traffic goes to the new version: weights of 0 alone neither move a part of it nor hold it back.",
  source: "argoproj/argo-rollouts rollout/canary.go (`argo-rollouts.md` 3.4)",
  bad: `
    steps:
    - setWeight: 0
    #            ^ steps/no-effect`,
  good: `
    steps:
    - setWeight: 20
    - pause: {}`,
  rollout({ steps, canary }, { report }) {
    const weights = steps.map(({ kinds: [only, another] }) => (another || only?.kind !== "setWeight" ? undefined : numberOf(only.value)));
    if (!canary || steps.length === 0 || weights.some(weight => weight !== 0)) return;
    report(
      placeOf(canary.value, ["steps", 0, "setWeight"], "value"),
      "All traffic moves at once, and nothing checks the new version: the steps set a weight of 0 and are over. Add `pause: {}`, or weights above 0.",
    );
  },
});
