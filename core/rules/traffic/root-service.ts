import { entryOf, isSet, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const rootService = defineRule({
  id: "traffic/root-service",
  severity: "error",
  summary: "`pingPong` over an ALB has a `rootService`.",
  why: "While the two Services take turns the Ingress needs one that stays: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V023)",
  bad: `
    pingPong: { pingService: shop-ping, pongService: shop-pong }
    trafficRouting: { alb: { ingress: shop, servicePort: 80 } }
    #                 ^^^ traffic/root-service
    steps:
    - setWeight: 20`,
  good: `
    pingPong: { pingService: shop-ping, pongService: shop-pong }
    trafficRouting: { alb: { ingress: shop, servicePort: 80, rootService: shop-root } }
    steps:
    - setWeight: 20`,
  lacks: ["rootService"],
  rollout({ canary, routing }, { report }) {
    const alb = entryOf(routing?.value, "alb");
    if (alb?.value.kind !== "map" || !isSet(canary?.value, "pingPong") || textOf(alb.value, "rootService")) return;
    if (isSet(alb.value, "rootService") && textOf(alb.value, "rootService") === undefined) return;
    report(
      entryOf(alb.value, "rootService")?.value.at ?? alb.key.at,
      "The controller refuses this Rollout: with `pingPong` the ALB needs a Service that stays while the two take turns. Add `rootService`.",
    );
  },
});
