import type { Millis } from "../../base/duration.ts";
import { type Json, type JsonObject, listAt, numberAt, same, at as valueAt } from "../../base/json.ts";
import type { Ask, Deed, Inputs, Transition } from "../platform.ts";
import type { WorkloadStatus } from "../workloads.ts";
import { advanceRun } from "./analysis-run.ts";
import { passOverBlueGreen } from "./blue-green/pass.ts";
import { pauseEndsAt as previewEndsAt } from "./blue-green/pause.ts";
import { passOverCanary } from "./canary.ts";
import { metricsOf } from "./metrics-of-run.ts";
import type { Pass } from "./pass.ts";
import { pauseEndsAt } from "./pause.ts";
import { deadlineAt } from "./progress.ts";
import { runTypes } from "./render.ts";
import type { RolloutSpec } from "./spec.ts";
import { type AnalysisRun, type Pause, type RolloutState, replicaSetName } from "./state.ts";

const nothing: WorkloadStatus = { replicas: 0, updated: 0, ready: 0, available: 0 };

/** One pass of the controllers over a Rollout: first its AnalysisRuns, then the Rollout, in the controller's own order. */
export function advance(spec: RolloutSpec, before: RolloutState, inputs: Inputs, now: Millis): Transition<RolloutState> {
  const { strategy } = spec;
  if (strategy.kind !== "canary" && strategy.kind !== "blueGreen") return { state: before, asks: [], did: [], changed: false };
  const did: Deed[] = [];
  const known = inputs.written ? withWritten(before, inputs.written) : before;
  const pass: Pass = {
    spec,
    now,
    retried: before.abort && !known.abort,
    pods: hash => inputs.pods.get(replicaSetName(spec.name, hash)) ?? nothing,
    tell: (reason, words, type = "Normal") => did.push({ reason, type, words }),
  };
  const measured = measure(pass, known, inputs);
  const state =
    strategy.kind === "canary"
      ? passOverCanary({ ...pass, canary: strategy }, measured.state, inputs)
      : passOverBlueGreen({ ...pass, blueGreen: strategy }, measured.state, inputs);
  const pauseEnds =
    strategy.kind === "canary" ? pauseEndsAt({ ...pass, canary: strategy }, state) : previewEndsAt({ ...pass, blueGreen: strategy }, state);
  const wakeAt = earliest(...[measured.wakeAt, pauseEnds, ...scaleDowns(state), deadlineAt(pass, state)].filter(at => isAhead(at, now)));
  return {
    state,
    asks: measured.asks,
    did,
    changed: state !== before && !equal(state, before),
    ...(wakeAt === undefined ? {} : { wakeAt }),
  };
}

function measure(
  pass: Pass,
  state: RolloutState,
  inputs: Inputs,
): { readonly state: RolloutState; readonly asks: readonly Ask[]; readonly wakeAt: Millis | undefined } {
  let asks: readonly Ask[] = [];
  let wakeAt: Millis | undefined;
  const runs = state.runs.map(run => {
    const advanced = advanceRun(run, metricsOf(pass.spec.strategy, run), inputs.answers, pass.now);
    asks = [...asks, ...advanced.asks];
    wakeAt = earliest(wakeAt, advanced.wakeAt);
    if (advanced.run.phase !== run.phase) tellOfRun(pass, run, advanced.run);
    return advanced.run;
  });
  return { state: { ...state, runs }, asks, wakeAt };
}

function tellOfRun(pass: Pass, before: AnalysisRun, after: AnalysisRun): void {
  const purpose = runTypes[after.purpose];
  const bad = after.phase === "Failed" || after.phase === "Error";
  pass.tell(
    `AnalysisRun${after.phase}`,
    `${purpose} Analysis Run '${after.name}' Status New: '${after.phase}' Previous: '${before.phase === "Pending" ? "" : before.phase}'`,
    bad ? "Warning" : "Normal",
  );
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
  return {
    ...state,
    abort,
    abortMessage: abort ? (state.abortMessage ?? `Rollout aborted update to revision ${state.revision}`) : undefined,
    promoteFull: valueAt(status, "promoteFull") === true,
    controllerPause: abort ? false : valueAt(status, "controllerPause") === true,
    stepIndex: index ?? state.stepIndex,
    // A step that a person leaves is no progress of the rollout.
    progress: { ...state.progress, stepIndex: index ?? state.progress.stepIndex },
    pauses: abort ? [] : pauses,
  };
}

function scaleDowns(state: RolloutState): readonly (Millis | undefined)[] {
  return state.replicaSets.map(set => (set.desired > 0 ? set.scaleDownAt : undefined));
}

// What a person's pause holds up is due, and stays so: it must not hide what comes after it.
function isAhead(at: Millis | undefined, now: Millis): boolean {
  return at !== undefined && at > now;
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
