import { defineTraffic } from "./traffic.ts";

export const gatewayApi = defineTraffic({
  id: "gateway-api",
  argoKey: "argoproj-labs/gatewayAPI",
  argoPlugin: true,
  flagger: ["gatewayapi:v1", "gatewayapi:v1beta1"],
  label: "Gateway API",
  supports: { headerRoute: true, mirrorRoute: true, experimentWeight: true, pingPong: true, maxTrafficWeight: true },
  needsServices: "never",
  predicted: { argo: true, flagger: true },
});
