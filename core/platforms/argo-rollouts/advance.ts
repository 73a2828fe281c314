import { type Millis, wholeSecond } from "../../base/duration.ts";
import { type Json, type JsonObject, listAt, numberAt, same, at as valueAt } from "../../base/json.ts";
import type { Ask, Deed, Inputs, Transition } from "../platform.ts";
import type { WorkloadStatus } from "../workloads.ts";
import { advanceRun } from "./analysis-run.ts";
import { aborted, reconcileAnalysisRuns } from "./analysis-runs.ts";
import type { Pass } from "./pass.ts";
import { pauseEndsAt, reconcilePause } from "./pause.ts";
import { reconcileReplicaSets } from "./replica-sets.ts";
import type { Canary, RolloutSpec } from "./spec.ts";
import { type AnalysisRun, type Pause, type RolloutState, replicaSetName, replicaSetOf } from "./state.ts";
import { deadlineCounts, phaseOf, reconcileProgress, reconcileStatus } from "./status.ts";
import { reconcileServices, reconcileTraffic } from "./traffic.ts";

const nothing: WorkloadStatus = { replicas: 0, updated: 0, ready: 0, available: 0 };

/** One pass of the controllers over a canary Rollout: first its AnalysisRuns, then the Rollout, in the controller's own order. */
export function advance(spec: RolloutSpec, before: RolloutState, inputs: Inputs, now: Millis): Transition<RolloutState> {
  if (spec.strategy.kind !== "canary") return { state: before, asks: [], did: [], changed: false };
  const did: Deed[] = [];
  const pass: Pass = {
    spec,
    canary: spec.strategy,
    now,
    pods: hash => inputs.pods.get(replicaSetName(spec.name, hash)) ?? nothing,
    tell: (reason, words, type = "Normal") => did.push({ reason, type, words }),
  };
  let state = inputs.written ? withWritten(before, inputs.written) : before;

  const measured = measure(pass, state, inputs);
  state = measured.state;
  state = templateOrStepsChanged(pass.canary, state, inputs) ? reset(pass, state, inputs) : reconcile(pass, state);
  state = { ...state, ...phaseOf(pass, state) };

  const wakeAt = earliest(measured.wakeAt, pauseEndsAt(pass, state), scaleDownAt(state), deadlineAt(pass, state));
  return {
    state,
    asks: measured.asks,
    did,
    changed: state !== before && !equal(state, before),
    ...(wakeAt !== undefined && wakeAt > now ? { wakeAt } : {}),
  };
}

/** One pass that is no reset. Each part gives its reasons in events. */
function reconcile(pass: Pass, before: RolloutState): RolloutState {
  let state = reconcileServices(pass, before);
  state = reconcileTraffic(pass, state);
  const pauses = state.pauses.length;
  state = reconcileAnalysisRuns(pass, state);
  // An inconclusive analysis ends the pass.
  if (state.pauses.length <= pauses) {
    const halted = pass.spec.paused || state.pauses.some(pause => pause.reason === "InconclusiveAnalysisRun");
    const sized = halted ? { state, scaled: false } : reconcileReplicaSets(pass, state);
    state = sized.scaled ? sized.state : reconcilePause(pass, sized.state);
  }
  state = reconcileStatus(pass, state);
  state = reconcileProgress(pass, state);
  if (state.progress.exceeded && pass.spec.progressDeadlineAbort && !state.abort)
    return aborted(
      pass,
      { ...state, progress: { ...state.progress, exceeded: false } },
      `ReplicaSet "${replicaSetName(pass.spec.name, state.currentHash)}" has timed out progressing.`,
    );
  return state;
}

function measure(
  pass: Pass,
  state: RolloutState,
  inputs: Inputs,
): { readonly state: RolloutState; readonly asks: readonly Ask[]; readonly wakeAt: Millis | undefined } {
  let asks: readonly Ask[] = [];
  let wakeAt: Millis | undefined;
  const runs = state.runs.map(run => {
    const advanced = advanceRun(run, metricsOf(pass.canary, run), inputs.answers, pass.now);
    asks = [...asks, ...advanced.asks];
    wakeAt = earliest(wakeAt, advanced.wakeAt);
    if (advanced.run.phase !== run.phase) tellOfRun(pass, run, advanced.run);
    return advanced.run;
  });
  return { state: { ...state, runs }, asks, wakeAt };
}

function tellOfRun(pass: Pass, before: AnalysisRun, after: AnalysisRun): void {
  const purpose = after.purpose === "step" ? "Step" : "Background";
  const bad = after.phase === "Failed" || after.phase === "Error";
  pass.tell(
    `AnalysisRun${after.phase}`,
    `${purpose} Analysis Run '${after.name}' Status New: '${after.phase}' Previous: '${before.phase === "Pending" ? "" : before.phase}'`,
    bad ? "Warning" : "Normal",
  );
}

function metricsOf(canary: Canary, run: AnalysisRun) {
  if (run.purpose === "background") return canary.background?.metrics ?? [];
  const step = run.step === undefined ? undefined : canary.steps[run.step];
  return step?.kind === "analysis" ? step.use.metrics : [];
}

/** What begins an update, or begins it again. Source: `argo-rollouts.md` 3.1. */
function templateOrStepsChanged(canary: Canary, state: RolloutState, inputs: Inputs): boolean {
  return state.stepsHash !== canary.stepsHash || state.currentHash !== inputs.wanted.hash;
}

/** The pass that begins an update: a ReplicaSet without pods, and a clean status. It scales nothing and moves no traffic. */
function reset(pass: Pass, state: RolloutState, inputs: Inputs): RolloutState {
  const { hash } = inputs.wanted;
  const known = replicaSetOf(state, hash);
  const newest = Math.max(...state.replicaSets.map(set => set.revision));
  const revision = known && known.revision === newest ? newest : newest + 1;
  if (revision !== state.revision) pass.tell("RolloutUpdated", `Rollout updated to revision ${revision}`);
  if (!known) pass.tell("NewReplicaSetCreated", `Created ReplicaSet ${replicaSetName(pass.spec.name, hash)} (revision ${revision})`);
  const replicaSets = known
    ? state.replicaSets.map(set => (set === known ? { ...set, revision } : set))
    : [...state.replicaSets, { version: inputs.wanted, revision, desired: 0, scaleDownAt: undefined }];
  const steps = pass.canary.steps.length;
  const back = hash === state.stableHash;
  if (back && steps > 0) pass.tell("SkipSteps", "Rollback to stable ReplicaSets");
  else if (!back) pass.tell("RolloutNotCompleted", `Rollout not completed, started update to revision ${revision} (${hash})`);
  return {
    ...state,
    replicaSets,
    revision,
    currentHash: hash,
    stepsHash: pass.canary.stepsHash,
    stepIndex: steps === 0 ? undefined : back ? steps : 0,
    abort: false,
    abortMessage: undefined,
    promoteFull: false,
    controllerPause: false,
    pauses: [],
    stepRun: undefined,
    backgroundRun: undefined,
    runs: state.runs.map(run => (run.finishedAt === undefined ? { ...run, terminate: true } : run)),
    progress: { ...state.progress, at: pass.now, exceeded: false },
  };
}

/** The status as a person wrote it: of all its fields the controller obeys these. */
function withWritten(state: RolloutState, status: JsonObject): RolloutState {
  // A Rollout whose new version is the stable one has nothing to abort: the controller takes the flag away.
  const abort = valueAt(status, "abort") === true && state.currentHash !== state.stableHash;
  const index = numberAt(status, "currentStepIndex");
  const pauses = listAt(status, "pauseConditions").flatMap((condition): Pause[] => {
    const reason = valueAt(condition, "reason");
    const kept = state.pauses.find(pause => pause.reason === reason);
    return kept ? [kept] : [];
  });
  // After a retry a failed run is not looked at again: the step gets a new one.
  const retried = state.abort && !abort;
  return {
    ...state,
    abort,
    abortMessage: abort ? (state.abortMessage ?? `Rollout aborted update to revision ${state.revision}`) : undefined,
    promoteFull: valueAt(status, "promoteFull") === true,
    controllerPause: abort ? false : valueAt(status, "controllerPause") === true,
    stepIndex: index ?? state.stepIndex,
    pauses: abort ? [] : pauses,
    ...(retried ? { stepRun: undefined, backgroundRun: undefined } : {}),
  };
}

function scaleDownAt(state: RolloutState): Millis | undefined {
  return earliest(...state.replicaSets.map(set => (set.desired > 0 ? set.scaleDownAt : undefined)));
}

function deadlineAt(pass: Pass, state: RolloutState): Millis | undefined {
  if (state.progress.exceeded || !deadlineCounts(pass, state)) return undefined;
  return wholeSecond(state.progress.at) + pass.spec.progressDeadlineSeconds * 1000 + 1000;
}

function earliest(...times: readonly (Millis | undefined)[]): Millis | undefined {
  const known = times.filter(time => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

// Compared field by field, since most fields of most passes are the very same value: this is what a simulation does most.
function equal(a: RolloutState, b: RolloutState): boolean {
  for (const key of Object.keys(a) as (keyof RolloutState)[]) if (a[key] !== b[key] && !same(a[key] as Json, b[key] as Json)) return false;
  return true;
}
