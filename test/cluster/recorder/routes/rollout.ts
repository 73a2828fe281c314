import type { KubeObject } from "../../api.ts";
import type {
  ApisixRoute,
  HttpRoute,
  Ingress,
  Mapping,
  Rollout,
  TraefikService,
  TrafficRouting,
  TrafficSplit,
  VirtualRouter,
  VirtualService,
} from "../objects.ts";
import type { View } from "../sight.ts";
import type { Route } from "../trace.ts";

/** What a Rollout has written to its traffic router. */
export interface Routed {
  readonly route: Route;
  /** Managed routes that are in the router object now, in order. */
  readonly managed: readonly string[];
}

type Router = (routing: TrafficRouting, rollout: Rollout, view: View) => Routed | undefined;

// One reader per traffic system whose weights stand in an object; the others are known by `status.canary.weights` only.
const routers: readonly Router[] = [istio, nginx, alb, smi, ambassador, appMesh, traefik, apisix];

/** Reads the router object of a Rollout, or undefined where there is none. */
export function rolloutRoute(rollout: Rollout, view: View): Routed | undefined {
  const routing = rollout.spec.strategy.canary?.trafficRouting;
  if (routing === undefined) return undefined;
  for (const read of routers) {
    const routed = read(routing, rollout, view);
    if (routed) return routed;
  }
  return undefined;
}

function istio(routing: TrafficRouting, rollout: Rollout, view: View): Routed | undefined {
  const ref = routing.istio?.virtualService ?? routing.istio?.virtualServices?.[0];
  const http = view.get<VirtualService>("VirtualService", ref?.name)?.spec.http;
  if (ref === undefined || http === undefined) return undefined;
  const managedNames = new Set(routing.managedRoutes?.map(r => r.name));
  const managed = http.filter(r => r.name !== undefined && managedNames.has(r.name));
  const own = http.filter(r => !managed.includes(r));
  // As the controller chooses: the named routes, else the only one, else the first without a name.
  const weighed =
    own.find(r => r.name !== undefined && ref.routes?.includes(r.name)) ?? (own.length === 1 ? own[0] : own.find(r => !r.name));
  const services = serviceNames(rollout);
  const subsets = routing.istio?.destinationRule;
  const mirror = managed.find(r => r.mirror !== undefined);
  const weight = (service: string | undefined, subset: string | undefined) =>
    weighed?.route?.find(d => (subset === undefined ? isHost(d, service) : d.destination.subset === subset))?.weight ?? 0;
  return {
    route: [
      weight(services.stable, subsets?.stableSubsetName),
      weight(services.canary, subsets?.canarySubsetName),
      mirror?.mirrorPercentage?.value ?? 0,
    ],
    managed: managed.flatMap(r => r.name ?? []),
  };
}

function nginx(routing: TrafficRouting, rollout: Rollout, view: View): Routed | undefined {
  const stable = routing.nginx?.stableIngress ?? routing.nginx?.stableIngresses?.[0];
  if (stable === undefined) return undefined;
  const prefix = routing.nginx?.annotationPrefix ?? "nginx.ingress.kubernetes.io";
  // The controller cuts a name that is too long; scripts have short ones.
  const ingress = view.get<KubeObject>("Ingress", `${rollout.metadata.name}-${stable}-canary`);
  const annotation = (name: string) => ingress?.metadata.annotations?.[`${prefix}/${name}`];
  const weight = Number(annotation("canary-weight") ?? 0);
  return { route: [Number(annotation("canary-weight-total") ?? 100) - weight, weight, 0], managed: [] };
}

function alb(routing: TrafficRouting, rollout: Rollout, view: View): Routed | undefined {
  const { alb: written, managedRoutes = [] } = routing;
  const ingress = view.get<Ingress>("Ingress", written?.ingress ?? written?.ingresses?.[0]);
  if (ingress === undefined) return undefined;
  const action = `${written?.annotationPrefix ?? "alb.ingress.kubernetes.io"}/actions.${written?.rootService ?? serviceNames(rollout).stable}`;
  const forward = JSON.parse(ingress.metadata.annotations?.[action] ?? "{}") as {
    readonly ForwardConfig?: { readonly TargetGroups: readonly { readonly ServiceName: string; readonly Weight: number }[] };
  };
  const groups = forward.ForwardConfig?.TargetGroups;
  // Each header route is a path of its own, in front of the others.
  const paths = ingress.spec.rules?.[0]?.http?.paths.flatMap(path => path.backend.service?.name ?? []) ?? [];
  return {
    ...plainRoute(rollout, name => groups?.find(group => group.ServiceName === name)?.Weight ?? 0),
    managed: paths.filter(path => managedRoutes.some(route => route.name === path)),
  };
}

function ambassador(routing: TrafficRouting, _rollout: Rollout, view: View): Routed | undefined {
  const base = routing.ambassador?.mappings[0];
  if (base === undefined || view.get("Mapping", base) === undefined) return undefined;
  const weight = view.get<Mapping>("Mapping", `${base}-canary`)?.spec.weight ?? 0;
  return { route: [100 - weight, weight, 0], managed: [] };
}

function appMesh(routing: TrafficRouting, _rollout: Rollout, view: View): Routed | undefined {
  if (routing.appMesh === undefined) return undefined;
  const { stableVirtualNodeRef: stable, canaryVirtualNodeRef: canary } = routing.appMesh.virtualNodeGroup;
  const [route] = view.all<VirtualRouter>("VirtualRouter")[0]?.spec.routes ?? [];
  const targets = (route?.httpRoute ?? route?.http2Route ?? route?.grpcRoute ?? route?.tcpRoute)?.action.weightedTargets;
  const weight = (node: string) => targets?.find(target => target.virtualNodeRef.name === node)?.weight ?? 0;
  return targets && { route: [weight(stable.name), weight(canary.name), 0], managed: [] };
}

function apisix({ apisix: written, managedRoutes = [] }: TrafficRouting, rollout: Rollout, view: View): Routed | undefined {
  const http = view.get<ApisixRoute>("ApisixRoute", written?.route.name)?.spec.http;
  const rule = http?.find(one => one.name === (written?.route.rules?.[0] ?? written?.route.name));
  if (rule === undefined) return undefined;
  return {
    ...plainRoute(rollout, name => rule.backends?.find(backend => backend.serviceName === name)?.weight ?? 0),
    // A header route is an object of its own here.
    managed: managedRoutes.flatMap(({ name }) => (view.get("ApisixRoute", name) ? [name] : [])),
  };
}

function smi(routing: TrafficRouting, rollout: Rollout, view: View): Routed | undefined {
  if (routing.smi === undefined) return undefined;
  const split = view.get<TrafficSplit>("TrafficSplit", routing.smi.trafficSplitName ?? rollout.metadata.name);
  return split && plainRoute(rollout, name => Number(split.spec.backends.find(b => b.service === name)?.weight ?? 0));
}

function traefik(routing: TrafficRouting, rollout: Rollout, view: View): Routed | undefined {
  const services = view.get<TraefikService>("TraefikService", routing.traefik?.weightedTraefikServiceName)?.spec.weighted?.services;
  return services && plainRoute(rollout, name => services.find(s => s.name === name)?.weight ?? 0);
}

function plainRoute(rollout: Rollout, weightOf: (service: string | undefined) => number): Routed {
  const { stable, canary } = serviceNames(rollout);
  return { route: [weightOf(stable), weightOf(canary), 0], managed: [] };
}

/** Names of the stable and the canary Service; with ping-pong they change places at each promotion. */
export function serviceNames({ spec, status }: Rollout): { readonly stable: string | undefined; readonly canary: string | undefined } {
  const { canary } = spec.strategy;
  if (canary?.pingPong === undefined) return { stable: canary?.stableService, canary: canary?.canaryService };
  const { pingService, pongService } = canary.pingPong;
  return status?.canary?.stablePingPong === "pong"
    ? { stable: pongService, canary: pingService }
    : { stable: pingService, canary: pongService };
}

function isHost({ destination }: NonNullable<HttpRoute["route"]>[number], service: string | undefined): boolean {
  return service !== undefined && (destination.host === service || destination.host.startsWith(`${service}.`));
}
