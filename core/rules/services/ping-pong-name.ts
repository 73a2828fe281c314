import { entryOf, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const pingPongName = defineRule({
  id: "services/ping-pong-name",
  severity: "error",
  summary: "Both Services of `pingPong` have a name.",
  why: "Two Services take turns, and each has to be there: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V021)",
  bad: `
    pingPong: { pingService: shop-ping, pongService: "" }
    #                                                ^^ services/ping-pong-name
    trafficRouting: { istio: { virtualService: { name: shop } } }
    steps:
    - setWeight: 20`,
  good: `
    pingPong: { pingService: shop-ping, pongService: shop-pong }
    trafficRouting: { istio: { virtualService: { name: shop } } }
    steps:
    - setWeight: 20`,
  rollout({ canary }, { report }) {
    const pingPong = entryOf(canary?.value, "pingPong");
    for (const field of ["pingService", "pongService"]) {
      // What is not there at all the schema asks for.
      const entry = entryOf(pingPong?.value, field);
      if (entry && textOf(pingPong?.value, field) === "")
        report(entry.value.at, `The controller refuses this Rollout: \`${field}\` is empty, and two Services take turns. Name one.`);
    }
  },
});
