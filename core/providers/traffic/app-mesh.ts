import { defineTraffic } from "./traffic.ts";

export const appMesh = defineTraffic({
  id: "app-mesh",
  argoKey: "appMesh",

  flagger: ["appmesh", "appmesh:v1beta2"],
  label: "AWS App Mesh",
  supports: { headerRoute: false, mirrorRoute: false, experimentWeight: false, pingPong: false, maxTrafficWeight: false },
  needsServices: "always",
  predicted: { argo: true, flagger: false },
});
