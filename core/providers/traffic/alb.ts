import { defineTraffic } from "./traffic.ts";

export const alb = defineTraffic({
  id: "alb",
  argoKey: "alb",

  label: "AWS Load Balancer Controller",
  supports: { headerRoute: true, mirrorRoute: false, experimentWeight: true, pingPong: true, maxTrafficWeight: false },
  needsServices: "unless ping-pong",
  predicted: { argo: true, flagger: false },
});
