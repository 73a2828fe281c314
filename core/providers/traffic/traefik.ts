import { defineTraffic } from "./traffic.ts";

export const traefik = defineTraffic({
  id: "traefik",
  argoKey: "traefik",

  flagger: ["traefik"],
  label: "Traefik",
  supports: { headerRoute: false, mirrorRoute: false, experimentWeight: false, pingPong: false, maxTrafficWeight: false },
  needsServices: "always",
  predicted: { argo: true, flagger: false },
});
