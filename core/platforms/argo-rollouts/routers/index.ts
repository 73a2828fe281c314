import { isObject, type JsonObject, listAt, numberAt, objectAt, textAt } from "../../../base/json.ts";
import { type TrafficProvider, trafficProviders } from "../../../providers/traffic/index.ts";
import type { ClusterObject } from "../../platform.ts";
import { readIstio } from "../istio-routing.ts";
import { alb } from "./alb.ts";
import { ambassador } from "./ambassador.ts";
import { apisix } from "./apisix.ts";
import { appMesh } from "./app-mesh.ts";
import { gatewayApi } from "./gateway-api.ts";
import { istio } from "./istio.ts";
import { nginx } from "./nginx.ts";
import type { Find, Router, Shown, Wiring } from "./router.ts";
import { smi } from "./smi.ts";
import { traefik } from "./traefik.ts";

export type { Router, Wanted, Wiring } from "./router.ts";

/** Every traffic system that the machine writes to: one file and one word here. */
const routers: readonly Router[] = [istio, nginx, alb, smi, ambassador, appMesh, traefik, apisix, gatewayApi];

/** The router of a traffic system; undefined where the machine does not predict what is written to it. */
export function routerFor(provider: TrafficProvider | undefined): Router | undefined {
  return provider && routers.find(router => router.id === provider.id);
}

/** The traffic systems that stand under `trafficRouting`, in the order in which the controller drives them. */
export function systemsIn(routing: JsonObject): readonly { readonly provider: TrafficProvider; readonly settings: JsonObject }[] {
  return trafficProviders.flatMap(provider => {
    const { argoKey, argoPlugin } = provider;
    const settings = argoKey === undefined ? undefined : (argoPlugin ? objectAt(routing, "plugins") : routing)[argoKey];
    return isObject(settings) ? [{ provider, settings }] : [];
  });
}

/** What a strategy says of a traffic system, completed by the objects around it. */
export function wiringOf(
  rollout: string,
  canary: JsonObject,
  settings: JsonObject,
  router: Router | undefined,
  find: Find,
  stablePingPong?: string,
): Wiring {
  const routing = objectAt(canary, "trafficRouting");
  const managed = listAt(routing, "managedRoutes").map(route => textAt(route, "name") ?? "");
  const { stable = "", canary: fresh = "" } = canaryServices(canary, stablePingPong);
  return {
    rollout,
    settings: router?.complete?.(settings, find) ?? settings,
    stable,
    canary: fresh,
    maxWeight: numberAt(routing, "maxTrafficWeight"),
    managed,
    istio: router === istio ? readIstio(settings, managed, find) : undefined,
  };
}

/** Names of the stable and the canary's Service; with ping-pong two change places. */
export function canaryServices(
  canary: JsonObject,
  stablePingPong: string | undefined,
): { readonly stable: string | undefined; readonly canary: string | undefined } {
  const [ping, pong] = [textAt(canary, "pingPong", "pingService"), textAt(canary, "pingPong", "pongService")];
  if (ping === undefined) return { stable: textAt(canary, "stableService"), canary: textAt(canary, "canaryService") };
  return stablePingPong === "pong" ? { stable: pong, canary: ping } : { stable: ping, canary: pong };
}

/** What a Rollout has written to its traffic system, read from the objects of a cluster. */
export function shownRouting(rollout: ClusterObject | undefined, find: Find): Shown | undefined {
  const canary = objectAt(rollout, "spec", "strategy", "canary");
  for (const { provider, settings } of systemsIn(objectAt(canary, "trafficRouting"))) {
    const router = routerFor(provider);
    const name = textAt(rollout, "metadata", "name") ?? "";
    const stablePingPong = textAt(rollout, "status", "canary", "stablePingPong");
    const shown = router?.shown(wiringOf(name, canary, settings, router, find, stablePingPong), find);
    if (shown) return shown;
  }
  return undefined;
}
