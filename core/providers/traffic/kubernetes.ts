import { defineTraffic } from "./traffic.ts";

export const kubernetes = defineTraffic({
  id: "kubernetes",

  flagger: ["kubernetes"],
  label: "Kubernetes Services",
  supports: { headerRoute: false, mirrorRoute: false, experimentWeight: false, pingPong: false, maxTrafficWeight: false },
  needsServices: "never",
  predicted: { argo: false, flagger: false },
});
