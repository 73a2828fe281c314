import { defineTraffic } from "./traffic.ts";

export const istio = defineTraffic({
  id: "istio",
  argoKey: "istio",

  flagger: ["istio"],
  label: "Istio",
  supports: { headerRoute: true, mirrorRoute: true, experimentWeight: true, pingPong: true, maxTrafficWeight: false },
  needsServices: "unless subsets",
  predicted: { argo: true, flagger: true },
});
