import { entryOf, nodeAt } from "../../syntax/nodes.ts";
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
    const value = strategy?.value;
    // A list or a text there is of the wrong type, and a field there that is unknown is told by its name.
    if (value && (value.kind === "map" ? value.entries.length > 0 : value.kind === "list" || value.value !== null)) {
      if (
        value.kind !== "map" ||
        nodeAt(value, "canary") === undefined ||
        nodeAt(value, "blueGreen") !== undefined ||
        !isNull(nodeAt(value, "canary"))
      )
        return;
    }
    const at = strategy?.key.at ?? entryOf(resource.node, "spec")?.key.at ?? node.at;
    report(at, "The controller refuses this Rollout, and starts no pod: it has no strategy. Add `canary` or `blueGreen` under `strategy`.");
  },
});

function isNull(node: ReturnType<typeof nodeAt>): boolean {
  return node?.kind === "scalar" && node.value === null;
}
