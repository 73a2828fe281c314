import { listed } from "../../base/figures.ts";
import type { Span } from "../../base/span.ts";
import { type TrafficProvider, trafficProviders } from "../../providers/traffic/index.ts";
import { isSet, itemsOf, placeOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";
import type { RolloutView } from "../views.ts";

type Ability = keyof TrafficProvider["supports"];

/** Steps that a traffic system has to be able to carry out: what of the step asks for it, and the sentence that it ends. */
const needs: readonly {
  readonly what: string;
  readonly can: string;
  readonly ability: Ability | undefined;
  places(rollout: RolloutView): readonly Span[];
}[] = [
  {
    what: "setCanaryScale",
    can: "keep the number of pods apart from traffic",
    ability: undefined,
    places: rollout => keysOf(rollout, "setCanaryScale"),
  },
  { what: "setHeaderRoute", can: "route by header", ability: "headerRoute", places: rollout => keysOf(rollout, "setHeaderRoute") },
  { what: "setMirrorRoute", can: "mirror requests", ability: "mirrorRoute", places: rollout => keysOf(rollout, "setMirrorRoute") },
  { what: "weight", can: "give an experiment traffic of its own", ability: "experimentWeight", places: experimentWeights },
];

export const unsupportedStep = defineRule({
  id: "traffic/unsupported-step",
  severity: "error",
  summary: "Steps that move requests by other means than pods need a traffic system that can do it.",
  why: "The controller refuses the whole Rollout, so the new version never starts.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V034, AR-V035, AR-V040, AR-V044, AR-V045)",
  bad: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { nginx: { stableIngress: shop }, managedRoutes: [{ name: testers }] }
    steps:
    - setHeaderRoute: { name: testers, match: [{ headerName: x-test, headerValue: { exact: "1" } }] }
    # ^^^^^^^^^^^^^^ traffic/unsupported-step`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { istio: { virtualService: { name: shop } }, managedRoutes: [{ name: testers }] }
    steps:
    - setHeaderRoute: { name: testers, match: [{ headerName: x-test, headerValue: { exact: "1" } }] }`,
  rollout(rollout, { report }) {
    for (const { what, can, ability, places } of needs) {
      if (able(rollout, ability)) continue;
      for (const at of places(rollout)) report(at, sentence(rollout, what, can, ability));
    }
  },
});

/** The controller asks whether any of the systems can do it; of a plugin it takes everything for possible. */
function able({ routing, routers, unknownRouters }: RolloutView, ability: Ability | undefined): boolean {
  if (!routing) return false;
  return ability === undefined || unknownRouters.length > 0 || routers.some(router => router.argoPlugin || router.supports[ability]);
}

function sentence({ routing, routers }: RolloutView, what: string, can: string, ability: Ability | undefined): string {
  const systems = trafficProviders.filter(
    provider => provider.argoKey !== undefined && ability !== undefined && provider.supports[ability],
  );
  const which =
    systems.length === 0
      ? ""
      : ` of ${listed(
          systems.map(provider => provider.label),
          "or",
        )}`;
  const [router] = routers;
  if (!routing || !router) {
    return `The controller refuses this Rollout: \`${what}\` needs a traffic system to ${can}, and there is none. Add \`trafficRouting\`${which}, or remove this.`;
  }
  return `The controller refuses this Rollout: ${router.label} cannot ${can}. Use one${which}, or remove this.`;
}

function keysOf({ steps }: RolloutView, kind: string): readonly Span[] {
  return steps.flatMap(({ kinds }) => kinds.filter(known => known.kind === kind && known.value.kind === "map").map(known => known.at));
}

function experimentWeights({ steps }: RolloutView): readonly Span[] {
  return steps.flatMap(({ kinds }) =>
    kinds
      .filter(({ kind }) => kind === "experiment")
      .flatMap(({ value }) => itemsOf(value, "templates"))
      .filter(template => isSet(template, "weight"))
      .map(template => placeOf(template, ["weight"], "key")),
  );
}
