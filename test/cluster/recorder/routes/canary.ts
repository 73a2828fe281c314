import type { KubeObject } from "../../api.ts";
import type { Canary, GatewayRoute, TraefikService, TrafficSplit, VirtualService } from "../objects.ts";
import type { View } from "../sight.ts";
import type { Route } from "../trace.ts";

type Router = (canary: Canary, view: View) => Route | undefined;

// By the beginning of `spec.provider`, the first that fits; what is not here is not recorded.
const routers: readonly (readonly [provider: string, read: Router])[] = [
  ["istio", istio],
  ["gatewayapi", gateway],
  ["nginx", nginx],
  ["linkerd", smi],
  ["osm", smi],
  ["smi", smi],
  ["traefik", traefik],
];

/** Reads the weights that Flagger has written to the router object of a Canary, of the rule that it weighs. */
export function canaryRoute(canary: Canary, view: View): Route | undefined {
  const read = routers.find(([provider]) => canary.spec.provider?.startsWith(provider))?.[1];
  return read?.(canary, view);
}

/** The name that the router object and the Services of a Canary begin with. */
function apexName({ spec }: Canary): string {
  return spec.service.name ?? spec.targetRef.name;
}

function istio(canary: Canary, view: View): Route | undefined {
  const http = view.get<VirtualService>("VirtualService", apexName(canary))?.spec.http;
  if (http === undefined) return undefined;
  const isSticky = (route: (typeof http)[number]) => route.match?.some(m => hasCookie(Object.keys(m.headers ?? {}))) ?? false;
  const weighed = http.find(r => r.route?.length === 2 && !(affine(canary) && isSticky(r)));
  const weight = (role: string) => weighed?.route?.find(d => d.destination.host === `${apexName(canary)}-${role}`)?.weight ?? 0;
  // Without a percentage all requests are mirrored. Flagger writes the mirror into the first rule.
  return [weight("primary"), weight("canary"), http[0]?.mirror === undefined ? 0 : (http[0].mirrorPercentage?.value ?? 100)];
}

function gateway(canary: Canary, view: View): Route | undefined {
  const rules = view.get<GatewayRoute>("HTTPRoute", apexName(canary))?.spec.rules;
  if (rules === undefined) return undefined;
  const isSticky = (rule: (typeof rules)[number]) => rule.matches?.some(m => hasCookie(m.headers?.map(h => h.name) ?? [])) ?? false;
  const weighed = rules.find(r => r.backendRefs?.length === 2 && !(affine(canary) && isSticky(r)));
  const weight = (role: string) => weighed?.backendRefs?.find(b => b.name === `${apexName(canary)}-${role}`)?.weight ?? 0;
  const mirror = rules[0]?.filters?.find(f => f.type === "RequestMirror");
  return [weight("primary"), weight("canary"), mirror === undefined ? 0 : (mirror.requestMirror?.percent ?? 100)];
}

function nginx(canary: Canary, view: View): Route | undefined {
  const ingress = view.get<KubeObject>("Ingress", `${canary.spec.ingressRef?.name}-canary`);
  if (ingress === undefined) return undefined;
  const annotation = (name: string) => ingress.metadata.annotations?.[`nginx.ingress.kubernetes.io/${name}`];
  const isMatched =
    canary.spec.analysis.match !== undefined && (annotation("canary-by-header") ?? annotation("canary-by-cookie")) !== undefined;
  const weight = isMatched ? 100 : Number(annotation("canary-weight") ?? 0);
  return [100 - weight, weight, 0];
}

function smi(canary: Canary, view: View): Route | undefined {
  const backends = view.get<TrafficSplit>("TrafficSplit", apexName(canary))?.spec.backends;
  // Of version v1alpha1 the weight is a quantity.
  return backends && byRole(canary, name => Number.parseInt(String(backends.find(b => b.service === name)?.weight ?? 0), 10));
}

function traefik(canary: Canary, view: View): Route | undefined {
  const services = view.get<TraefikService>("TraefikService", apexName(canary))?.spec.weighted?.services;
  return services && byRole(canary, name => services.find(s => s.name === name)?.weight ?? 0);
}

function byRole(canary: Canary, weightOf: (service: string) => number): Route {
  return [weightOf(`${apexName(canary)}-primary`), weightOf(`${apexName(canary)}-canary`), 0];
}

function affine({ spec }: Canary): boolean {
  return spec.analysis.sessionAffinity !== undefined;
}

function hasCookie(headers: readonly string[]): boolean {
  return headers.some(name => name.toLowerCase() === "cookie");
}
