import { entryOf, numberOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const deadlineTooShort = defineRule({
  id: "rollout/deadline-too-short",
  severity: "error",
  summary: "`progressDeadlineSeconds` is above `minReadySeconds`.",
  why: "No pod could become available in time: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V011)",
  bad: `
    minReadySeconds: 30
    progressDeadlineSeconds: 30
    #                        ^^ rollout/deadline-too-short`,
  good: `
    minReadySeconds: 30
    progressDeadlineSeconds: 600`,
  rollout({ node, spec }, { report }) {
    const { minReadySeconds, progressDeadlineSeconds } = spec;
    if (progressDeadlineSeconds > minReadySeconds || minReadySeconds < 0 || progressDeadlineSeconds < 0) return;
    const entry =
      numberOf(node, "progressDeadlineSeconds") === undefined ? entryOf(node, "minReadySeconds") : entryOf(node, "progressDeadlineSeconds");
    if (!entry) return;
    report(
      entry.value.at,
      `The controller refuses this Rollout: a pod counts as available after ${minReadySeconds} s, and \`progressDeadlineSeconds\` gives it only ${progressDeadlineSeconds} s. Give it more than ${minReadySeconds}.`,
    );
  },
});
