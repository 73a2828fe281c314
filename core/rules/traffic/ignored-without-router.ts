import { removeEntry } from "../../syntax/edit.ts";
import { entryOf, isSet } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** Fields of a canary that nobody looks at without a traffic system, and that nothing refuses either. */
const fields = ["abortScaleDownDelaySeconds", "minPodsPerReplicaSet", "scaleDownDelayRevisionLimit"];

export const ignoredWithoutRouter = defineRule({
  id: "traffic/ignored-without-router",
  severity: "information",
  summary: "Fields that only count beside a traffic system stand beside one.",
  why: "Without one they are ignored, and nothing says so.",
  source: "argoproj/argo-rollouts utils/defaults/defaults.go, utils/replicaset/canary.go (`argo-rollouts.md` 1.3)",
  bad: `
    abortScaleDownDelaySeconds: 60
    #<------------------------ traffic/ignored-without-router
    steps:
    - setWeight: 20`,
  good: `
    stableService: shop
    canaryService: shop-canary
    abortScaleDownDelaySeconds: 60
    trafficRouting: { nginx: { stableIngress: shop } }
    steps:
    - setWeight: 20`,
  rollout({ canary }, { report, text }) {
    if (canary?.value.kind !== "map" || isSet(canary.value, "trafficRouting")) return;
    for (const field of fields) {
      const entry = entryOf(canary.value, field);
      if (!entry || !isSet(canary.value, field)) continue;
      report(
        entry.key.at,
        `Nobody looks at \`${field}\` here: it counts beside a traffic system only. Add \`trafficRouting\`, or remove it.`,
        [{ title: `Remove \`${field}\``, edits: removeEntry(text, canary.value, field) }],
      );
    }
  },
});
