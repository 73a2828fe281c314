import { defineTraffic } from "./traffic.ts";

export const smi = defineTraffic({
  id: "smi",
  argoKey: "smi",

  flagger: ["linkerd", "osm", "smi:v1alpha1", "smi:v1alpha2", "smi:v1alpha3"],
  label: "SMI",
  supports: { headerRoute: false, mirrorRoute: false, experimentWeight: true, pingPong: false, maxTrafficWeight: false },
  needsServices: "always",
  predicted: { argo: true, flagger: false },
});
