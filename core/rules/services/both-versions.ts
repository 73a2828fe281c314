import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { namesIn } from "../../workspace/reference.ts";
import { placeFor } from "../../workspace/resource.ts";
import { defineRule } from "../rule.ts";
import { leadsTo, podLabelsOf, servicesSelecting } from "../selecting-services.ts";

export const bothVersions = defineRule({
  id: "services/both-versions",
  severity: "warning",
  summary: "Requests reach a Rollout by the Services that it switches.",
  why: "A Service of its own that selects the pods shows both versions at once: the new one gets requests before it is promoted, whatever the weights say.",
  source: "argoproj/argo-rollouts rollout/service.go (`argo-rollouts.md` 3.13, 6.4)",
  bad: `
    strategy: { blueGreen: { activeService: shop-active } }
    #                                       ^^^^^^^^^^^ services/both-versions
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: shop }
    spec: { selector: { app: shop }, ports: [{ port: 80 }] }
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { name: shop }
    spec: { defaultBackend: { service: { name: shop, port: { number: 80 } } } }`,
  good: `
    strategy: { blueGreen: { activeService: shop } }
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: shop }
    spec: { selector: { app: shop }, ports: [{ port: 80 }] }
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { name: shop }
    spec: { defaultBackend: { service: { name: shop, port: { number: 80 } } } }`,
  workspace: {
    rollout({ resource, blueGreen, canary, routing }, { report, workspace }) {
      // By weights of a mesh or a gateway such a Service may well be meant; NGINX splits nothing but the Ingress that it is told.
      const splits = routing && nodeAt(routing.value, "nginx") ? nodeAt(canary?.value, "stableService") : undefined;
      const shown = nodeAt(blueGreen?.value, "activeService") ?? splits;
      const meant = textOf(shown);
      if (!shown || !meant) return;
      // Where its own Ingress leads is looked at elsewhere.
      const own = new Set(namesIn(resource).map(({ to, name }) => `${to} ${name}`));
      for (const found of servicesSelecting(podLabelsOf(resource, workspace), resource, workspace)) {
        const way = own.has(`Service ${found.name}`) ? undefined : leadsTo(found, workspace, own);
        if (!way) continue;
        report(
          shown.at,
          `The new version gets requests before it is promoted: the Service \`${found.name}\` selects the pods of both versions, and ${way.called} brings requests to it. Lead them to \`${meant}\`.`,
          [],
          [{ place: placeFor(found.service, found.selector.at), message: "It selects both." }],
        );
      }
    },
  },
});
