import { entryOf, itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule, type Report } from "../rule.ts";

/** How the parts of a request can be compared over the Gateway API. */
const ways: { readonly [part: string]: readonly string[] } = { uri: ["exact", "prefix", "regex"], method: ["exact"] };
const ofHeaders = ["exact", "regex"];

export const gatewayMatch = defineRule({
  id: "flagger/gateway-match",
  severity: "error",
  summary: "Over the Gateway API `service.match` compares in ways that an HTTPRoute has.",
  why: "Flagger stops at every tick with a warning event, so nothing is ever rolled out.",
  source: "fluxcd/flagger pkg/router/gateway_api.go (FL-V074)",
  bad: `
    provider: gatewayapi:v1
    service: { port: 80, gatewayRefs: [{ name: shop }], match: [{ headers: { x-user: { prefix: staff } } }] }
    #                                                                        ^^^^^^ flagger/gateway-match`,
  good: `
    provider: gatewayapi:v1
    service: { port: 80, gatewayRefs: [{ name: shop }], match: [{ headers: { x-user: { exact: staff } } }] }`,
  canary({ node, spec }, { report }) {
    if (!spec.providerName.startsWith("gatewayapi:")) return;
    for (const match of itemsOf(node, "service", "match")) {
      for (const [part, known] of Object.entries(ways)) check(match, part, known, report);
      for (const group of ["headers", "queryParams"]) {
        const map = nodeAt(match, group);
        for (const { key } of map?.kind === "map" ? map.entries : []) check(map, String(key.value), ofHeaders, report);
      }
    }
  },
});

function check(map: SourceNode | undefined, part: string, known: readonly string[], report: Report): void {
  const entry = entryOf(map, part);
  if (entry?.value.kind !== "map" || known.some(way => textOf(entry.value, way))) return;
  report(
    entry.key.at,
    `Nothing is ever rolled out: over the Gateway API \`${part}\` can be compared by ${known.map(way => `\`${way}\``).join(" or ")} only, and Flagger stops here. Use one of them.`,
  );
}
