import { removeEntry } from "../../syntax/edit.ts";
import { entryOf, isSet } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const templateBesideWorkloadRef = defineRule({
  id: "rollout/template-beside-workload-ref",
  severity: "error",
  summary: "The pod template is in the Rollout or in the workload that it refers to.",
  why: "The controller would not know which one to run, and refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V005)",
  bad: `
    workloadRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }
    #<------ rollout/template-beside-workload-ref`,
  good: `
    workloadRef: { apiVersion: apps/v1, kind: Deployment, name: shop }`,
  rollout({ node }, { report, text }) {
    const template = entryOf(node, "template");
    // Only labels and annotations are looked at upstream: a template without them passes, and is ignored.
    const metadata = isSet(template?.value, "metadata", "labels") || isSet(template?.value, "metadata", "annotations");
    if (!template || !metadata || !isSet(node, "workloadRef") || node.kind !== "map") return;
    report(
      template.key.at,
      "The controller refuses this Rollout: `workloadRef` takes the pods from another object, so `template` cannot be here too. Remove one of the two.",
      [{ title: "Remove `template`", edits: removeEntry(text, node, "template") }],
    );
  },
});
