import { entryOf, isSet, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const mirrorStuck = defineRule({
  id: "flagger/mirror-stuck",
  severity: "warning",
  summary: "Mirroring before the first weight needs Istio.",
  why: "Elsewhere the first step never ends: traffic stays at 0 %, metrics are never asked, and hooks repeat at each tick.",
  source: "fluxcd/flagger pkg/controller/scheduler.go (FL-V060)",
  bad: `
    provider: linkerd
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      mirror: true
      #       ^^^^ flagger/mirror-stuck`,
  good: `
    provider: istio
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      mirror: true`,
  canary({ analysis, spec, node }, { report }) {
    const mirror = entryOf(analysis?.value, "mirror");
    const weights = isSet(analysis?.value, "stepWeight") || isSet(analysis?.value, "stepWeights");
    if (mirror?.value.kind !== "scalar" || mirror.value.value !== true || !weights) return;
    // Without a provider of its own the Canary has the controller's, which nobody knows here.
    const written = textOf(node, "provider");
    const tcp = textOf(node, "service", "appProtocol")?.toLowerCase() === "tcp";
    if ((written === undefined && !tcp) || (spec.providerName === "istio" && !tcp)) return;
    const why = tcp ? "TCP cannot be mirrored" : `\`${spec.providerName}\` cannot mirror between weights`;
    report(
      mirror.value.at,
      `Traffic stays at 0 % for ever: ${why}, so the first step never ends. Remove \`mirror\`, or use \`iterations\`.`,
      [{ title: "Set `mirror` to false", at: mirror.value.at, text: "false" }],
    );
  },
});
