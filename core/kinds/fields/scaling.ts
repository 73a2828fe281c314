import { below, type FieldTable, intOrString, selectorAt } from "./field.ts";

// Source: kubernetes/api autoscaling/v2 and policy/v1, kedacore/keda keda/v1alpha1; `argo-rollouts.md` 1.1, `flagger.md` 3.4 to 3.6.

const target: FieldTable = {
  type: {
    type: "string",
    enum: ["Utilization", "Value", "AverageValue"],
    required: true,
    words: "What the number is: percent of what the pods ask for, a value, or a value for each pod.",
  },
  averageValue: { type: intOrString, words: "Value for each pod: `500m`, `100Mi`." },
};
const utilization: FieldTable = { averageUtilization: { type: "integer", minimum: 1, words: "Percent of what the pods ask for." } };
const value: FieldTable = { value: { type: intOrString, words: "The value." } };

const source = (name: FieldTable, more: FieldTable = {}): FieldTable => ({
  ...name,
  target: { words: "The value to keep to." },
  ...below("target", { ...target, ...more }),
});

const named: FieldTable = {
  metric: { words: "The metric." },
  "metric.name": { type: "string", required: true, words: "What the metric is called." },
};

const resource: FieldTable = { name: { type: "string", required: true, words: "`cpu` or `memory`." } };

const scalingRules: FieldTable = {
  stabilizationWindowSeconds: { type: "integer", minimum: 0, maximum: 3600, words: "Seconds of the past whose wish is held to." },
  selectPolicy: { type: "string", enum: ["Max", "Min", "Disabled"], default: "Max", words: "Which of the limits counts, or none at all." },
  policies: { words: "Limits of each change." },
  "policies[].type": { type: "string", enum: ["Pods", "Percent"], required: true, words: "What is limited." },
  "policies[].value": { type: "integer", minimum: 1, required: true, words: "The limit." },
  "policies[].periodSeconds": { type: "integer", minimum: 1, maximum: 1800, required: true, words: "Seconds that the limit is for." },
};

export const horizontalPodAutoscalerFields: FieldTable = {
  spec: { words: "What is scaled, how far, and by what." },
  ...below("spec", {
    scaleTargetRef: { required: true, words: "What it scales: a Rollout (`argoproj.io/v1alpha1`) or the target of a Canary." },
    "scaleTargetRef.apiVersion": { type: "string", words: "Group and version of the target. For a Rollout `argoproj.io/v1alpha1`." },
    "scaleTargetRef.kind": { type: "string", required: true, words: "Kind of the target." },
    "scaleTargetRef.name": {
      type: "string",
      required: true,
      words: "Name of the target. Flagger makes a second autoscaler for the primary.",
    },
    minReplicas: { type: "integer", minimum: 0, default: 1, words: "Fewest pods. Flagger starts a new version with as many." },
    maxReplicas: {
      type: "integer",
      minimum: 1,
      required: true,
      words: "Most pods. A canary with `trafficRouting` can come to twice as many for a while.",
    },
    targetCPUUtilizationPercentage: {
      type: "integer",
      minimum: 1,
      words: "Percent of the CPU that the pods ask for. Of `autoscaling/v1`: later versions have `metrics`.",
      seldom: true,
    },
    metrics: { words: "What it scales by." },
    "metrics[].type": {
      type: "string",
      enum: ["Resource", "ContainerResource", "Pods", "Object", "External"],
      required: true,
      words: "What it measures. The field of that name beside it says what exactly.",
    },
    "metrics[].resource": { words: "CPU or memory of the pods." },
    ...below("metrics[].resource", source(resource, utilization)),
    "metrics[].containerResource": { words: "CPU or memory of one container." },
    ...below(
      "metrics[].containerResource",
      source({ ...resource, container: { type: "string", required: true, words: "Name of the container." } }, utilization),
    ),
    "metrics[].pods": { words: "A metric that each pod has." },
    ...below("metrics[].pods", source(named)),
    "metrics[].external": { words: "A metric of something else." },
    ...below("metrics[].external", source(named, value)),
    behavior: { words: "How fast it scales." },
    "behavior.scaleUp": { words: "How fast pods are added." },
    ...below("behavior.scaleUp", scalingRules),
    "behavior.scaleDown": { words: "How fast pods go." },
    ...below("behavior.scaleDown", scalingRules),
  }),
};

export const scaledObjectFields: FieldTable = {
  spec: { words: "What is scaled, how far, and by what." },
  ...below("spec", {
    scaleTargetRef: { required: true, words: "What it scales." },
    "scaleTargetRef.apiVersion": { type: "string", words: "Group and version of the target.", usual: "apps/v1" },
    "scaleTargetRef.kind": { type: "string", words: "Kind of the target.", usual: "Deployment" },
    "scaleTargetRef.name": {
      type: "string",
      required: true,
      words: "Name of the target. Flagger makes a second one for the primary, and pauses this one between rollouts.",
    },
    pollingInterval: { type: "integer", words: "Seconds between two looks at the triggers.", usual: "30" },
    cooldownPeriod: { type: "integer", words: "Seconds without anything to do before it scales to 0.", usual: "300" },
    idleReplicaCount: { type: "integer", words: "Pods while there is nothing to do: 0, and less than `minReplicaCount`.", seldom: true },
    minReplicaCount: { type: "integer", words: "Fewest pods.", usual: "0" },
    maxReplicaCount: { type: "integer", words: "Most pods.", usual: "100" },
    triggers: { required: true, words: "What it scales by." },
    "triggers[].type": { type: "string", required: true, words: "Who is asked: `prometheus`, `cpu`, `kafka` and many others." },
    "triggers[].name": { type: "string", words: "Name of the trigger: what `primaryScalerQueries` of a Canary says." },
    "triggers[].metadata": {
      required: true,
      words: "What the trigger wants to be told. In a `query`, Flagger puts the primary's name in place of the target's.",
    },
    "triggers[].metadata.*": { type: "string", words: "A text: put numbers and `true` in quotes." },
    "triggers[].metricType": {
      type: "string",
      words: "What the number is: a value for each pod (`AverageValue`), a value (`Value`), or a percentage (`Utilization`).",
      usual: "AverageValue",
    },
    "triggers[].authenticationRef": { words: "Where the trigger gets its rights from." },
    "triggers[].authenticationRef.name": { type: "string", required: true, words: "Name of the TriggerAuthentication." },
    "triggers[].authenticationRef.kind": { type: "string", words: "Its kind.", usual: "TriggerAuthentication" },
  }),
};

export const podDisruptionBudgetFields: FieldTable = {
  spec: { words: "How many pods drained nodes may take at once." },
  ...below("spec", {
    selector: { words: "Which pods. It counts both versions of a Rollout together, and for Flagger the primary has labels of its own." },
    ...selectorAt("selector"),
    minAvailable: {
      type: intOrString,
      words: "Pods that have to stay, as a number or a percentage. It holds against drained nodes and `restartAt`, not against a rollout.",
    },
    maxUnavailable: { type: intOrString, words: "Pods that may go, as a number or a percentage. In place of `minAvailable`." },
  }),
};
