import type { WordTable } from "./field-words.ts";

// Source: `argo-rollouts.md` 1.1, 1.5 and 3.
export const rolloutWords: WordTable = {
  ".spec": "The pods, how many, and how a new version of them takes over.",
  ".spec.replicas": { words: "Pods of both versions together. Leave it out when an autoscaler sets it.", usual: "1" },
  ".spec.selector":
    "Which pods belong to the Rollout. It has to match the labels of `template`, and can never be changed. With `workloadRef` it is taken from there.",
  ".spec.template": "The pods. Every change of it, and nothing else, starts a rollout.",
  ".spec.workloadRef":
    "Takes the pod template from another object, usually a Deployment that is to become a Rollout. `template` and `selector` stay out then.",
  "workloadRef.apiVersion": "`apps/v1` for a Deployment or a ReplicaSet, `v1` for a PodTemplate.",
  "workloadRef.kind": "`Deployment`, `ReplicaSet` or `PodTemplate`.",
  "workloadRef.name": "Name of the workload, in the namespace of the Rollout.",
  "workloadRef.scaleDown": {
    words:
      "When the Deployment's own pods go: `never`, `onsuccess` of the first rollout, or `progressively` with it. Later rollouts do not look at it, and any other word counts as `never`.",
    usual: "never",
    since: "1.7",
  },
  ".spec.minReadySeconds": {
    words: "Seconds that a pod must stay ready before it counts as available. Less than `progressDeadlineSeconds`, or the spec is refused.",
    usual: "0",
  },
  ".spec.progressDeadlineSeconds": {
    words:
      "Seconds without progress of pods before the rollout counts as degraded. It goes on trying unless `progressDeadlineAbort` is set. Pauses, analysis and experiment steps do not count.",
    usual: "600",
  },
  ".spec.progressDeadlineAbort": {
    words: "Rolls back when `progressDeadlineSeconds` have passed without progress. Without it the rollout stays degraded where it is.",
    usual: "false",
  },
  ".spec.revisionHistoryLimit": {
    words: "Old ReplicaSets that are kept for going back. Not less than `blueGreen.scaleDownDelayRevisionLimit`.",
    usual: "10",
  },
  ".spec.paused": {
    words: "Stops the rollout where it is until it is false again. Traffic stays, analyses go on, and the time of a pause step runs on.",
    usual: "false",
  },
  ".spec.restartAt": "Pods that were created before this time (RFC 3339) are replaced, a few at a time. It starts no rollout.",
  ".spec.rollbackWindow": { words: "How far back a rollback may go without steps and analyses.", usual: "off" },
  "rollbackWindow.revisions": {
    words:
      "Going back to one of this many recent revisions skips steps, pauses and analyses. An older one is rolled out like any new version.",
    usual: "0 (off)",
  },
  ".spec.strategy": "How a new version takes over: `canary` or `blueGreen`, exactly one of them.",
  ".spec.analysis": { words: "How many finished AnalysisRuns are kept.", seldom: true },
  ".spec.analysis.successfulRunHistoryLimit": { words: "AnalysisRuns that passed, and are kept.", usual: "5" },
  ".spec.analysis.unsuccessfulRunHistoryLimit": {
    words: "AnalysisRuns that failed, broke or stayed undecided, and are kept to look at.",
    usual: "5",
  },
  antiAffinity: {
    words: "Keeps pods of the new version off nodes that run the old one. `required…` or `preferred…`, exactly one of them.",
    seldom: true,
  },
  "antiAffinity.requiredDuringSchedulingIgnoredDuringExecution":
    "New pods never share a node with old ones: `{}` is enough. With too few nodes they stay pending and the rollout stands still.",
  "antiAffinity.preferredDuringSchedulingIgnoredDuringExecution":
    "New pods avoid nodes with old ones, and take them when there are no others.",
  "antiAffinity.preferredDuringSchedulingIgnoredDuringExecution.weight":
    "How much that counts against other wishes of the scheduler: 1 to 100.",
};
