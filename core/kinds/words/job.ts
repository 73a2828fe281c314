import type { WordTable } from "./field-words.ts";

// Source: `argo-rollouts.md` 11 (job) and the fields of a Kubernetes Job.
export const jobWords: WordTable = {
  "provider.job":
    "Runs a Kubernetes Job for each measurement. It passes when the Job completes and fails when the Job fails, whatever the conditions say. An image that cannot be pulled is inconclusive.",
  "job.metadata": "Labels and annotations of the Job.",
  "job.metadata.labels": "Labels of the Job.",
  "job.metadata.annotations": "Annotations of the Job.",
  "job.spec": "The Job, as Kubernetes has it.",
  "job.spec.template": "The pod. Its `restartPolicy` has to be `Never` or `OnFailure`.",
  "job.spec.backoffLimit": {
    words: "Failed pods before the Job fails. Each try takes time in which the rollout waits: 0 or 1 is usual for a check.",
    usual: "6",
  },
  "job.spec.activeDeadlineSeconds":
    "Seconds after which the Job fails, however far it is. Without it a check that hangs holds the rollout up for ever.",
  "job.spec.ttlSecondsAfterFinished":
    "Seconds after its end that the Job deletes itself. Too few, and the measurement cannot see how it ended.",
  "job.spec.completions": { words: "Pods that have to succeed.", usual: "1", seldom: true },
  "job.spec.parallelism": { words: "Pods at one time.", usual: "1", seldom: true },
  "job.spec.completionMode": { words: "`Indexed` gives each pod a number of its own.", usual: "NonIndexed", seldom: true },
  "job.spec.backoffLimitPerIndex": { words: "Failed pods of one index before that index fails. With `Indexed`.", seldom: true },
  "job.spec.maxFailedIndexes": { words: "Failed indexes before the Job fails.", seldom: true },
  "job.spec.suspend": { words: "Starts no pods, so the measurement never ends.", usual: "false", seldom: true },
  "job.spec.managedBy": { words: "Another controller runs the Job.", usual: "kubernetes.io/job-controller", seldom: true },
  "job.spec.manualSelector": { words: "`selector` is yours. Leave it out: the Job picks one that fits.", seldom: true },
  "job.spec.selector": { words: "Which pods belong to the Job. Leave it out: the Job picks one that fits.", seldom: true },
  "job.spec.podReplacementPolicy": {
    words: "When a pod is replaced: `TerminatingOrFailed`, or `Failed` once it is really gone.",
    usual: "TerminatingOrFailed",
    seldom: true,
  },
  "job.spec.podFailurePolicy": { words: "Which failures of pods end the Job, or do not count.", seldom: true },
  "podFailurePolicy.rules": "The first rule that fits decides.",
  "podFailurePolicy.rules[].action": "`FailJob`, `FailIndex`, `Ignore` or `Count`.",
  "podFailurePolicy.rules[].onExitCodes": "Fits by the exit code of a container.",
  "onExitCodes.containerName": { words: "The container.", usual: "any" },
  "onExitCodes.operator": "`In` or `NotIn`.",
  "onExitCodes.values": "Exit codes.",
  "podFailurePolicy.rules[].onPodConditions": "Fits by a condition of the pod.",
  "onPodConditions[].type": "Type of the condition, such as `DisruptionTarget`.",
  "onPodConditions[].status": { words: "Its status.", usual: "True" },
  "job.spec.successPolicy": { words: "When an indexed Job counts as done before all of its indexes are.", seldom: true },
  "successPolicy.rules": "The first rule that holds ends the Job.",
  "successPolicy.rules[].succeededCount": "Indexes that have to succeed.",
  "successPolicy.rules[].succeededIndexes": "Which indexes have to succeed, such as `0,2-4`.",
};
