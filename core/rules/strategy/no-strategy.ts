import { entryOf, type SourceNode } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const noStrategy = defineRule({
  id: "strategy/no-strategy",
  severity: "error",
  summary: "A Rollout has a strategy: `canary` or `blueGreen`.",
  why: "The controller refuses the Rollout, so no pod is ever started.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V012)",
  bad: `
    replicas: 3
    strategy: {}
    #<------ strategy/no-strategy`,
  good: `
    replicas: 3
    strategy:
      canary:
        steps:
        - setWeight: 20
        - pause: {}`,
  lacks: ["canary", "blueGreen", "strategy"],
  rollout({ node, resource }, { report }) {
    const strategy = entryOf(node, "strategy");
    if (strategy && !isEmpty(strategy.value)) return;
    const at = strategy?.key.at ?? entryOf(resource.node, "spec")?.key.at ?? node.at;
    report(at, "The controller refuses this Rollout, and starts no pod: it has no strategy. Add `canary` or `blueGreen` under `strategy`.");
  },
});

/** Nothing, `{}`, or keys that have nothing behind them yet. What is of the wrong type or unknown has a finding of its own. */
function isEmpty(node: SourceNode): boolean {
  if (node.kind === "scalar") return node.value === null;
  return node.kind === "map" && node.entries.every(({ value }) => value.kind === "scalar" && value.value === null);
}
