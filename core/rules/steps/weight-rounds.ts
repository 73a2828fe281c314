import { count, percent } from "../../base/figures.ts";
import { basicTargets, surge } from "../../platforms/argo-rollouts/targets.ts";
import { numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** Rounding that nobody would choose other numbers for: a few percent, or less than half as much again. */
function tolerable(share: number, weight: number): boolean {
  const off = Math.abs(share - weight);
  return off < 5 || (off < 15 && share < 1.5 * weight && weight < 1.5 * share);
}

export const weightRounds = defineRule({
  id: "steps/weight-rounds",
  severity: "information",
  summary: "Without a traffic system a weight is one that the number of pods can show.",
  why: "Traffic follows the number of pods then, so the share that the new version gets is another one than the one that is written.",
  source: "argoproj/argo-rollouts utils/replicaset/canary.go (`argo-rollouts.md` 3.5)",
  bad: `
    replicas: 4
    strategy:
      canary:
        steps:
        - setWeight: 10
        #            ^^ steps/weight-rounds
        - setWeight: 50`,
  good: `
    replicas: 10
    strategy:
      canary:
        steps:
        - setWeight: 10
        - setWeight: 50`,
  steps: {
    setWeight({ value }, { rollout, report }) {
      const { spec, node, routing } = rollout;
      const replicas = numberOf(node, "replicas");
      const weight = numberOf(value);
      if (
        routing ||
        spec.strategy.kind !== "canary" ||
        replicas === undefined ||
        replicas < 1 ||
        weight === undefined ||
        weight < 1 ||
        weight > 99
      )
        return;
      const { canary, stable } = basicTargets(replicas, weight, surge(spec.strategy, replicas));
      const share = (100 * canary) / (canary + stable);
      if (tolerable(share, weight)) return;
      report(
        value.at,
        `This step sends ${percent(share)} of traffic and not ${percent(weight)}: ${percent(weight)} of ${count(replicas, "pod")} comes out as ${canary} of ${canary + stable}, and traffic follows pods. Add \`trafficRouting\`, or choose a weight that the number of pods can show.`,
      );
    },
  },
});
