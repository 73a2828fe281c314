import type { Inputs } from "../platform.ts";
import type { Pass } from "./pass.ts";
import { isWithinWindow, stillRuns } from "./rollback.ts";
import { type RolloutState, replicaSetName, replicaSetOf } from "./state.ts";

/** The ReplicaSet of the version that is wanted, made or found again, with the next revision. */
export function syncRevision(pass: Pass, state: RolloutState, { wanted }: Inputs): RolloutState {
  const known = replicaSetOf(state, wanted.hash);
  const newest = Math.max(...state.replicaSets.map(set => set.revision));
  const revision = known && known.revision === newest ? newest : newest + 1;
  if (revision !== state.revision) pass.tell("RolloutUpdated", `Rollout updated to revision ${revision}`);
  if (!known) pass.tell("NewReplicaSetCreated", `Created ReplicaSet ${replicaSetName(pass.spec.name, wanted.hash)} (revision ${revision})`);
  const replicaSets = known
    ? state.replicaSets.map(set => (set === known ? { ...set, revision } : set))
    : [...state.replicaSets, { version: wanted, revision, desired: 0, rolloutReplicas: pass.spec.replicas, scaleDownAt: undefined }];
  return { ...state, replicaSets, revision };
}

/**
 * Did somebody change `spec.replicas` since the ReplicaSets of the wanted and of the stable version were looked at? Until both have heard of it
 * a pass scales, and does nothing else: a version that is new waits. (`isScalingEvent`)
 */
export function isScalingEvent(pass: Pass, state: RolloutState, wanted: string): boolean {
  return [wanted, state.stableHash].some(hash => {
    const set = replicaSetOf(state, hash);
    return set !== undefined && set.desired > 0 && set.rolloutReplicas !== pass.spec.replicas;
  });
}

/** A clean status for the update to a version: the pass that begins it scales nothing and moves no traffic. Source: `argo-rollouts.md` 3.1. */
export function reset(
  pass: Pass,
  state: RolloutState,
  hash: string,
  steps: { readonly hash: string; readonly count: number },
): RolloutState {
  const back = hash === state.stableHash;
  const skips = back || (isWithinWindow(pass.spec, { ...state, currentHash: hash }) && stillRuns(state, hash));
  if (skips && steps.count > 0)
    pass.tell("SkipSteps", back ? "Rollback to stable ReplicaSets" : "Rollback to active ReplicaSets within RollbackWindow");
  if (!back) pass.tell("RolloutNotCompleted", `Rollout not completed, started update to revision ${state.revision} (${hash})`);
  return {
    ...state,
    currentHash: hash,
    stepsHash: steps.hash,
    stepIndex: steps.count === 0 ? undefined : skips ? steps.count : 0,
    abort: false,
    abortMessage: undefined,
    promoteFull: false,
    controllerPause: false,
    pauses: [],
    stepRun: undefined,
    backgroundRun: undefined,
    prePromotionRun: undefined,
    postPromotionRun: undefined,
    scaleUpPreviewCheckPoint: false,
    currentExperiment: undefined,
    // Those of the same revision may be wanted again, with other steps (`beginRun`); those of experiments are the experiments' affair.
    runs: state.runs.map(run =>
      run.revision === state.revision || run.finishedAt !== undefined || run.purpose === "experiment" ? run : { ...run, terminate: true },
    ),
    progress: { ...state.progress, at: pass.now, exceeded: false },
  };
}
