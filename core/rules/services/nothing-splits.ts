import { entryOf, isSet, numberOf, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const nothingSplits = defineRule({
  id: "services/nothing-splits",
  severity: "information",
  summary: "A stable and a canary Service stand beside something that splits traffic between them.",
  why: "Each of the two shows one version only, so whoever asks the stable one never meets the new version, whatever the weights say.",
  source: "argoproj/argo-rollouts rollout/service.go (`argo-rollouts.md` 3.13, part 14)",
  bad: `
    stableService: shop
    #<----------- services/nothing-splits
    canaryService: shop-canary
    steps:
    - setWeight: 20
    - pause: {}`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { istio: { virtualService: { name: shop } } }
    steps:
    - setWeight: 20
    - pause: {}`,
  lacks: ["trafficRouting"],
  rollout({ canary, steps }, { report }) {
    const stable = entryOf(canary?.value, "stableService");
    const names = [textOf(canary?.value, "stableService"), textOf(canary?.value, "canaryService")];
    const moves = steps.some(({ kinds }) => kinds.some(step => step.kind === "setWeight" && (numberOf(step.value) ?? 0) > 0));
    if (!stable || names.some(name => !name) || names[0] === names[1] || !moves || isSet(canary?.value, "trafficRouting")) return;
    report(
      stable.key.at,
      `Whoever asks \`${names[0] ?? ""}\` never meets the new version before the end: it shows the stable pods only, and nothing splits traffic between the two Services. Add \`trafficRouting\`, or ask a Service of your own that selects both.`,
    );
  },
});
