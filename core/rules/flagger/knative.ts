import { entryOf, isSet, nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const knative = defineRule({
  id: "flagger/knative",
  severity: "error",
  summary: "A Knative Service is rolled out by the provider `knative`, nothing else is, and it scales itself.",
  why: "The controller refuses the Canary with a line in its log and nothing else: no event, no status.",
  source: "fluxcd/flagger pkg/controller/controller.go `verifyCanary` (FL-V031, FL-V032, FL-V033)",
  bad: `
    provider: istio
    #         ^^^^^ flagger/knative
    targetRef: { apiVersion: serving.knative.dev/v1, kind: Service, name: shop }`,
  good: `
    provider: knative
    targetRef: { apiVersion: serving.knative.dev/v1, kind: Service, name: shop }`,
  canary({ node }, { report }) {
    const isKnative =
      textOf(node, "targetRef", "kind") === "Service" && (textOf(node, "targetRef", "apiVersion") ?? "").startsWith("serving.knative.dev/");
    const provider = entryOf(node, "provider");
    const name = textOf(node, "provider");
    const target = nodeAt(node, "targetRef");
    if (isKnative && name !== "knative")
      report(
        provider?.value.at ?? entryOf(node, "targetRef")?.key.at ?? node.at,
        "The controller refuses this Canary, and says so in its log only: the target is a Knative Service, which the provider `knative` alone can roll out. Write `provider: knative`.",
        provider?.value.kind === "scalar" ? [{ title: "Write `knative`", at: provider.value.at, text: "knative" }] : [],
      );
    else if (!isKnative && name === "knative" && provider && target?.kind === "map")
      report(
        provider.value.at,
        "The controller refuses this Canary, and says so in its log only: the provider `knative` rolls out Knative Services, and the target is none. Name another provider.",
      );
    else if (isKnative && isSet(node, "autoscalerRef"))
      report(
        entryOf(node, "autoscalerRef")?.key.at ?? node.at,
        "The controller refuses this Canary, and says so in its log only: a Knative Service scales itself. Remove `autoscalerRef`.",
      );
  },
});
