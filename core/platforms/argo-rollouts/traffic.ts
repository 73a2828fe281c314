import { weightsBeside } from "./experiments/weights.ts";
import type { CanaryPass, Pass } from "./pass.ts";
import { routerFor } from "./routers/index.ts";
import type { Router, Sayings, Wiring } from "./routers/router.ts";
import { desiredWeight } from "./scale.ts";
import { atDesired } from "./sizes.ts";
import { servicesOf, wiringAt } from "./spec.ts";
import type { RolloutState } from "./state.ts";
import { counts, currentSetWeight, currentStep, fullyPromoted, weightBefore } from "./targets.ts";
import { areThere } from "./threshold.ts";

/** Points the Services at their ReplicaSets, each once a pod of it is available; one that selects none yet, once all are. Source: 3.13. */
export function reconcileServices(pass: CanaryPass, state: RolloutState): RolloutState {
  const { canary } = pass;
  let services = state.services;
  // Ping-pong points the canary's Service at the new version before any of its pods is there, and after the promotion leaves both as they are.
  if (canary.pingPong) {
    if (fullyPromoted(state)) return state;
    const name = servicesOf(canary, state.stablePingPong).canary ?? "";
    return { ...state, services: { ...services, canary: switched(pass, name, services.canary, state.currentHash) } };
  }
  const isThere = (hash: string, service: string | undefined): boolean => {
    const { spec, available } = counts(state, hash, pass.pods);
    // A Service that selects none of its pods yet is not given fewer than all of them.
    return available > 0 && (service !== undefined || available >= spec);
  };
  if (canary.stableService !== undefined && isThere(state.stableHash, services.stable))
    services = { ...services, stable: switched(pass, canary.stableService, services.stable, state.stableHash) };
  const target = state.abort && !canary.router ? state.stableHash : state.currentHash;
  if (canary.canaryService !== undefined && isThere(target, services.canary) && !isContested(pass, state) && !isRollingBack(pass, state))
    services = { ...services, canary: switched(pass, canary.canaryService, services.canary, target) };
  return services.canary === state.services.canary && services.stable === state.services.stable ? state : { ...state, services };
}

/**
 * After an abort with a router the controller points this Service to and fro in every pass until the canary is gone; it rests on the stable
 * pods (`reconcileTraffic`), which is what is kept here.
 */
function isContested(pass: CanaryPass, state: RolloutState): boolean {
  return state.abort && pass.canary.router !== undefined && (!pass.canary.dynamicStableScale || routerWeight(pass, state) === 0);
}

/** Back to the stable version while it has too few pods, since with `dynamicStableScale` it gave them up. (`IsDynamicallyRollingBackToStable`) */
function isRollingBack({ canary, spec, pods }: CanaryPass, state: RolloutState): boolean {
  if (!canary.dynamicStableScale || !fullyPromoted(state) || state.weight === undefined) return false;
  return state.weightHash !== state.currentHash && pods(state.currentHash).available < spec.replicas;
}

/** Points a Service elsewhere, and says so. */
export function switched(pass: Pass, service: string, from: string | undefined, to: string): string {
  if (from !== to) pass.tell("SwitchService", `Switched selector for service '${service}' from '${from ?? ""}' to '${to}'`);
  return to;
}

/**
 * Writes the weight and the routes to the router. Rows are those of the table in `argo-rollouts.md` 3.8. A pass that fails here ends: nothing is
 * scaled, and the status stays as it was.
 */
export function reconcileTraffic(pass: CanaryPass, before: RolloutState): RolloutState {
  const { canary, spec } = pass;
  if (!canary.router) return before;
  const weight = routerWeight(pass, before);
  let state = before;
  // An aborted Rollout's canary Service selects the stable pods, whether or not they are there.
  if (state.abort && !fullyPromoted(state) && canary.canaryService !== undefined && (!canary.dynamicStableScale || weight === 0))
    state = {
      ...state,
      services: { ...state.services, canary: pointed(pass, canary.canaryService, state.services.canary, state.stableHash) },
    };
  if (losesRoutes(pass, state) && state.routes.length > 0) {
    tellOfRouter(pass, state, (router, wiring) => router.tellsRemoval?.(wiring));
    state = { ...state, routes: [] };
  }
  // While too few stable pods are available for their share no weight is touched.
  const stable = counts(state, state.stableHash, pass.pods);
  const share = Math.floor(((canary.maxWeight - weight) * spec.replicas) / canary.maxWeight);
  if (stable.available < share && !areThere(canary, stable, share)) return state;
  state = reconcileRoutes(pass, state);
  const weightHash = isRollingBack(pass, state) ? state.weightHash : state.currentHash;
  if (isEarly(pass, state, weightHash)) {
    pass.leave("failed");
    // Traffic does not wait for pods that are gone.
    return (state.weight ?? 0) > 0 && pass.pods(state.currentHash).available === 0 ? { ...state, weight } : state;
  }
  // A DestinationRule that is not there ends the pass without another try.
  if (pass.stops) {
    pass.leave();
    return state;
  }
  const router = routerFor(canary.router.provider);
  const heldWeight = router?.hides?.(canary.router.wiring, state.routes) ? (state.heldWeight ?? state.weight) : undefined;
  if (heldWeight !== state.heldWeight) state = { ...state, heldWeight };
  const beside = weightsBeside(pass, before);
  if (beside.length + state.weightsBeside.length > 0 && JSON.stringify(beside) !== JSON.stringify(state.weightsBeside))
    state = { ...state, weightsBeside: beside };
  if (weight === state.weight) return weightHash === state.weightHash ? state : { ...state, weightHash };
  tellOfRouter(pass, state, (router, wiring) => router.tellsWeight?.(wiring, weight));
  pass.tell("TrafficWeightUpdated", `Traffic weight updated from ${state.weight ?? 0} to ${weight}`);
  const wait = router?.waits?.(state.weight ?? 0, weight) ?? 0;
  return { ...state, weight, weightHash, ...(wait > 0 ? { waitsUntil: pass.now + wait } : {}) };
}

/**
 * Without a stable and a canary's Service subsets may stand for the versions, and the controller points them at no ReplicaSet that has not all of its
 * pods. It looks at that with ping-pong too, where no subset is. (`shouldDelayDestinationRuleUpdate`)
 */
function isEarly(pass: CanaryPass, state: RolloutState, weightHash: string | undefined): boolean {
  const { canary, pods } = pass;
  if (!canary.router?.wiring.istio || canary.stableService !== undefined || canary.canaryService !== undefined) return false;
  const spared = state.abort || isRollingBack(pass, state) ? weightHash : undefined;
  return state.replicaSets.some(({ desired, version: { hash } }) => {
    if (desired === 0 || (hash !== state.stableHash && hash !== weightHash) || hash === spared) return false;
    return pods(hash).available < desired;
  });
}

function pointed(pass: CanaryPass, service: string, from: string | undefined, to: string): string {
  return from === to ? to : switched(pass, service, from, to);
}

function tellOfRouter(
  { canary, tell }: CanaryPass,
  { stablePingPong }: RolloutState,
  what: (router: Router, wiring: Wiring) => Sayings | undefined,
): void {
  const router = routerFor(canary.router?.provider);
  const wiring = wiringAt(canary, stablePingPong);
  if (!wiring || !router) return;
  for (const [reason, words] of what(router, wiring) ?? []) tell(reason, words);
}

/** Routes of steps go when the new version takes all traffic or none. */
function losesRoutes(pass: CanaryPass, state: RolloutState): boolean {
  if (isRollingBack(pass, state)) return false;
  return fullyPromoted(state) || state.abort || state.promoteFull || pass.pods(state.currentHash).available === 0;
}

/** The route of the current step, added or taken away; it is written in each pass in which the step is the current one. Source: 3.12. */
function reconcileRoutes(pass: CanaryPass, state: RolloutState): RolloutState {
  const step = currentStep(pass.canary, state);
  if (step?.kind !== "setHeaderRoute" && step?.kind !== "setMirrorRoute") return state;
  const { canary } = pass;
  const router = routerFor(canary.router?.provider);
  if (!canary.router || !router?.withRoute) return state;
  const { wiring } = canary.router;
  const { name, match, percentage } = step.route;
  const kind = step.kind === "setHeaderRoute" ? "header" : "mirror";
  tellOfRouter(pass, state, of => of.tellsRoute?.(wiring, kind, name));
  const routes =
    match === undefined
      ? (router.withoutRoute?.(wiring, state.routes, name) ?? state.routes.filter(route => route.name !== name))
      : router.withRoute(wiring, state.routes, { kind, name, match, percentage, weight: state.weight ?? 0 });
  return match === undefined && routes.length === state.routes.length ? state : { ...state, routes };
}

function routerWeight(pass: CanaryPass, state: RolloutState): number {
  const { canary, spec, pods } = pass;
  if (isRollingBack(pass, state)) return weightOfAbort(pass, state);
  if (fullyPromoted(state)) return 0;
  if (state.abort) return weightOfAbort(pass, state);
  const { available } = pods(state.currentHash);
  if (available === 0) return 0;
  if (state.promoteFull)
    return canary.dynamicStableScale && spec.replicas > 0
      ? Math.floor((canary.maxWeight * available) / spec.replicas)
      : (state.weight ?? 0);
  if (canary.steps.length === 0) return 0;
  if (!atDesired(spec, canary, state, pods)) return weightBefore(canary, state.stepIndex ?? 0);
  return currentSetWeight(canary, state);
}

/** On the way back: 0 at once, but with `dynamicStableScale` only as fast as stable pods come back. (`calculateDesiredWeightOnAbortOrStableRollback`) */
function weightOfAbort({ canary, spec, pods }: CanaryPass, state: RolloutState): number {
  if (!canary.dynamicStableScale || spec.replicas === 0) return 0;
  const stable = Math.floor((canary.maxWeight * pods(state.stableHash).available) / spec.replicas);
  const wanted = desiredWeight(spec, canary, state, pods);
  const expected = Math.max(0, canary.maxWeight - stable);
  if (state.weight === undefined) return Math.max(expected, wanted);
  if (wanted <= 0) return Math.min(expected, state.weight);
  return stable < canary.maxWeight - wanted ? state.weight : Math.min(wanted, state.weight);
}
