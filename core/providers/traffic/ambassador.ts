import { defineTraffic } from "./traffic.ts";

export const ambassador = defineTraffic({
  id: "ambassador",
  argoKey: "ambassador",

  label: "Emissary-ingress",
  supports: { headerRoute: false, mirrorRoute: false, experimentWeight: false, pingPong: false, maxTrafficWeight: false },
  needsServices: "always",
  predicted: { argo: true, flagger: false },
});
