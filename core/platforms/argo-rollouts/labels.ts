// Labels and annotations of the controller. Source: `argo-rollouts.md` part 8.

export const hashLabel = "rollouts-pod-template-hash";
export const revisionAnnotation = "rollout.argoproj.io/revision";
export const replicasAnnotation = "rollout.argoproj.io/desired-replicas";
export const deadlineAnnotation = "scale-down-deadline";
