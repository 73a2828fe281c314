import { defineRule } from "../rule.ts";

export const twoStrategies = defineRule({
  id: "strategy/two-strategies",
  severity: "error",
  summary: "A Rollout has one strategy.",
  why: "The controller refuses the Rollout, so no pod is ever started.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V013)",
  bad: `
    strategy:
      canary: { steps: [{ setWeight: 20 }] }
      blueGreen: { activeService: shop }
    # ^^^^^^^^^ strategy/two-strategies`,
  good: `
    strategy:
      blueGreen: { activeService: shop }`,
  rollout({ canary, blueGreen }, { report }) {
    if (!canary || !blueGreen) return;
    const second = canary.at.start > blueGreen.at.start ? canary : blueGreen;
    report(
      second.key.at,
      "The controller refuses this Rollout, and starts no pod: `canary` and `blueGreen` are both there. Keep one of them.",
    );
  },
});
