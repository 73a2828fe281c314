import { itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeFor } from "../../workspace/resource.ts";
import { meant } from "../../workspace/workspace.ts";
import { defineRule } from "../rule.ts";

export const mappingWithWeight = defineRule({
  id: "traffic/mapping-with-weight",
  severity: "error",
  summary: "A Mapping of Emissary-ingress that a Rollout uses has no weight of its own.",
  why: "The controller writes the weight into a copy, and refuses the Rollout where the original has one.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go (AR-R040)",
  bad: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { ambassador: { mappings: [shop] } }
    #                                          ^^^^ traffic/mapping-with-weight
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: getambassador.io/v2
    kind: Mapping
    metadata: { name: shop }
    spec: { prefix: /, service: "shop:80", weight: 50 }`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { ambassador: { mappings: [shop] } }
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: getambassador.io/v2
    kind: Mapping
    metadata: { name: shop }
    spec: { prefix: /, service: "shop:80" }`,
  workspace: {
    rollout({ routing, resource }, { report, workspace }) {
      for (const item of itemsOf(routing?.value, "ambassador", "mappings")) {
        const name = textOf(item);
        const mapping = name === undefined ? undefined : meant(workspace, "Mapping", name, resource.namespace, resource.uri);
        const weight = mapping && nodeAt(mapping.node, "spec", "weight");
        if (!mapping || mapping.templated || weight?.kind !== "scalar" || !weight.value) continue;
        report(
          item.at,
          `The controller refuses this Rollout: the Mapping \`${name ?? ""}\` has a weight of its own. Remove \`weight\` from it.`,
          [],
          isFromCluster(mapping) ? [] : [{ place: placeFor(mapping, weight.at), message: "The weight." }],
        );
      }
    },
  },
});
