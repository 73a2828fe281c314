import { entryOf, isSet, numberOf, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const noService = defineRule({
  id: "flagger/no-service",
  severity: "error",
  summary: "A Canary of a Deployment or a DaemonSet has a `service` with a port.",
  why: "Flagger makes Services for both versions, and stops at every tick where it cannot: nothing is ever rolled out.",
  source: "fluxcd/flagger pkg/router/kubernetes_default.go (FL-V045)",
  bad: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    service: { port: 0 }
    #                ^ flagger/no-service`,
  good: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    service: { port: 80 }`,
  lacks: ["service"],
  canary({ node }, { report }) {
    const kind = textOf(node, "targetRef", "kind");
    if (kind !== "Deployment" && kind !== "DaemonSet") return;
    const service = entryOf(node, "service");
    const port = entryOf(service?.value, "port");
    const number = numberOf(service?.value, "port");
    if (!isSet(node, "service"))
      report(
        entryOf(node, "targetRef")?.key.at ?? node.at,
        "Nothing is ever rolled out: Flagger makes Services for both versions, and nobody says on which port. Add `service` with `port`.",
      );
    else if (port && number !== undefined && (number < 1 || number > 65_535))
      report(port.value.at, `Nothing is ever rolled out: a port lies between 1 and 65535, and this one is ${number}. Write another one.`);
  },
});
