import { horizontalPodAutoscalerFields, podDisruptionBudgetFields, scaledObjectFields } from "./fields/scaling.ts";
import { daemonSetFields, deploymentFields, replicaSetFields } from "./fields/workloads.ts";
import type { Kind } from "./kind.ts";
import { podReferences } from "./pods.ts";

// What runs pods, and what decides how many: a Rollout or a Canary refers to them.

export const deployment: Kind = {
  kind: "Deployment",
  group: "apps",
  versions: ["v1"],
  plural: "deployments",
  namespaced: true,
  part: { of: "Kubernetes", versions: ["v1"], fields: deploymentFields },
  subresources: ["status", "scale"],
  refers: podReferences("spec.template"),
};

export const daemonSet: Kind = {
  ...deployment,
  kind: "DaemonSet",
  plural: "daemonsets",
  part: { of: "Kubernetes", versions: ["v1"], fields: daemonSetFields },
  subresources: ["status"],
};

export const replicaSet: Kind = {
  ...deployment,
  kind: "ReplicaSet",
  plural: "replicasets",
  part: { of: "Kubernetes", versions: ["v1"], fields: replicaSetFields },
};

const scaleTarget = { path: "spec.scaleTargetRef.name", to: "Deployment", kindFrom: "kind", loose: true } as const;

export const horizontalPodAutoscaler: Kind = {
  kind: "HorizontalPodAutoscaler",
  group: "autoscaling",
  versions: ["v2", "v1"],
  plural: "horizontalpodautoscalers",
  namespaced: true,
  // The first beta of v2 writes metrics in another way.
  part: { of: "Kubernetes", versions: ["v2", "v1", "v2beta2"], fields: horizontalPodAutoscalerFields },
  subresources: ["status"],
  elsewhere: true,
  refers: [scaleTarget],
};

export const scaledObject: Kind = {
  kind: "ScaledObject",
  group: "keda.sh",
  versions: ["v1alpha1"],
  plural: "scaledobjects",
  namespaced: true,
  part: { of: "KEDA", versions: ["v1alpha1"], fields: scaledObjectFields },
  subresources: ["status"],
  elsewhere: true,
  refers: [scaleTarget, { path: "spec.triggers[].authenticationRef.name", to: "TriggerAuthentication", kindFrom: "kind", loose: true }],
};

/** It selects pods by label, and names nothing. */
export const podDisruptionBudget: Kind = {
  kind: "PodDisruptionBudget",
  group: "policy",
  versions: ["v1"],
  plural: "poddisruptionbudgets",
  namespaced: true,
  part: { of: "Kubernetes", versions: ["v1", "v1beta1"], fields: podDisruptionBudgetFields },
  subresources: ["status"],
  elsewhere: true,
  refers: [],
};
