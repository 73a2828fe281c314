import { alb } from "./alb.ts";
import { ambassador } from "./ambassador.ts";
import { apisix } from "./apisix.ts";
import { appMesh } from "./app-mesh.ts";
import { gatewayApi } from "./gateway-api.ts";
import { istio } from "./istio.ts";
import { kubernetes } from "./kubernetes.ts";
import { nginx } from "./nginx.ts";
import { smi } from "./smi.ts";
import { traefik } from "./traefik.ts";
import type { TrafficProvider } from "./traffic.ts";

export type { TrafficProvider } from "./traffic.ts";

/** Every traffic system, one file and one word here. In the order in which Argo Rollouts drives them. */
export const trafficProviders: readonly TrafficProvider[] = [
  istio,
  nginx,
  alb,
  smi,
  ambassador,
  appMesh,
  traefik,
  apisix,
  gatewayApi,
  kubernetes,
];

/** The system that a key of `trafficRouting` (or a name below `trafficRouting.plugins`) stands for. */
export function argoTraffic(key: string): TrafficProvider | undefined {
  return trafficProviders.find(provider => provider.argoKey === key);
}

/** The system that a Canary's `spec.provider` stands for. Source: `flagger.md` 8.1. */
export function flaggerTraffic(provider: string): TrafficProvider | undefined {
  return trafficProviders.find(known => known.flagger?.some(name => provider === name));
}
