import { selectorLabels } from "../../platforms/flagger/spec.ts";
import { isSet, nodeAt, textOf } from "../../syntax/nodes.ts";
import { placeFor } from "../../workspace/resource.ts";
import { meant } from "../../workspace/workspace.ts";
import { defineRule } from "../rule.ts";
import { leadsTo, type SelectingService, servicesSelecting } from "../selecting-services.ts";

export const serviceOfTarget = defineRule({
  id: "flagger/service-of-target",
  severity: "warning",
  summary: "Requests reach the target of a Canary by the Services that Flagger makes.",
  why: "Flagger moves the pods that serve to a second workload whose label ends in `-primary`: a Service of your own selects none of them, or both versions at once.",
  source: "fluxcd/flagger pkg/canary/deployment_controller.go, pkg/router/kubernetes_default.go (`flagger.md` 2.4, 3)",
  bad: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    #                                                         ^^^^ flagger/service-of-target
    service: { port: 80 }
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: shop }
    spec:
      selector: { matchLabels: { app: shop } }
      template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec: { selector: { app: shop }, ports: [{ port: 80 }] }`,
  good: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    service: { port: 80, name: web }
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
      const place = nodeAt(node, "targetRef", "name");
      const name = textOf(place);
      if ((kind !== "Deployment" && kind !== "DaemonSet") || !place || !name) return;
      const workload = meant(workspace, kind, name, resource.namespace, resource.uri);
      const wanted = nodeAt(workload?.node, "spec", "selector", "matchLabels");
      const label = selectorLabels.find(known => isSet(wanted, known));
      if (!workload || workload.templated || label === undefined) return;
      const apex = textOf(node, "service", "name") ?? name;
      const made = new Set([apex, `${apex}-primary`, `${apex}-canary`]);
      const pods = nodeAt(workload.node, "spec", "template", "metadata", "labels");
      for (const found of servicesSelecting(pods, resource, workspace)) {
        const consequence = made.has(found.name) ? undefined : consequenceOf(found, label, name);
        if (!consequence || (!found.labels.has(label) && !leadsTo(found, workspace))) continue;
        report(
          place.at,
          `${consequence} Use the Service \`${apex}\`, which Flagger makes.`,
          [],
          [{ place: placeFor(found.service, found.selector.at), message: "It selects these pods." }],
        );
      }
    },
  },
});

function consequenceOf({ name, labels: selected }: SelectingService, label: string, target: string): string {
  const value = selected.get(label);
  return value === undefined
    ? `The Service \`${name}\` shows both versions at once, whatever the weights say: \`${target}-primary\` has the labels that it selects too.`
    : `Between rollouts nobody answers at the Service \`${name}\`: it selects \`${label}: ${value}\`, and the pods that serve then have \`${label}: ${value}-primary\`.`;
}
