import { entryOf, isSet, itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";
import type { CanaryView } from "../views.ts";

const everyone = "All traffic goes to the new version at the first tick, before anything was checked";
const nobody = "Nobody gets the new version for its test";

/** Ways to match that a provider drops without a word, and what is left then. */
const losses: readonly {
  readonly provider: RegExp;
  lost(matches: readonly SourceNode[], canary: CanaryView): SourceNode | undefined;
  readonly consequence: string;
  readonly why: string;
  readonly wayOut: string;
}[] = [
  {
    provider: /^gatewayapi:/,
    lost: matches => headerBy(matches, ["prefix", "suffix"]) ?? (matches.every(onlyLabels) ? matches[0] : undefined),
    consequence: everyone,
    why: "the Gateway API cannot match so, and Flagger drops the whole list",
    wayOut: "Match headers by `exact` or `regex`.",
  },
  {
    provider: /^istio$/,
    lost: (matches, { node }) =>
      itemsOf(node, "service", "match").length > 0
        ? matches.find(match => isSet(match, "queryParams") && !isSet(match, "headers") && !isSet(match, "sourceLabels"))
        : undefined,
    consequence: everyone,
    why: "beside `service.match` only headers and labels are kept, and this match has neither",
    wayOut: "Match a header, or remove `service.match`.",
  },
  {
    provider: /^contour$/,
    lost: matches => headerBy(matches, ["regex"]),
    consequence: nobody,
    why: "Contour cannot match by `regex`, and Flagger writes an empty value",
    wayOut: "Match by `exact`.",
  },
  {
    provider: /^gloo$/,
    lost: matches => headerBy(matches, ["prefix", "suffix"]),
    consequence: nobody,
    why: "Gloo cannot match so, and Flagger writes an empty value",
    wayOut: "Match by `exact` or `regex`.",
  },
];

export const matchLost = defineRule({
  id: "flagger/match-lost",
  severity: "warning",
  summary: "An A/B test matches in ways that its provider has.",
  why: "Others are dropped without a word: then all traffic goes to the new version before anything was checked, or none does.",
  source: "fluxcd/flagger pkg/router (FL-V063, FL-V064, FL-V065)",
  bad: `
    provider: gatewayapi:v1
    service: { port: 80, gatewayRefs: [{ name: shop }] }
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      iterations: 10
      match: [{ headers: { x-user: { prefix: staff } } }]
      #                            ^^^^^^^^^^^^^^^^^ flagger/match-lost`,
  good: `
    provider: gatewayapi:v1
    service: { port: 80, gatewayRefs: [{ name: shop }] }
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      iterations: 10
      match: [{ headers: { x-user: { exact: staff } } }]`,
  canary(canary, { report }) {
    const { node, analysis, spec } = canary;
    const matches = itemsOf(analysis?.value, "match");
    if (spec.strategy !== "ab-testing" || matches.length === 0) return;
    // Without a provider of its own the Canary has the controller's, which nobody knows here.
    const provider = textOf(node, "provider") ?? "";
    const loss = losses.find(known => known.provider.test(provider));
    const lost = loss?.lost(matches, canary);
    if (loss && lost) report(lost.at, `${loss.consequence}: ${loss.why}. ${loss.wayOut}`);
  },
});

/** The first header that is compared in one of these ways only. */
function headerBy(matches: readonly SourceNode[], ways: readonly string[]): SourceNode | undefined {
  return matches
    .flatMap(match => {
      const headers = nodeAt(match, "headers");
      return headers?.kind === "map" ? headers.entries.map(({ value }) => value) : [];
    })
    .find(value => value.kind === "map" && value.entries.length > 0 && ways.some(way => entryOf(value, way)));
}

function onlyLabels(match: SourceNode): boolean {
  return isSet(match, "sourceLabels") && !isSet(match, "headers") && !isSet(match, "queryParams");
}
