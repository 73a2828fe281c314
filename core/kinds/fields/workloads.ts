import { below, type FieldTable, intOrString, selectorAt } from "./field.ts";

// Source: kubernetes/api apps/v1; what a rollout does with it: `argo-rollouts.md` 1.1, `flagger.md` 3.4 to 3.6.

const workload: FieldTable = {
  selector: {
    required: true,
    words:
      "Which pods belong to it. It can never be changed. Flagger wants a label `app`, `name` or `app.kubernetes.io/name` in it, or what its controller was told.",
  },
  ...selectorAt("selector"),
  template: {
    type: "pod template",
    required: true,
    words: "The pods. A change of it starts a rollout: of its own, of a Canary, or of a Rollout that refers to it.",
  },
  minReadySeconds: { type: "integer", minimum: 0, default: 0, words: "Seconds that a pod must stay ready before it counts." },
};

const revisionHistoryLimit: FieldTable = {
  revisionHistoryLimit: { type: "integer", minimum: 0, default: 10, words: "Old versions that it can go back to.", seldom: true },
};

const rolling = (surge: string, unavailable: string): FieldTable => ({
  rollingUpdate: { words: "How many pods are replaced at once." },
  "rollingUpdate.maxSurge": { type: intOrString, words: "Pods above the wanted number, as a number or a percentage.", usual: surge },
  "rollingUpdate.maxUnavailable": {
    type: intOrString,
    words: "Pods below the wanted number, as a number or a percentage.",
    usual: unavailable,
  },
});

export const deploymentFields: FieldTable = {
  spec: { words: "Which pods, how many, and how they are replaced." },
  ...below("spec", {
    replicas: {
      type: "integer",
      minimum: 0,
      default: 1,
      words:
        "Pods. Flagger sets it to 0 between rollouts, and Argo Rollouts takes it down by `workloadRef.scaleDown`: leave it out where they do.",
    },
    ...workload,
    strategy: { words: "How its own pods are replaced. A Rollout that refers to it has a strategy of its own." },
    "strategy.type": {
      type: "string",
      enum: ["Recreate", "RollingUpdate"],
      default: "RollingUpdate",
      words: "`Recreate` ends all old pods before new ones start.",
    },
    ...below("strategy", rolling("25%", "25%")),
    ...revisionHistoryLimit,
    progressDeadlineSeconds: {
      type: "integer",
      default: 600,
      words: "Seconds without progress before it counts as failed. Flagger rolls back then.",
    },
    paused: { type: "boolean", default: false, words: "Changes of the pods wait.", seldom: true },
  }),
};

export const daemonSetFields: FieldTable = {
  spec: { words: "Which pods run on each node, and how they are replaced." },
  ...below("spec", {
    ...workload,
    ...revisionHistoryLimit,
    updateStrategy: { words: "How its own pods are replaced." },
    "updateStrategy.type": {
      type: "string",
      enum: ["RollingUpdate", "OnDelete"],
      default: "RollingUpdate",
      words: "`OnDelete` replaces a pod only when somebody deletes it.",
    },
    ...below("updateStrategy", rolling("0", "1")),
  }),
};

export const replicaSetFields: FieldTable = {
  spec: { words: "Which pods, and how many." },
  ...below("spec", {
    replicas: { type: "integer", minimum: 0, default: 1, words: "Pods. Argo Rollouts takes it down when a Rollout refers to it." },
    ...workload,
  }),
};
