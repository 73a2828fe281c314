import { removeEntry } from "../../syntax/edit.ts";
import { entryOf, isSet, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const affinityIgnored = defineRule({
  id: "flagger/affinity-ignored",
  severity: "warning",
  summary: "People are kept on one version where the provider can do it: Istio and the Gateway API.",
  why: "Elsewhere `sessionAffinity` is ignored, and people go to and fro between the versions.",
  source: "fluxcd/flagger pkg/router (FL-V081)",
  bad: `
    provider: linkerd
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      sessionAffinity: { cookieName: shop }
    # ^^^^^^^^^^^^^^^ flagger/affinity-ignored`,
  good: `
    provider: istio
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      sessionAffinity: { cookieName: shop }`,
  canary({ node, analysis }, { report, text }) {
    const affinity = entryOf(analysis?.value, "sessionAffinity");
    // Without a provider of its own the Canary has the controller's, which nobody knows here.
    const provider = textOf(node, "provider");
    if (!affinity || provider === undefined || analysis?.value.kind !== "map" || !isSet(analysis.value, "sessionAffinity")) return;
    if (/^(istio|gatewayapi:.*)$/.test(provider)) return;
    report(
      affinity.key.at,
      `People go to and fro between the versions: \`${provider}\` cannot keep them on one, and \`sessionAffinity\` is ignored. Remove it, or use Istio or the Gateway API.`,
      [{ title: "Remove `sessionAffinity`", edits: removeEntry(text, analysis.value, "sessionAffinity") }],
    );
  },
});
