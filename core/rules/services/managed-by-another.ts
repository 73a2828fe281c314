import { textOf } from "../../syntax/nodes.ts";
import { namesIn, targetOf } from "../../workspace/reference.ts";
import { isFromCluster, placeAt } from "../../workspace/resource.ts";
import { defineRule } from "../rule.ts";

const annotation = "argo-rollouts.argoproj.io/managed-by-rollouts";

export const managedByAnother = defineRule({
  id: "services/managed-by-another",
  severity: "error",
  summary: "A Service belongs to one Rollout.",
  why: "Two Rollouts would send its traffic to their own pods in turn: the controller refuses the second.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go (AR-R002)",
  bad: `
    stableService: shop
    #              ^^^^ services/managed-by-another
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: shop, annotations: { argo-rollouts.argoproj.io/managed-by-rollouts: web } }
    spec: { selector: { app: shop }, ports: [{ port: 80 }] }`,
  good: `
    stableService: shop
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: shop, annotations: { argo-rollouts.argoproj.io/managed-by-rollouts: shop } }
    spec: { selector: { app: shop }, ports: [{ port: 80 }] }`,
  workspace: {
    rollout({ resource }, { report, workspace }) {
      for (const name of namesIn(resource)) {
        if (name.to !== "Service" || name.path.at(-1) === "rootService") continue;
        const service = targetOf(name, workspace, resource);
        const owner = service && textOf(service.node, "metadata", "annotations", annotation);
        if (!service || service.templated || owner === undefined || owner === resource.name) continue;
        report(
          name.at,
          `The controller refuses this Rollout: the Service \`${name.name}\` belongs to the Rollout \`${owner}\`. Name another Service, or remove its annotation \`managed-by-rollouts\`.`,
          [],
          isFromCluster(service) ? [] : [{ place: placeAt(service, ["metadata", "annotations"], "key"), message: "It says so here." }],
        );
      }
    },
  },
});
