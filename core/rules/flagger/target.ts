import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeFor } from "../../workspace/resource.ts";
import { meant } from "../../workspace/workspace.ts";
import { defineRule } from "../rule.ts";

export const target = defineRule({
  id: "flagger/target",
  severity: "error",
  summary: "A DaemonSet that Flagger rolls out replaces its pods itself.",
  why: "With `OnDelete` the new pods would never come: Flagger stops at every tick with a warning event.",
  source: "fluxcd/flagger pkg/canary/daemonset_controller.go (FL-V042)",
  bad: `
    targetRef: { apiVersion: apps/v1, kind: DaemonSet, name: shop }
    #                                                        ^^^^ flagger/target
    service: { port: 80 }
    ---
    apiVersion: apps/v1
    kind: DaemonSet
    metadata: { name: shop }
    spec:
      updateStrategy: { type: OnDelete }
      selector: { matchLabels: { app: shop } }
      template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }`,
  good: `
    targetRef: { apiVersion: apps/v1, kind: DaemonSet, name: shop }
    service: { port: 80 }
    ---
    apiVersion: apps/v1
    kind: DaemonSet
    metadata: { name: shop }
    spec:
      updateStrategy: { type: RollingUpdate }
      selector: { matchLabels: { app: shop } }
      template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }`,
  workspace: {
    canary({ node, resource }, { report, workspace }) {
      const name = textOf(node, "targetRef", "name");
      const place = nodeAt(node, "targetRef", "name");
      if (textOf(node, "targetRef", "kind") !== "DaemonSet" || name === undefined || !place) return;
      const workload = meant(workspace, "DaemonSet", name, resource.namespace, resource.uri);
      const type = workload && nodeAt(workload.node, "spec", "updateStrategy", "type");
      if (!workload || workload.templated || !type || textOf(type) !== "OnDelete") return;
      report(
        place.at,
        `Nothing is ever rolled out: the DaemonSet \`${name}\` waits until somebody deletes its pods. Give it the update strategy \`RollingUpdate\`.`,
        [],
        isFromCluster(workload) ? [] : [{ place: placeFor(workload, type.at), message: "Its strategy." }],
      );
    },
  },
});
