import type { Millis } from "../../base/duration.ts";
import { type Json, type JsonObject, listAt, numberAt, same, at as valueAt } from "../../base/json.ts";
import type { Ask, Deed, Inputs, Refusal, Transition } from "../platform.ts";
import type { WorkloadStatus } from "../workloads.ts";
import { advanceRun } from "./analysis-run.ts";
import { passOverBlueGreen } from "./blue-green/pass.ts";
import { pauseEndsAt as previewEndsAt } from "./blue-green/pause.ts";
import { passOverCanary } from "./canary.ts";
import { advanceExperiments, experimentsWakeAt } from "./experiments/advance.ts";
import { metricsOf } from "./metrics-of-run.ts";
import type { Pass } from "./pass.ts";
import { pauseEndsAt } from "./pause.ts";
import { deadlineAt } from "./progress.ts";
import { runTypes } from "./render.ts";
import { isUnderWay } from "./restart.ts";
import { afterFailure, afterSuccess, lookAgain, turn } from "./retry.ts";
import { type RolloutSpec, servicesOf } from "./spec.ts";
import { type AnalysisRun, type Pause, type RolloutState, replicaSetName } from "./state.ts";
import { isWaiting, knownTo, leftBy } from "./waiting.ts";

const nothing: WorkloadStatus = { replicas: 0, updated: 0, ready: 0, available: 0 };

/** One pass of the controllers over a Rollout: first its AnalysisRuns, then its Experiments, then the Rollout, in the controller's own order. */
export function advance(spec: RolloutSpec, before: RolloutState, inputs: Inputs, now: Millis): Transition<RolloutState> {
  const { strategy } = spec;
  if (strategy.kind !== "canary" && strategy.kind !== "blueGreen") return { state: before, asks: [], did: [], changed: false };
  const did: Deed[] = [];
  let ended = false;
  let failed = false;
  const known = withServices(spec, knownTo(before, inputs.written ? withWritten(before, inputs.written) : before, now));
  const pass: Pass = {
    spec,
    now,
    retried: before.abort && !known.abort,
    pods: hash => inputs.pods.get(replicaSetName(spec.name, hash)) ?? nothing,
    workload: name => inputs.pods.get(name) ?? nothing,
    stops: inputs.refused?.how === "stops midway",
    late: before.retry?.failing === true,
    leave: how => {
      ended = true;
      failed = how === "failed";
    },
    ended: () => ended,
    tell: (reason, words, type = "Normal") => did.push({ reason, type, words }),
  };
  const measured = beside(pass, known, inputs);
  if (isWaiting(measured.state, now)) {
    const state = leftBy(before, measured.state);
    return transition(state, before, measured, did, later(now, measured.wakeAt, state.waitsUntil));
  }
  const queued = turn(before.retry, inputs, { now, measured: phasesOf(measured.state) !== phasesOf(known), next: nextLook(pass, known) });
  if (!queued.looks) {
    const state = { ...measured.state, retry: queued.retry };
    return transition(state, before, measured, did, later(now, measured.wakeAt, queued.retry?.dueAt));
  }
  if (inputs.refused && !pass.stops) {
    const refused = refuse(spec, measured.state, inputs.refused);
    const retry = inputs.refused.how === "backs off" ? afterFailure(queued.retry, inputs, now) : lookAgain(inputs, now);
    return transition({ ...refused, retry }, before, measured, did, later(now, measured.wakeAt, retry.dueAt));
  }
  const reached = leftBy(
    before,
    strategy.kind === "canary"
      ? passOverCanary({ ...pass, canary: strategy }, measured.state, inputs)
      : passOverBlueGreen({ ...pass, blueGreen: strategy }, measured.state, inputs),
  );
  if (failed) {
    const retry = afterFailure(queued.retry, inputs, now);
    return transition({ ...reached, retry }, before, measured, did, later(now, measured.wakeAt, retry.dueAt));
  }
  const wakeAt = later(now, measured.wakeAt, nextLook(pass, reached));
  const retry = afterSuccess(queued.retry, isNews(reached, before), wakeAt, inputs, now);
  const state = retry === reached.retry ? reached : { ...reached, retry };
  return transition(state, before, measured, did, retry ? later(now, wakeAt, retry.dueAt) : wakeAt);
}

/** When the controller looks again for no other reason than the time. */
function nextLook(pass: Pass, state: RolloutState): Millis | undefined {
  if (state.waitsUntil !== undefined) return state.waitsUntil;
  const { strategy } = pass.spec;
  const pauseEnds =
    strategy.kind === "canary"
      ? pauseEndsAt({ ...pass, canary: strategy }, state)
      : strategy.kind === "blueGreen"
        ? previewEndsAt({ ...pass, blueGreen: strategy }, state)
        : undefined;
  const restart = isUnderWay(pass.spec, state) ? pass.spec.restartAt : undefined;
  return later(pass.now, pauseEnds, ...scaleDowns(state), deadlineAt(pass, state), restart);
}

/** The status of a spec that the controller refuses. What was shown of an abort or of a deadline stays. */
function refuse(spec: RolloutSpec, state: RolloutState, { words, releases }: Refusal): RolloutState {
  const invalid = `The Rollout "${spec.name}" is invalid: ${words}`;
  const shown = state.abort || state.progress.exceeded ? {} : ({ phase: "Degraded", message: `InvalidSpec: ${invalid}` } as const);
  return { ...state, ...shown, invalid, released: state.released || releases === true };
}

/** What Services of other names select: that of the other version keeps its pods, and any other has none yet. */
function withServices(spec: RolloutSpec, state: RolloutState): RolloutState {
  const names = servicesOf(spec.strategy, state.stablePingPong);
  const { serviceNames: before, services } = state;
  if (names.stable === before.stable && names.canary === before.canary) return state;
  const selected = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : name === before.stable ? services.stable : name === before.canary ? services.canary : undefined;
  return { ...state, serviceNames: names, services: { stable: selected(names.stable), canary: selected(names.canary) } };
}

function phasesOf({ runs, experiments }: RolloutState): string {
  return [...runs, ...experiments].map(({ phase }) => phase).join();
}

function transition(
  state: RolloutState,
  before: RolloutState,
  { asks }: { readonly asks: readonly Ask[] },
  did: readonly Deed[],
  wakeAt: Millis | undefined,
): Transition<RolloutState> {
  return { state, asks, did, changed: isNews(state, before), ...(wakeAt === undefined ? {} : { wakeAt }) };
}

/** The earliest of the times that are still to come: what a person's pause holds up is due, and must not hide what comes after it. */
function later(now: Millis, ...times: readonly (Millis | undefined)[]): Millis | undefined {
  return earliest(...times.filter(time => time !== undefined && time > now));
}

/** What has controllers of its own: AnalysisRuns and Experiments. */
function beside(pass: Pass, state: RolloutState, inputs: Inputs): ReturnType<typeof measure> {
  const measured = measure(pass, state, inputs);
  if (state.experiments.length === 0) return measured;
  const advanced = advanceExperiments(pass, measured.state);
  return { ...measured, state: advanced, wakeAt: earliest(measured.wakeAt, experimentsWakeAt(pass, advanced)) };
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
  // Of the runs of an experiment its own controller tells.
  if (after.purpose === "experiment") return;
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

function earliest(...times: readonly (Millis | undefined)[]): Millis | undefined {
  const known = times.filter(time => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Does a pass leave more behind than its place in the queue? */
function isNews(after: RolloutState, before: RolloutState): boolean {
  return after !== before && !equal(after, before);
}

// Compared field by field, since most fields of most passes are the very same value: this is what a simulation does most.
function equal(a: RolloutState, b: RolloutState): boolean {
  for (const key of Object.keys(a) as (keyof RolloutState)[])
    if (key !== "retry" && a[key] !== b[key] && !same(a[key] as Json, b[key] as Json)) return false;
  return true;
}
