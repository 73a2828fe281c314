import { entryOf, isSet, itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** Where a traffic system is told what to work on: one object, or a list of them, and not both. */
const objects: readonly { readonly key: string; readonly one?: string; readonly many?: string; readonly what: string }[] = [
  { key: "nginx", one: "stableIngress", many: "stableIngresses", what: "an Ingress" },
  { key: "alb", one: "ingress", many: "ingresses", what: "an Ingress" },
  { key: "istio", one: "virtualService", many: "virtualServices", what: "a VirtualService" },
  { key: "ambassador", many: "mappings", what: "a Mapping" },
  { key: "appMesh", one: "virtualService", what: "a VirtualService" },
];

export const routerObjects = defineRule({
  id: "traffic/router-objects",
  severity: "error",
  summary: "A traffic system is told which object to write weights to: one, or a list, and not both.",
  why: "There would be nowhere to write weights, or two lists to choose from: the controller refuses the Rollout.",
  source:
    "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go, rollout/controller.go (AR-R021, AR-R022, AR-R023, AR-R042, AR-R043)",
  bad: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { nginx: { stableIngress: shop, stableIngresses: [shop-admin] } }
    #                                               ^^^^^^^^^^^^^^^ traffic/router-objects
    steps:
    - setWeight: 20`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { nginx: { stableIngresses: [shop, shop-admin] } }
    steps:
    - setWeight: 20`,
  lacks: objects.flatMap(({ one, many }) => [one, many].filter(field => field !== undefined)),
  rollout({ routing }, { report }) {
    for (const { key, one, many, what } of objects) {
      const entry = entryOf(routing?.value, key);
      if (entry?.value.kind !== "map") continue;
      const single = one !== undefined && isNamed(nodeAt(entry.value, one));
      const several = many !== undefined && isSet(entry.value, many);
      // Of Ambassador an empty list is refused; elsewhere it counts as a list.
      if (one === undefined && many !== undefined && nodeAt(entry.value, many)?.kind === "list" && itemsOf(entry.value, many).length === 0)
        report(
          entryOf(entry.value, many)?.key.at ?? entry.key.at,
          `The controller refuses this Rollout: \`${many}\` is empty, so there is nowhere to write weights. Name ${what}.`,
        );
      else if (single && several)
        report(
          entryOf(entry.value, many)?.key.at ?? entry.key.at,
          `The controller refuses this Rollout: \`${one}\` and \`${many}\` are both there. Keep one of them.`,
        );
      // A list that the schema requires it asks for itself.
      else if (!single && !several && one !== undefined)
        report(
          entry.key.at,
          `The controller refuses this Rollout: nobody says where to write weights. Add \`${one}\` to name ${what}${many === undefined ? "" : `, or \`${many}\``}.`,
        );
    }
  },
});

function isNamed(node: SourceNode | undefined): boolean {
  return node !== undefined && (node.kind === "map" || (node.kind === "scalar" && node.value !== null && textOf(node) !== ""));
}
