import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeFor } from "../../workspace/resource.ts";
import { besides } from "../../workspace/workspace.ts";
import { defineRule } from "../rule.ts";

export const sameTarget = defineRule({
  id: "flagger/same-target",
  severity: "warning",
  summary: "A workload has one Canary.",
  why: "Two would both scale and copy it; Flagger says so in its log only, and runs them both.",
  source: "fluxcd/flagger pkg/controller/job.go (FL-V046)",
  bad: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    #                                                         ^^^^ flagger/same-target
    service: { port: 80 }
    ---
    apiVersion: flagger.app/v1beta1
    kind: Canary
    metadata: { name: web }
    spec:
      targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    #                                                           ^^^^ flagger/same-target
      service: { port: 80 }
      analysis: { interval: 1m, threshold: 5, stepWeight: 10, metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }] }`,
  good: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    service: { port: 80 }`,
  workspace: {
    canary({ node, resource }, { report, workspace }) {
      const place = nodeAt(node, "targetRef", "name");
      const name = textOf(place);
      const kind = textOf(node, "targetRef", "kind");
      if (!place || name === undefined) return;
      // In other folders the same names are other applications.
      const other = besides(workspace, resource).find(
        known => textOf(known.node, "spec", "targetRef", "name") === name && textOf(known.node, "spec", "targetRef", "kind") === kind,
      );
      const theirs = other && nodeAt(other.node, "spec", "targetRef", "name");
      if (!other || !theirs) return;
      report(
        place.at,
        `Two Canaries move the same pods: \`${other.name ?? ""}\` has the target \`${name}\` as well. Keep one of them.`,
        [],
        isFromCluster(other) ? [] : [{ place: placeFor(other, theirs.at), message: "It is named here too." }],
      );
    },
  },
});
