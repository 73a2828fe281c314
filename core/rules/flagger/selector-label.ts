import { selectorLabels } from "../../platforms/flagger/spec.ts";
import { isSet, nodeAt, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeAt } from "../../workspace/resource.ts";
import { meant } from "../../workspace/workspace.ts";
import { defineRule } from "../rule.ts";

export const selectorLabel = defineRule({
  id: "flagger/selector-label",
  severity: "warning",
  summary: "The target of a Canary selects its pods by a label that Flagger knows.",
  why: "Flagger makes its Services by that label, and stops at every tick where it finds none, unless its flag `-selector-labels` names another.",
  source: "fluxcd/flagger pkg/canary/deployment_controller.go (FL-V041)",
  bad: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    #                                                         ^^^^ flagger/selector-label
    service: { port: 80 }
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: shop }
    spec:
      selector: { matchLabels: { component: shop } }
      template: { metadata: { labels: { component: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }`,
  good: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    service: { port: 80 }
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: shop }
    spec:
      selector: { matchLabels: { app: shop } }
      template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }`,
  workspace: {
    canary({ node, resource }, { report, workspace }) {
      const kind = textOf(node, "targetRef", "kind");
      const name = textOf(node, "targetRef", "name");
      const place = nodeAt(node, "targetRef", "name");
      if ((kind !== "Deployment" && kind !== "DaemonSet") || name === undefined || !place) return;
      const workload = meant(workspace, kind, name, resource.namespace, resource.uri);
      if (!workload || workload.templated || !isSet(workload.node, "spec", "selector")) return;
      const wanted = nodeAt(workload.node, "spec", "selector", "matchLabels");
      if (selectorLabels.some(label => isSet(wanted, label))) return;
      report(
        place.at,
        `Nothing is ever rolled out: the ${kind} \`${name}\` selects its pods by none of the labels that Flagger knows (${selectorLabels.map(label => `\`${label}\``).join(", ")}). Add one to its selector, or name its own in \`-selector-labels\`.`,
        [],
        isFromCluster(workload) ? [] : [{ place: placeAt(workload, ["spec", "selector"], "key"), message: "Its selector." }],
      );
    },
  },
});
