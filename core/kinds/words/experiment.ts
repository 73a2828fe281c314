import type { WordTable } from "./field-words.ts";

/** What an Experiment and an experiment step say alike. Source: `argo-rollouts.md` 1.3.1, 1.9 and 7. */
export const everyExperimentWords: WordTable = {
  "analyses[].name": "Name of the analysis, unique in the experiment.",
  "analyses[].templateName": "An AnalysisTemplate of the same namespace, or a ClusterAnalysisTemplate with `clusterScope: true`.",
  "analyses[].clusterScope": { words: "The name is that of a ClusterAnalysisTemplate.", usual: "false" },
  "analyses[].args":
    "Values for arguments of the template. `{{templates.NAME.podTemplateHash}}` is the pod hash of a template of the experiment.",
  "analyses[].requiredForCompletion": {
    words: "The experiment ends when all analyses of this sort have passed, also before `duration` is over.",
    usual: "false",
  },
  "service.name": { words: "Name of the Service.", usual: "name of the ReplicaSet" },
};

const step = "steps[].experiment";

export const experimentStepWords: WordTable = {
  [`${step}.templates`]: "The pods that run side by side, each of a chosen version.",
  [`${step}.duration`]: {
    words:
      "How long the pods run, counted from when all of them are ready. Without it and without an analysis that is `requiredForCompletion` the step never ends.",
    usual: "without end",
  },
  [`${step}.analyses`]: "Analyses that run once all pods are ready. A failure rolls back.",
  [`${step}.scaleDownDelaySeconds`]: {
    words: "Seconds that the pods stay after the experiment.",
    usual: "30",
    since: "1.9",
    seldom: true,
  },
  [`${step}.templates[].name`]: "Name of the template, unique in the experiment.",
  [`${step}.templates[].specRef`]: "Whose pod template: `canary` for the new version, `stable` for the old one.",
  [`${step}.templates[].replicas`]: { words: "Number of pods. They come on top of those of the Rollout.", usual: "1" },
  [`${step}.templates[].weight`]:
    "Percent of traffic, taken from the stable version while the experiment runs. With `trafficRouting` by Istio, ALB, SMI or a plugin only.",
  [`${step}.templates[].metadata`]: "Labels and annotations for the pods. The labels are part of their selector.",
  [`${step}.templates[].metadata.labels`]: "Labels for the pods, and for their selector.",
  [`${step}.templates[].metadata.annotations`]: "Annotations for the pods.",
  [`${step}.templates[].selector`]: { words: "Which pods belong to the template.", usual: "that of the version", seldom: true },
  [`${step}.templates[].service`]: {
    words: "Makes a Service for the pods while they run: `{}` is enough. With `weight` there is always one.",
    since: "1.5",
  },
};

export const experimentWords: WordTable = {
  ".spec": "Pods that run side by side for a while, and what decides how it ends.",
  ".spec.templates": "The pods that run side by side.",
  ".spec.templates[].name": "Name of the template, unique in the experiment. Its ReplicaSet is called EXPERIMENT-NAME.",
  ".spec.templates[].replicas": { words: "Number of pods.", usual: "1" },
  ".spec.templates[].minReadySeconds": {
    words: "Seconds that a pod must stay ready before it counts as available. Not more than `progressDeadlineSeconds`.",
    usual: "0",
  },
  ".spec.templates[].selector": "Which pods belong to the template. It has to match the labels of `template`, and no other template's.",
  ".spec.templates[].template": "The pods. The selector has to match their labels.",
  ".spec.templates[].service": {
    words: "Makes a Service for the pods while they run: `{}` is enough. Containers without ports get none.",
    since: "1.5",
  },
  ".spec.duration": {
    words:
      "How long the pods run, counted from when all of them are ready. Without it and without an analysis that is `requiredForCompletion` they run until they are stopped; so they do when it cannot be read.",
    usual: "without end",
  },
  ".spec.progressDeadlineSeconds": { words: "Seconds that the pods may take to become ready before the experiment fails.", usual: "600" },
  ".spec.terminate": { words: "Ends the experiment: the pods go, and analyses are stopped.", usual: "false" },
  ".spec.analyses": "Analyses that run once all pods are ready. One that fails ends the experiment.",
  ".spec.analyses[].args[].valueFrom": "Without effect in an Experiment of its own: write `value`.",
  ".spec.analyses[].args[].valueFrom.fieldRef": "Without effect in an Experiment of its own: write `value`.",
  ".spec.analyses[].args[].valueFrom.secretKeyRef": "Without effect in an Experiment of its own: write `value`.",
  ".spec.analyses[].args[].valueFrom.secretKeyRef.name": "Name of the Secret.",
  ".spec.analyses[].args[].valueFrom.secretKeyRef.key": "Key of the Secret's data.",
  ".spec.scaleDownDelaySeconds": { words: "Seconds that the pods stay after the experiment.", usual: "30", seldom: true },
};

export const experimentStatusWords: WordTable = {
  ".status.phase": "`Pending`, `Running`, `Successful`, `Failed`, `Error` or `Inconclusive`.",
  ".status.message": "Why.",
  ".status.availableAt": "When all pods were ready: `duration` counts from here.",
  ".status.templateStatuses": "How the pods of each template stand.",
  "templateStatuses[].name": "The template.",
  "templateStatuses[].replicas": "Pods that are there.",
  "templateStatuses[].updatedReplicas": "Pods of the template as it is now.",
  "templateStatuses[].readyReplicas": "Pods that are ready.",
  "templateStatuses[].availableReplicas": "Pods that are ready long enough.",
  "templateStatuses[].status": "`Progressing`, `Running`, `Successful`, `Failed` or `Error`.",
  "templateStatuses[].message": "Why.",
  "templateStatuses[].lastTransitionTime": "When it last changed.",
  "templateStatuses[].serviceName": "The Service of the pods.",
  "templateStatuses[].podTemplateHash": "The pod hash of the template.",
  "templateStatuses[].collisionCount": "How often a name was taken already.",
  ".status.analysisRuns": "How each analysis stands.",
  "analysisRuns[].name": "The analysis.",
  "analysisRuns[].analysisRun": "Name of its AnalysisRun.",
  "analysisRuns[].phase": "How it stands.",
  "analysisRuns[].message": "Why.",
};
