import type { CanaryPass, Pass } from "./pass.ts";
import { atDesired } from "./sizes.ts";
import type { RolloutState } from "./state.ts";
import { currentSetWeight, fullyPromoted, weightBefore } from "./targets.ts";

/** Points the Services at their ReplicaSets: the stable one always, the canary one once a pod of the new version is available. Source: 3.13. */
export function reconcileServices(pass: CanaryPass, state: RolloutState): RolloutState {
  const { canary } = pass;
  let services = state.services;
  // After an abort with a router the controller points this Service to and fro in every pass until the canary is gone; it rests on
  // the stable pods (`reconcileTraffic`), which is what is kept here.
  const contested = state.abort && canary.router !== undefined;
  if (canary.canaryService !== undefined && !contested && pass.pods(state.currentHash).available > 0)
    services = { ...services, canary: switched(pass, canary.canaryService, services.canary, state.currentHash) };
  if (canary.stableService !== undefined)
    services = { ...services, stable: switched(pass, canary.stableService, services.stable, state.stableHash) };
  return services.canary === state.services.canary && services.stable === state.services.stable ? state : { ...state, services };
}

/** Points a Service elsewhere, and says so. */
export function switched(pass: Pass, service: string, from: string | undefined, to: string): string {
  if (from !== to) pass.tell("SwitchService", `Switched selector for service '${service}' from '${from ?? ""}' to '${to}'`);
  return to;
}

/** Writes the weight to the router. Rows are those of the table in `argo-rollouts.md` 3.8. */
export function reconcileTraffic(pass: CanaryPass, state: RolloutState): RolloutState {
  const { canary, spec } = pass;
  if (!canary.router) return state;
  const weight = desiredWeight(pass, state);
  // While too few stable pods are available for their share nothing is touched.
  if (pass.pods(state.stableHash).available < Math.floor(((100 - weight) * spec.replicas) / 100)) return state;
  let next = state;
  // An aborted Rollout's canary Service selects the stable pods, whether or not they are there.
  if (state.abort && !fullyPromoted(state) && canary.canaryService !== undefined && state.services.canary !== state.stableHash)
    next = {
      ...next,
      services: { ...next.services, canary: switched(pass, canary.canaryService, state.services.canary, state.stableHash) },
    };
  if (weight === state.weight) return next;
  if (canary.router.object)
    pass.tell(
      `Updated ${canary.router.object.kind}`,
      `${canary.router.object.kind} \`${canary.router.object.name}\` set to desiredWeight '${weight}'`,
    );
  pass.tell("TrafficWeightUpdated", `Traffic weight updated from ${state.weight ?? 0} to ${weight}`);
  return { ...next, weight };
}

function desiredWeight(pass: CanaryPass, state: RolloutState): number {
  const { canary, spec } = pass;
  if (fullyPromoted(state)) return 0;
  if (state.abort) return 0;
  if (pass.pods(state.currentHash).available === 0) return 0;
  if (state.promoteFull) return state.weight ?? 0;
  if (canary.steps.length === 0) return 0;
  if (!atDesired(spec, canary, state, pass.pods)) return weightBefore(canary, state.stepIndex ?? 0);
  return currentSetWeight(canary, state);
}
