import { defineTraffic } from "./traffic.ts";

export const nginx = defineTraffic({
  id: "nginx",
  argoKey: "nginx",

  flagger: ["nginx"],
  label: "Ingress NGINX",
  supports: { headerRoute: false, mirrorRoute: false, experimentWeight: false, pingPong: false, maxTrafficWeight: true },
  needsServices: "always",
  predicted: { argo: true, flagger: false },
});
