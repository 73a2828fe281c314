import { entryOf, itemsOf, nodeAt } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const delegation = defineRule({
  id: "flagger/delegation",
  severity: "error",
  summary: "A Canary that another VirtualService delegates to has no hosts and no gateways.",
  why: "Flagger stops at every tick with a warning event, so nothing is ever rolled out.",
  source: "fluxcd/flagger pkg/router/istio.go (FL-V076)",
  bad: `
    provider: istio
    service: { port: 80, delegation: true, hosts: [shop.example.com] }
    #                                      ^^^^^ flagger/delegation`,
  good: `
    provider: istio
    service: { port: 80, delegation: true }`,
  canary({ node, spec }, { report }) {
    const service = nodeAt(node, "service");
    const written = nodeAt(service, "delegation");
    if (spec.providerName !== "istio" || written?.kind !== "scalar" || written.value !== true) return;
    const field = ["hosts", "gateways"].find(name => itemsOf(service, name).length > 0);
    const entry = field === undefined ? undefined : entryOf(service, field);
    if (!entry) return;
    report(
      entry.key.at,
      `Nothing is ever rolled out: with \`delegation\` the VirtualService in front says which hosts and gateways it serves, and Flagger stops where \`${field}\` says so too. Remove it.`,
    );
  },
});
