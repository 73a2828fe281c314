import { removeEntry } from "../../syntax/edit.ts";
import { entryOf, nodeAt, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const autoPromotionIgnored = defineRule({
  id: "strategy/auto-promotion-ignored",
  severity: "warning",
  summary: "A time after which a blue-green Rollout is promoted stands where promotion is not left to a person.",
  why: "With `autoPromotionEnabled: false` the time is ignored: the rollout waits for ever, and nobody may know that it does.",
  source: "argoproj/argo-rollouts rollout/pause.go (`argo-rollouts.md` 1.2, 6.3)",
  bad: `
    strategy:
      blueGreen:
        activeService: shop
        autoPromotionEnabled: false
        autoPromotionSeconds: 600
        #                     ^^^ strategy/auto-promotion-ignored`,
  good: `
    strategy:
      blueGreen:
        activeService: shop
        autoPromotionSeconds: 600`,
  rollout({ blueGreen }, { report, text }) {
    const enabled = nodeAt(blueGreen?.value, "autoPromotionEnabled");
    const seconds = entryOf(blueGreen?.value, "autoPromotionSeconds");
    if (!seconds || enabled?.kind !== "scalar" || enabled.value !== false || (numberOf(blueGreen?.value, "autoPromotionSeconds") ?? 0) <= 0)
      return;
    const edits = blueGreen?.value.kind === "map" ? removeEntry(text, blueGreen.value, "autoPromotionEnabled") : [];
    report(
      seconds.value.at,
      `The new version is not promoted after ${numberOf(blueGreen?.value, "autoPromotionSeconds")} s: with \`autoPromotionEnabled: false\` it waits for a person, without an end. Remove one of the two.`,
      [{ title: "Remove `autoPromotionEnabled`", edits }],
    );
  },
});
