import { listed } from "../../base/figures.ts";
import type { TrafficProvider } from "../../providers/traffic/index.ts";
import { entryOf, isSet, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";
import type { RolloutView } from "../views.ts";

export const routerWithoutServices = defineRule({
  id: "traffic/router-without-services",
  severity: "error",
  summary: "A traffic system that splits between two Services is told both.",
  why: "The controller refuses the Rollout: it would not know where to send which share.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V024, AR-V025)",
  bad: `
    trafficRouting: { nginx: { stableIngress: shop } }
    #<------------ traffic/router-without-services
    steps:
    - setWeight: 20`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { nginx: { stableIngress: shop } }
    steps:
    - setWeight: 20`,
  lacks: ["stableService", "canaryService"],
  rollout(rollout, { report }) {
    const { routing, canary } = rollout;
    const router = rollout.routers.find(provider => needsServices(provider, rollout));
    if (!routing || !canary || !router) return;
    const missing = ["stableService", "canaryService"].filter(name => !textOf(canary.value, name));
    // A value of the wrong type has a finding of its own.
    if (missing.length === 0 || missing.some(name => isSet(canary.value, name) && textOf(canary.value, name) === undefined)) return;
    const names = listed(missing.map(name => `\`${name}\``));
    report(
      routing.key.at,
      `The controller refuses this Rollout: ${router.label} splits traffic between two Services, and ${names} ${missing.length > 1 ? "are" : "is"} not there. Add ${missing.length > 1 ? "them" : "it"} to \`canary\`.`,
    );
  },
});

function needsServices(provider: TrafficProvider, { canary, routing }: RolloutView): boolean {
  const pingPong = isSet(canary?.value, "pingPong");
  switch (provider.needsServices) {
    case "always":
      return true;
    case "never":
      return false;
    case "unless ping-pong":
      return !pingPong;
    case "unless subsets":
      return !pingPong && entryOf(entryOf(routing?.value, provider.argoKey ?? "")?.value, "destinationRule") === undefined;
  }
}
