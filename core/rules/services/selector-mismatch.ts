import { entryOf, isSet, nodeAt, type SourceNode } from "../../syntax/nodes.ts";
import { namesIn, targetOf } from "../../workspace/reference.ts";
import { isFromCluster, placeFor } from "../../workspace/resource.ts";
import { defineRule } from "../rule.ts";
import { podLabelsOf } from "../selecting-services.ts";

export const serviceSelectorMismatch = defineRule({
  id: "services/selector-mismatch",
  severity: "error",
  summary: "The Services of a Rollout select the labels of its pods.",
  why: "The controller refuses the Rollout: the Service would show none of its pods.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go (AR-R001)",
  bad: `
    stableService: shop
    #              ^^^^ services/selector-mismatch
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: shop }
    spec: { selector: { app: other }, ports: [{ port: 80 }] }`,
  good: `
    stableService: shop
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: shop }
    spec: { selector: { app: shop }, ports: [{ port: 80 }] }`,
  workspace: {
    rollout({ node, resource }, { report, workspace }) {
      const labels = podLabelsOf(resource, workspace);
      // Of a patch the pods are not here, and of a workload that is referred to perhaps neither.
      if (!nodeAt(node, "template") && (!isSet(node, "workloadRef") || !labels)) return;
      for (const name of namesIn(resource)) {
        if (name.to !== "Service" || name.path.at(-1) === "rootService") continue;
        const service = targetOf(name, workspace, resource);
        const selector = service && nodeAt(service.node, "spec", "selector");
        const wrong = selector?.kind === "map" ? selector.entries.find(entry => !fits(entry, labels)) : undefined;
        if (!service || service.templated || !wrong) continue;
        const key = String(wrong.key.value);
        const label = entryOf(labels, key)?.value;
        const has = label?.kind === "scalar" ? `have \`${key}: ${label.raw}\`` : `have no label \`${key}\``;
        const wanted = wrong.value.kind === "scalar" ? wrong.value.raw : "";
        report(
          name.at,
          `The controller refuses this Rollout: the Service \`${name.name}\` selects \`${key}: ${wanted}\`, and the pods ${has}. Write the same label in both.`,
          [],
          isFromCluster(service) ? [] : [{ place: placeFor(service, wrong.at), message: "The Service selects these pods." }],
        );
      }
    },
  },
});

function fits(
  { key, value }: { readonly key: { readonly value: unknown }; readonly value: SourceNode },
  labels: SourceNode | undefined,
): boolean {
  const name = String(key.value);
  if (name === "rollouts-pod-template-hash" || value.kind !== "scalar") return true;
  const label = entryOf(labels, name)?.value;
  return label?.kind === "scalar" && String(label.value) === String(value.value);
}
