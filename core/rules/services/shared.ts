import { namesIn } from "../../workspace/reference.ts";
import { isFromCluster, placeFor } from "../../workspace/resource.ts";
import { besides } from "../../workspace/workspace.ts";
import { defineRule } from "../rule.ts";

export const sharedService = defineRule({
  id: "services/shared",
  severity: "warning",
  summary: "No two Rollouts name the same Service.",
  why: "The first that is applied gets it, and the controller refuses the second.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go (AR-R002)",
  bad: `
    stableService: shop
    #              ^^^^ services/shared
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: { name: web }
    spec:
      selector: { matchLabels: { app: shop } }
      template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: web, image: "web:1" }] } }
      strategy: { canary: { stableService: shop, steps: [{ setWeight: 20 }] } }
    #                                      ^^^^ services/shared`,
  good: `
    stableService: shop
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: { name: web }
    spec:
      selector: { matchLabels: { app: shop } }
      template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: web, image: "web:1" }] } }
      strategy: { canary: { stableService: web, steps: [{ setWeight: 20 }] } }`,
  workspace: {
    rollout({ resource }, { report, workspace }) {
      const others = besides(workspace, resource);
      for (const name of namesIn(resource)) {
        if (name.to !== "Service" || name.path.at(-1) === "rootService") continue;
        for (const other of others) {
          const theirs = namesIn(other).find(
            ({ to, name: called, path }) => to === "Service" && called === name.name && path.at(-1) !== "rootService",
          );
          if (!theirs) continue;
          report(
            name.at,
            `The controller refuses the second of two Rollouts with one Service: \`${other.name ?? ""}\` names \`${name.name}\` as well. Give each its own.`,
            [],
            isFromCluster(other) ? [] : [{ place: placeFor(other, theirs.at), message: "It is named here too." }],
          );
          break;
        }
      }
    },
  },
});
