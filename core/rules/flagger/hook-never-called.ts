import { itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const hookNeverCalled = defineRule({
  id: "flagger/hook-never-called",
  severity: "warning",
  summary: "A gate for more traffic stands in a rollout that moves traffic in steps.",
  why: "A blue-green rollout and an A/B test never ask it, so nothing waits for anyone.",
  source: "fluxcd/flagger pkg/controller/scheduler.go (FL-V122)",
  bad: `
    analysis:
      interval: 1m
      threshold: 5
      iterations: 10
      webhooks: [{ name: gate, type: confirm-traffic-increase, url: "http://gate/" }]
      #                              ^^^^^^^^^^^^^^^^^^^^^^^^ flagger/hook-never-called`,
  good: `
    analysis:
      interval: 1m
      threshold: 5
      iterations: 10
      webhooks: [{ name: gate, type: confirm-promotion, url: "http://gate/" }]`,
  canary({ analysis, spec }, { report }) {
    if (spec.strategy === "canary") return;
    for (const hook of itemsOf(analysis?.value, "webhooks")) {
      const place = nodeAt(hook, "type");
      if (!place || textOf(place) !== "confirm-traffic-increase") continue;
      report(place.at, "Nobody is ever asked here: with `iterations` traffic does not move in steps. Use `confirm-promotion`, or weights.");
    }
  },
});
