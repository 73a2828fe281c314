import { entryOf, type SourceNode } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const noRoom = defineRule({
  id: "strategy/no-room",
  severity: "error",
  summary: "`maxSurge` and `maxUnavailable` are not both 0.",
  why: "With no pod above the number and none below it no pod can ever be replaced: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V018)",
  bad: `
    maxSurge: 0
    maxUnavailable: 0
    #<------------ strategy/no-room
    steps:
    - setWeight: 20`,
  good: `
    maxSurge: 1
    maxUnavailable: 0
    steps:
    - setWeight: 20`,
  rollout({ canary }, { report }) {
    const surge = entryOf(canary?.value, "maxSurge");
    const unavailable = entryOf(canary?.value, "maxUnavailable");
    if (!surge || !unavailable || !isNothing(surge.value) || !isNothing(unavailable.value)) return;
    report(
      unavailable.key.at,
      "The controller refuses this Rollout: with `maxSurge` and `maxUnavailable` both 0 no pod could ever be replaced. Set `maxSurge` to `1`.",
      [{ title: "Set `maxSurge` to 1", at: surge.value.at, text: "1" }],
    );
  },
});

/** `0`, `0%`, and a text that is no number, which the controller reads as 0 here. */
function isNothing(node: SourceNode): boolean {
  if (node.kind !== "scalar") return false;
  if (typeof node.value === "number") return node.value === 0;
  if (typeof node.value !== "string") return false;
  const digits = /^([+-]?\d+)%?$/.exec(node.value)?.[1];
  return digits === undefined || Number(digits) === 0;
}
