import { entryOf, isSet, itemsOf, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

// Their routers do not look at `match`.
const blind = /^(linkerd|smi:.*|osm|traefik|kuma|skipper|apisix|knative)$/;

export const matchIgnored = defineRule({
  id: "flagger/match-ignored",
  severity: "warning",
  summary: "An A/B test runs on a provider that can route by header.",
  why: "On the others `match` is ignored, and all traffic goes to the new version at the first tick, before anything was checked.",
  source: "fluxcd/flagger pkg/router (FL-V062)",
  bad: `
    provider: linkerd
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      iterations: 10
      match: [{ headers: { x-canary: { exact: insider } } }]
    # ^^^^^ flagger/match-ignored`,
  good: `
    provider: istio
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      iterations: 10
      match: [{ headers: { x-canary: { exact: insider } } }]`,
  canary({ analysis, spec }, { report }) {
    const match = entryOf(analysis?.value, "match");
    if (!match || !isSet(analysis?.value, "match") || itemsOf(analysis?.value, "match").length === 0) return;
    if ((numberOf(analysis?.value, "iterations") ?? 0) <= 0 || !blind.test(spec.providerName)) return;
    report(
      match.key.at,
      `All traffic goes to the new version at the first tick, before anything was checked: \`${spec.providerName}\` cannot route by header, and ignores \`match\`. Use weights, or a provider that can.`,
    );
  },
});
