import { isSet, itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { namesIn, targetOf } from "../../workspace/reference.ts";
import { isFromCluster, placeAt } from "../../workspace/resource.ts";
import { defineRule } from "../rule.ts";

export const ingressWithoutBackend = defineRule({
  id: "traffic/ingress-without-backend",
  severity: "error",
  summary: "The Ingress of a Rollout has a rule for its stable Service (or for the ALB's root Service).",
  why: "There would be no traffic to split: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go (AR-R020)",
  bad: `
    stableService: shop-stable
    canaryService: shop-canary
    trafficRouting: { nginx: { stableIngress: shop } }
    #                                         ^^^^ traffic/ingress-without-backend
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { name: shop }
    spec:
      rules:
      - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: other, port: { number: 80 } } } }] }`,
  good: `
    stableService: shop-stable
    canaryService: shop-canary
    trafficRouting: { nginx: { stableIngress: shop } }
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { name: shop }
    spec:
      rules:
      - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop-stable, port: { number: 80 } } } }] }`,
  workspace: {
    rollout({ canary, routing, resource }, { report, workspace }) {
      const service = textOf(routing?.value, "alb", "rootService") ?? textOf(canary?.value, "stableService");
      if (!service) return;
      for (const name of namesIn(resource)) {
        if (name.to !== "Ingress") continue;
        const ingress = targetOf(name, workspace, resource);
        // Without rules at all it is a stub, or a patch.
        if (!ingress || ingress.templated || !isSet(ingress.node, "spec", "rules")) continue;
        const backends = backendsOf(ingress.node);
        if (backends.includes(service)) continue;
        report(
          name.at,
          `The controller refuses this Rollout: the Ingress \`${name.name}\` has no rule for the Service \`${service}\`, so there is no traffic to split. Add a rule for it, or name the Ingress that has one.`,
          [],
          isFromCluster(ingress)
            ? []
            : [{ place: placeAt(ingress, ["spec", "rules"], "key"), message: `No rule here leads to \`${service}\`.` }],
        );
      }
    },
  },
});

/** Names of the Services that rules lead to, as both versions of Ingress write them. */
function backendsOf(ingress: SourceNode): readonly string[] {
  return itemsOf(ingress, "spec", "rules")
    .flatMap(rule => itemsOf(rule, "http", "paths"))
    .map(path => textOf(nodeAt(path, "backend"), "service", "name") ?? textOf(nodeAt(path, "backend"), "serviceName"))
    .filter(name => name !== undefined);
}
