import { isSet, nodeAt, type SourceNode } from "../../syntax/nodes.ts";
import type { IstioRouting } from "./istio-routing.ts";
import type { Canary } from "./spec.ts";

/** What of ping-pong and of Istio's routes the machine does not predict, as ends of the sentence *not predicted: …*. */
export function unpredictedRouting(canary: SourceNode | undefined, strategy: Canary): readonly string[] {
  const reasons: string[] = [];
  const { managedRoutes, pingPong, router } = strategy;
  const istio = router?.wiring.istio;
  if (isSet(canary, "pingPong")) {
    if (!pingPong || pingPong.ping === pingPong.pong) reasons.push("the controller refuses ping-pong without two Services");
    if (router?.provider.argoKey !== "istio") reasons.push("ping-pong without Istio is not predicted yet");
    if (strategy.stableService !== undefined || strategy.canaryService !== undefined)
      reasons.push("ping-pong beside `stableService` and `canaryService` is not predicted yet");
  }
  if (!istio) return reasons;
  const routing = nodeAt(canary, "trafficRouting", "istio");
  if (istio.virtualServices.length === 0 || (isSet(routing, "virtualService") && isSet(routing, "virtualServices")))
    reasons.push("the controller refuses Istio without either `virtualService` or `virtualServices`");
  if (istio.virtualServices.length > 1 && managedRoutes.length > 0 && istio.virtualServices.some(one => one.routes.length === 0))
    reasons.push("routes that steps add to several VirtualServices without named routes are not predicted yet");
  if (istio.virtualServices.some(({ destinations }) => destinations.some(route => isMixed(strategy, istio, route))))
    reasons.push("what becomes of destinations of others that stand before those of the Rollout, or of several, is not predicted");
  return reasons;
}

/** The controller takes out what is neither version's by its place, and loses count where anything stands behind it. */
function isMixed(
  canary: Canary,
  { subsets }: IstioRouting,
  route: IstioRouting["virtualServices"][number]["destinations"][number],
): boolean {
  const { stableService, canaryService, pingPong } = canary;
  const hosts = [stableService, canaryService, pingPong?.ping, pingPong?.pong];
  const names = subsets ? [subsets.stable, subsets.canary, ...subsets.additional] : [];
  const isOwn = route.map(({ host, subset }) => hosts.includes(host ?? "") || names.includes(subset ?? ""));
  const foreign = route.flatMap(({ weight }, i) => (!isOwn[i] && weight !== 0 ? [i] : []));
  return isOwn.includes(true) && (foreign.length > 1 || foreign.some(i => isOwn.includes(true, i)));
}
