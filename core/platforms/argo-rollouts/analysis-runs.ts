import { isCompleted, newRun } from "./analysis-run.ts";
import type { CanaryPass, Pass } from "./pass.ts";
import { pausedFor, withPause } from "./pause.ts";
import { isWithinWindow } from "./rollback.ts";
import type { AnalysisUse } from "./spec.ts";
import type { AnalysisRun, RolloutState } from "./state.ts";
import { currentStep, fullyPromoted } from "./targets.ts";

/** Starts, follows and ends the AnalysisRuns of the current revision. Source: `argo-rollouts.md` 4.7. */
export function reconcileAnalysisRuns(pass: CanaryPass, state: RolloutState): RolloutState {
  if (state.abort || state.promoteFull || fullyPromoted(state) || isWithinWindow(pass.spec, state))
    return endAll({ ...state, stepRun: undefined, backgroundRun: undefined });
  const begun = beginBackground(pass, beginStep(pass, state), state);
  // Where both of them are bad the controller tells of the one beside the steps: its words come last, and cover the others.
  const next = reactToStep(pass, reactToBackground(pass, begun, state), state);
  // Runs of steps that were changed go, but for those that were taken up again.
  return endAll(next, [next.stepRun, next.backgroundRun]);
}

function beginStep(pass: CanaryPass, state: RolloutState): RolloutState {
  // Whatever pauses it, nothing is begun and nothing ended: a person who skips a pause leaves its condition behind.
  if (state.pauses.length > 0) return state;
  const step = currentStep(pass.canary, state);
  const run = runNamed(state, state.stepRun);
  // A person who promotes may leave a run behind.
  if (step?.kind !== "analysis" || (run && run.step !== state.stepIndex)) return { ...endOne(state, state.stepRun), stepRun: undefined };
  if (!needsNew(pass, state, state.stepRun) || step.use.templates.length === 0) return state;
  const { runs, name } = beginRun(pass, state, step.use, "step", state.stepIndex);
  return { ...state, runs, stepRun: name };
}

function reactToStep(pass: CanaryPass, state: RolloutState, recorded: RolloutState): RolloutState {
  return recorded.pauses.length > 0 ? state : react(pass, state, state.stepRun, "Step-based analysis phase error/failed");
}

function beginBackground(pass: CanaryPass, state: RolloutState, recorded: RolloutState): RolloutState {
  const use = pass.canary.background;
  if (!use || !isWatched(pass, recorded) || !needsNew(pass, recorded, recorded.backgroundRun)) return state;
  const { runs, name } = beginRun(pass, state, use, "background");
  return { ...state, runs, backgroundRun: name };
}

// What a step that is inconclusive adds in this pass holds nothing up yet.
function reactToBackground(pass: CanaryPass, state: RolloutState, recorded: RolloutState): RolloutState {
  return isWatched(pass, recorded) ? react(pass, state, state.backgroundRun, "Background analysis phase error/failed") : state;
}

function isWatched({ canary }: CanaryPass, recorded: RolloutState): boolean {
  const use = canary.background;
  if (!use || use.templates.length === 0 || pausedFor(recorded, "InconclusiveAnalysisRun")) return false;
  return recorded.stepIndex === undefined || recorded.stepIndex >= use.startingStep;
}

/** A retry makes the controller measure afresh, and so does a person who clears the pause of an inconclusive run. (`needsNewAnalysisRun`) */
export function needsNew(pass: Pass, recorded: RolloutState, name: string | undefined): boolean {
  const run = runNamed(recorded, name);
  if (!run) return true;
  // A pause that comes from no analysis says nothing of the run.
  if (recorded.controllerPause && !pausedFor(recorded, "CanaryPauseStep") && !pausedFor(recorded, "BlueGreenPause"))
    return run.phase === "Inconclusive";
  return pass.retried;
}

/** What a run is for that the Rollout itself has started. */
export type OwnPurpose = Exclude<AnalysisRun["purpose"], "experiment">;

const suffixes = { step: "", background: "", prePromotion: "-pre", postPromotion: "-post" } as const satisfies Record<OwnPurpose, string>;

/**
 * Begins a run of a use's templates for the current revision. Its name is the upstream one, with a number where that is taken; one of that name that
 * still measures the same is taken up again. (`CreateWithCollisionCounter`)
 */
export function beginRun(
  pass: Pass,
  state: RolloutState,
  use: AnalysisUse,
  purpose: OwnPurpose,
  step?: number,
): { readonly runs: readonly AnalysisRun[]; readonly name: string } {
  const suffix = step === undefined ? suffixes[purpose] : `-${step}`;
  const base = `${pass.spec.name}-${state.currentHash}-${state.revision}${suffix}`;
  let name = base;
  for (let count = 1; ; count++) {
    const found = runNamed(state, name);
    if (found === undefined) break;
    if (!isCompleted(found.phase) && measuresSame(found, use)) return { runs: state.runs, name };
    name = `${base}.${count}`;
  }
  const made = newRun({ name, purpose, step, hash: state.currentHash, revision: state.revision }, use.metrics, pass.now);
  return { runs: [...state.runs, made], name };
}

function measuresSame({ metrics }: AnalysisRun, use: AnalysisUse): boolean {
  const written = (list: readonly { readonly name: string; readonly dryRun: boolean }[]): string =>
    list.map(({ name, dryRun }) => `${name} ${dryRun}`).join();
  return written(metrics) === written(use.metrics);
}

function react(pass: CanaryPass, state: RolloutState, name: string | undefined, cause: string): RolloutState {
  const run = runNamed(state, name);
  if (state.abort) return state;
  if (run?.phase === "Inconclusive")
    return pausedFor(state, "InconclusiveAnalysisRun") ? state : withPause(pass, state, "InconclusiveAnalysisRun");
  if (run?.phase === "Failed" || run?.phase === "Error") return aborted(pass, state, `${cause}${run.message ? `: ${run.message}` : ""}`);
  return state;
}

/** The Rollout, aborted. The first cause stays. */
export function aborted(pass: Pass, state: RolloutState, cause: string): RolloutState {
  if (state.abort) return state;
  const message = `Rollout aborted update to revision ${state.revision}${cause ? `: ${cause}` : ""}`;
  pass.tell("RolloutAborted", message, "Warning");
  return { ...state, abort: true, abortMessage: state.abortMessage ?? message, pauses: [], controllerPause: false };
}

/** The run of this name. */
export function runNamed(state: RolloutState, name: string | undefined): AnalysisRun | undefined {
  return name === undefined ? undefined : state.runs.find(run => run.name === name);
}

/** The run of this name, told to end. */
export function endOne(state: RolloutState, name: string | undefined): RolloutState {
  if (name === undefined) return state;
  return { ...state, runs: state.runs.map(run => (run.name === name ? terminated(run) : run)) };
}

/** All runs of the Rollout itself that still measure, told to end, but for those of some names. */
export function endAll(state: RolloutState, but: readonly (string | undefined)[] = []): RolloutState {
  const ended = (run: AnalysisRun): AnalysisRun => (run.purpose === "experiment" || but.includes(run.name) ? run : terminated(run));
  return state.runs.some(run => ended(run) !== run) ? { ...state, runs: state.runs.map(ended) } : state;
}

/** The run, told to end unless it has. */
export function terminated(run: AnalysisRun): AnalysisRun {
  return isCompleted(run.phase) || run.terminate ? run : { ...run, terminate: true };
}
