import type { WordTable } from "./field-words.ts";
import { podWords } from "./pod.ts";

// Objects that run pods or say how many: the fields that a rollout depends on. Source: `argo-rollouts.md` 1.1, `flagger.md` 3.4 to 3.6.

const workload: WordTable = {
  "spec.selector":
    "Which pods belong to it. It can never be changed. Flagger wants a label `app`, `name` or `app.kubernetes.io/name` in it, or what its controller was told.",
  "spec.template": "The pods. A change of it starts a rollout: of its own, of a Canary, or of a Rollout that refers to it.",
};

export const deploymentWords: readonly WordTable[] = [
  podWords,
  {
    ...workload,
    "spec.replicas":
      "Pods. Flagger sets it to 0 between rollouts, and Argo Rollouts takes it down by `workloadRef.scaleDown`: leave it out where they do.",
    "spec.strategy": "How its own pods are replaced. A Rollout that refers to it has a strategy of its own.",
    "spec.progressDeadlineSeconds": {
      words: "Seconds without progress before it counts as failed. Flagger rolls back then.",
      usual: "600",
    },
    "spec.minReadySeconds": { words: "Seconds that a pod must stay ready before it counts.", usual: "0" },
  },
];

export const daemonSetWords: readonly WordTable[] = [podWords, { ...workload, "spec.updateStrategy": "How its own pods are replaced." }];

export const horizontalPodAutoscalerWords: WordTable = {
  "spec.scaleTargetRef": "What it scales: a Rollout (`argoproj.io/v1alpha1`) or the target of a Canary.",
  "scaleTargetRef.apiVersion": "Group and version of the target. For a Rollout `argoproj.io/v1alpha1`.",
  "scaleTargetRef.kind": "Kind of the target.",
  "scaleTargetRef.name": "Name of the target. Flagger makes a second autoscaler for the primary.",
  "spec.minReplicas": { words: "Fewest pods. Flagger starts a new version with as many.", usual: "1" },
  "spec.maxReplicas": "Most pods. A canary with `trafficRouting` can come to twice as many for a while.",
  "spec.metrics": "What it scales by.",
  "spec.behavior": "How fast it scales.",
};

export const scaledObjectWords: WordTable = {
  "spec.scaleTargetRef": "What it scales.",
  "scaleTargetRef.name": "Name of the target. Flagger makes a second one for the primary, and pauses this one between rollouts.",
  "scaleTargetRef.kind": { words: "Kind of the target.", usual: "Deployment" },
  "spec.minReplicaCount": { words: "Fewest pods.", usual: "0" },
  "spec.maxReplicaCount": { words: "Most pods.", usual: "100" },
  "spec.triggers": "What it scales by.",
  "triggers[].metadata": "What the trigger wants to be told. In a `query`, Flagger puts the primary's name in place of the target's.",
  "triggers[].name": "Name of the trigger: what `primaryScalerQueries` of a Canary says.",
};

export const podDisruptionBudgetWords: WordTable = {
  "spec.selector": "Which pods. It counts both versions of a Rollout together, and for Flagger the primary has labels of its own.",
  "spec.minAvailable":
    "Pods that have to stay, as a number or a percentage. It holds against drained nodes and `restartAt`, not against a rollout.",
  "spec.maxUnavailable": "Pods that may go, as a number or a percentage. In place of `minAvailable`.",
};
