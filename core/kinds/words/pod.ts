import { containerWords, podSecurityWords } from "./container.ts";
import type { WordTable } from "./field-words.ts";

const pod = "template.spec";

/** The fields of a pod template that people touch. The rest is left to Kubernetes. */
export const podWords: WordTable = {
  "template.metadata": "Labels and annotations of the pods.",
  "template.metadata.labels": "Labels of the pods. The selector has to match them.",
  "template.metadata.annotations": "Annotations of the pods. A change is a new version.",
  "template.metadata.labels.*": "Value of this label, a text: put numbers and `true` in quotes.",
  "template.metadata.annotations.*": "Value of this annotation, a text: put numbers and `true` in quotes.",
  [pod]: "What a pod is made of.",
  [`${pod}.containers`]: "Programs of the pod. They share address and volumes.",
  [`${pod}.initContainers`]: "Programs that run before the others, one after another. One that fails holds the pod up.",
  ...containerWords,
  "envFrom[].prefix": "Put before each name.",
  [`${pod}.volumes`]: "Volumes that containers mount, each with a `name` and one source, such as `emptyDir`, `configMap` or `secret`.",
  [`${pod}.serviceAccountName`]: { words: "ServiceAccount that the pod acts as.", usual: "default" },
  [`${pod}.imagePullSecrets`]: "Secrets for private registries.",
  [`${pod}.imagePullSecrets[].name`]: "Name of the Secret, in the namespace of the pod.",
  [`${pod}.terminationGracePeriodSeconds`]: {
    words: "Seconds between being told to end and being killed. Long requests need more; delays before pods go come on top.",
    usual: "30",
  },
  [`${pod}.restartPolicy`]: "`Always` for pods that serve, `Never` or `OnFailure` for a Job.",
  [`${pod}.nodeSelector`]: "Labels that a node has to have.",
  [`${pod}.nodeSelector.*`]: "The value that this label has to have.",
  [`${pod}.tolerations`]: "Taints of nodes that the pod puts up with. They let it there, and do not send it there.",
  "tolerations[].key": { words: "The taint.", usual: "any" },
  "tolerations[].operator": { words: "`Equal` looks at `value`, `Exists` does not.", usual: "Equal" },
  "tolerations[].value": "Value of the taint.",
  "tolerations[].effect": { words: "`NoSchedule`, `PreferNoSchedule` or `NoExecute`.", usual: "any" },
  "tolerations[].tolerationSeconds": { words: "Seconds that it stays on a node with `NoExecute`.", usual: "for ever" },
  [`${pod}.affinity`]: "Which nodes and which neighbours the pod wants, or does not.",
  "affinity.nodeAffinity": "By labels of nodes.",
  "affinity.podAffinity": "Near certain pods.",
  "affinity.podAntiAffinity": "Away from certain pods. Both versions have the labels of the template, so old pods keep new ones away.",
  "nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution": "Has to hold, or the pod stays pending.",
  "podAffinity.requiredDuringSchedulingIgnoredDuringExecution": "Has to hold, or the pod stays pending.",
  "podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution":
    "Has to hold, or the pod stays pending: with a node for each pod there is none left for the new version.",
  "nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution": "Is wished for. The pod starts also without.",
  "podAffinity.preferredDuringSchedulingIgnoredDuringExecution": "Is wished for. The pod starts also without.",
  "podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution":
    "Is wished for. The pod starts also without, next to an old one if need be.",
  "preferredDuringSchedulingIgnoredDuringExecution[].weight": "How much the wish counts: 1 to 100.",
  "preferredDuringSchedulingIgnoredDuringExecution[].preference": "Which nodes.",
  "preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm": "Which pods, and how near.",
  "requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms": "Which nodes: one of these has to fit.",
  "podAffinityTerm.labelSelector": "Which pods.",
  "podAffinityTerm.topologyKey":
    "What counts as the same place, a label of nodes: `kubernetes.io/hostname`, `topology.kubernetes.io/zone`.",
  "requiredDuringSchedulingIgnoredDuringExecution[].labelSelector": "Which pods.",
  "requiredDuringSchedulingIgnoredDuringExecution[].topologyKey":
    "What counts as the same place, a label of nodes: `kubernetes.io/hostname`, `topology.kubernetes.io/zone`.",
  [`${pod}.topologySpreadConstraints`]: "Spreads pods over nodes or zones. Both versions count, unless `matchLabelKeys` tells them apart.",
  "topologySpreadConstraints[].maxSkew": "By how many pods places may differ: 1 or more.",
  "topologySpreadConstraints[].topologyKey":
    "What counts as a place, a label of nodes: `kubernetes.io/hostname`, `topology.kubernetes.io/zone`.",
  "topologySpreadConstraints[].whenUnsatisfiable": "`DoNotSchedule` leaves the pod pending, `ScheduleAnyway` takes another place.",
  "topologySpreadConstraints[].labelSelector": "Which pods are counted.",
  "topologySpreadConstraints[].matchLabelKeys":
    "Labels whose values have to be those of the pod: `rollouts-pod-template-hash` counts each version of a Rollout by itself.",
  "topologySpreadConstraints[].minDomains": "Places that there should be at least.",
  [`${pod}.securityContext`]: "User and rights of all containers.",
  ...podSecurityWords,
  [`${pod}.priorityClassName`]: "How important the pod is when room is short.",
  [`${pod}.hostNetwork`]: { words: "Uses the node's network. Two versions with the same port do not fit on one node.", usual: "false" },
};
