import { entryOf, isSet, itemsOf, type Path, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** What Flagger asks for before it does anything, by provider. */
const needs: readonly { readonly provider: RegExp; readonly path: Path; readonly what: string }[] = [
  { provider: /^(nginx|skipper)$/, path: ["ingressRef"], what: "the Ingress of the app" },
  { provider: /^apisix$/, path: ["routeRef"], what: "the ApisixRoute of the app" },
  { provider: /^gatewayapi:/, path: ["service", "gatewayRefs"], what: "the Gateway that its HTTPRoute hangs on" },
  { provider: /^appmesh$/, path: ["service", "meshName"], what: "the name of the mesh" },
];

export const providerNeeds = defineRule({
  id: "flagger/provider-needs",
  severity: "error",
  summary: "A Canary names what its provider works on.",
  why: "Flagger stops at every tick with a warning event, so nothing is ever rolled out.",
  source: "fluxcd/flagger pkg/router (FL-V070, FL-V073, FL-V077)",
  bad: `
    provider: nginx
    #         ^^^^^ flagger/provider-needs
    service: { port: 80 }`,
  good: `
    provider: nginx
    ingressRef: { apiVersion: networking.k8s.io/v1, kind: Ingress, name: shop }
    service: { port: 80 }`,
  lacks: ["ingressRef", "routeRef", "gatewayRefs", "meshName"],
  canary({ node }, { report }) {
    const provider = entryOf(node, "provider");
    const name = textOf(node, "provider");
    if (!provider || name === undefined) return;
    for (const need of needs) {
      const there = isSet(node, ...need.path) && (need.path.at(-1) !== "gatewayRefs" || itemsOf(node, ...need.path).length > 0);
      if (!need.provider.test(name) || there) continue;
      report(
        provider.value.at,
        `Nothing is ever rolled out: with \`${name}\` Flagger needs ${need.what}, and \`${need.path.join(".")}\` is not there. Add it.`,
      );
    }
  },
});
