import { isSet, itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const mirrorPort = defineRule({
  id: "flagger/mirror-port",
  severity: "error",
  summary: "A Service that requests are copied to is named with its port.",
  why: "The API server refuses the Canary.",
  source: "fluxcd/flagger artifacts/flagger/crd.yaml, a rule beside the schema (FL-V011)",
  bad: `
    provider: gatewayapi:v1
    service: { port: 80, gatewayRefs: [{ name: shop }], mirror: [{ backendRef: { name: shop-shadow } }] }
    #                                                              ^^^^^^^^^^ flagger/mirror-port`,
  good: `
    provider: gatewayapi:v1
    service: { port: 80, gatewayRefs: [{ name: shop }], mirror: [{ backendRef: { name: shop-shadow, port: 80 } }] }`,
  lacks: ["port"],
  canary({ node }, { report }) {
    for (const mirror of itemsOf(node, "service", "mirror")) {
      const backend = nodeAt(mirror, "backendRef");
      const core = (textOf(backend, "group") ?? "") === "" && (textOf(backend, "kind") ?? "Service") === "Service";
      if (backend?.kind !== "map" || !core || isSet(backend, "port") || !isSet(backend, "name")) continue;
      const at = mirror.kind === "map" ? mirror.entries.find(({ key }) => key.value === "backendRef")?.key.at : undefined;
      report(
        at ?? backend.at,
        "The API server refuses this Canary: a Service that requests are copied to is named with its port. Add `port`.",
      );
    }
  },
});
