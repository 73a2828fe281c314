import { entryOf, isSet, itemsOf, numberOf, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const nginxMatch = defineRule({
  id: "flagger/nginx-match",
  severity: "warning",
  summary: "On Ingress NGINX `match` stands beside `iterations`, and without `stepWeightPromotion`.",
  why: "Beside weights the new version is promoted after a single check, and a promotion in steps never ends.",
  source: "fluxcd/flagger pkg/router/ingress.go (FL-V066, FL-V068)",
  bad: `
    provider: nginx
    ingressRef: { apiVersion: networking.k8s.io/v1, kind: Ingress, name: shop }
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      match: [{ headers: { x-canary: { exact: insider } } }]
    # ^^^^^ flagger/nginx-match`,
  good: `
    provider: nginx
    ingressRef: { apiVersion: networking.k8s.io/v1, kind: Ingress, name: shop }
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      iterations: 10
      match: [{ headers: { x-canary: { exact: insider } } }]`,
  canary({ node, analysis, spec }, { report }) {
    const match = entryOf(analysis?.value, "match");
    if (!match || textOf(node, "provider") !== "nginx" || itemsOf(analysis?.value, "match").length === 0) return;
    if (spec.strategy === "canary" && (isSet(analysis?.value, "stepWeight") || isSet(analysis?.value, "stepWeights")))
      report(
        match.key.at,
        "The new version is promoted after a single check: with `match` Flagger writes no weights to the Ingress, and then reads 100 % from it. Use `iterations` in place of weights.",
      );
    const promotion = entryOf(analysis?.value, "stepWeightPromotion");
    if (spec.strategy === "ab-testing" && promotion && (numberOf(analysis?.value, "stepWeightPromotion") ?? 0) > 0)
      report(
        promotion.key.at,
        "The promotion never ends: in an A/B test on Ingress NGINX the weight always reads as 0. Remove `stepWeightPromotion`.",
      );
  },
});
