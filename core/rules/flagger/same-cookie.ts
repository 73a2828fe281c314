import { entryOf, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const sameCookie = defineRule({
  id: "flagger/same-cookie",
  severity: "error",
  summary: "The cookies of the new and of the primary version have different names.",
  why: "The controller refuses the Canary with a line in its log and nothing else: no event, no status.",
  source: "fluxcd/flagger pkg/controller/controller.go `verifyCanary` (FL-V030)",
  bad: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      sessionAffinity: { cookieName: shop, primaryCookieName: shop }
      #                                                       ^^^^ flagger/same-cookie`,
  good: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      sessionAffinity: { cookieName: shop, primaryCookieName: shop-primary }`,
  canary({ analysis }, { report }) {
    const affinity = entryOf(analysis?.value, "sessionAffinity")?.value;
    const primary = entryOf(affinity, "primaryCookieName");
    const name = textOf(affinity, "primaryCookieName");
    if (!primary || !name || name !== textOf(affinity, "cookieName")) return;
    report(
      primary.value.at,
      `The controller refuses this Canary, and says so in its log only: \`cookieName\` and \`primaryCookieName\` are both \`${name}\`. Give one of them another name.`,
    );
  },
});
