import { defineTraffic } from "./traffic.ts";

export const apisix = defineTraffic({
  id: "apisix",
  argoKey: "apisix",

  flagger: ["apisix"],
  label: "Apache APISIX",
  supports: { headerRoute: true, mirrorRoute: false, experimentWeight: false, pingPong: false, maxTrafficWeight: false },
  needsServices: "always",
  predicted: { argo: true, flagger: false },
});
