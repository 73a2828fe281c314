import { entryOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const noSteps = defineRule({
  id: "steps/no-steps",
  severity: "warning",
  summary: "A canary moves traffic in steps.",
  why: "Without steps a canary is a rolling update: all pods are replaced as fast as `maxSurge` and `maxUnavailable` allow, and nothing waits or checks.",
  source: "argoproj/argo-rollouts rollout/canary.go (`argo-rollouts.md` 3.1)",
  bad: `
    strategy:
      canary: {}
    # ^^^^^^ steps/no-steps`,
  good: `
    strategy:
      canary:
        steps:
        - setWeight: 20
        - pause: {}`,
  lacks: ["steps"],
  rollout({ canary, blueGreen, steps }, { report }) {
    if (!canary || blueGreen || steps.length > 0) return;
    const written = entryOf(canary.value, "steps");
    if (written && written.value.kind !== "list" && written.value.kind !== "scalar") return;
    report(
      (written ?? canary).key.at,
      "All traffic moves at once, as in a rolling update, and nothing checks the new version: the canary has no step. Add `steps`, such as `setWeight` and `pause`.",
    );
  },
});
