import { entryOf, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const revisionLimit = defineRule({
  id: "strategy/revision-limit",
  severity: "error",
  summary: "A blue-green Rollout keeps no more old versions running than it keeps in its history.",
  why: "A version that is forgotten cannot be kept running: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V015)",
  bad: `
    revisionHistoryLimit: 2
    strategy:
      blueGreen:
        activeService: shop
        scaleDownDelayRevisionLimit: 3
        #                            ^ strategy/revision-limit`,
  good: `
    revisionHistoryLimit: 3
    strategy:
      blueGreen:
        activeService: shop
        scaleDownDelayRevisionLimit: 3`,
  rollout({ node, blueGreen }, { report }) {
    const limit = numberOf(blueGreen?.value, "scaleDownDelayRevisionLimit");
    const entry = entryOf(blueGreen?.value, "scaleDownDelayRevisionLimit");
    const history = numberOf(node, "revisionHistoryLimit") ?? 10;
    if (!entry || limit === undefined || limit <= history || history < 0) return;
    report(
      entry.value.at,
      `The controller refuses this Rollout: it would keep ${limit} old versions running, and remembers ${history} only (\`revisionHistoryLimit\`). Write at most \`${history}\`.`,
      [{ title: `Write \`${history}\``, at: entry.value.at, text: String(history) }],
    );
  },
});
