import { isCompleted } from "../analysis-run.ts";
import { aborted } from "../analysis-runs.ts";
import type { CanaryPass } from "../pass.ts";
import { pausedFor, withPause } from "../pause.ts";
import type { ExperimentUse } from "../spec.ts";
import { type RolloutState, replicaSetOf } from "../state.ts";
import { currentStep } from "../targets.ts";
import type { ExperimentState } from "./state.ts";

/** Starts, follows and ends the Experiments of the current step, for the Rollout. (`reconcileExperiments`) */
export function reconcileExperiments(pass: CanaryPass, state: RolloutState): RolloutState {
  const step = currentStep(pass.canary, state);
  if (step?.kind !== "experiment" && state.experiments.length === 0) return state;
  if (state.abort || state.promoteFull) return withoutCurrent(terminated(state, () => true));
  // Whoever waits for a person forgets the experiment, and finds it again afterwards.
  if (pausedFor(state, "InconclusiveAnalysisRun")) return withoutCurrent(state);
  if (step?.kind !== "experiment")
    return withoutCurrent(
      withoutOld(
        pass,
        terminated(state, () => true),
      ),
    );
  const found = current(pass, state, step.use);
  if (!found) return state;
  const { experiment } = found;
  const next = withoutOld(
    pass,
    terminated(found.state, ({ name }) => name !== experiment.name),
    experiment.name,
  );
  // While somebody is waited for the next pass begins another one, for as long as all of them are inconclusive.
  if (experiment.phase === "Inconclusive")
    return withoutCurrent(pausedFor(next, "InconclusiveExperiment") ? next : withPause(pass, next, "InconclusiveExperiment"));
  if (experiment.phase === "Failed" || experiment.phase === "Error")
    return withoutCurrent(
      aborted(pass, next, `Experiment analysis phase is error/failed${experiment.message && `: ${experiment.message}`}`),
    );
  return experiment.phase === "Successful" ? withoutCurrent(next) : { ...next, currentExperiment: experiment.name };
}

function withoutCurrent(state: RolloutState): RolloutState {
  return state.currentExperiment === undefined ? state : { ...state, currentExperiment: undefined };
}

function terminated(state: RolloutState, which: (experiment: ExperimentState) => boolean): RolloutState {
  const goes = (one: ExperimentState): boolean => which(one) && !one.terminate && !(one.phase !== undefined && isCompleted(one.phase));
  if (!state.experiments.some(goes)) return state;
  return { ...state, experiments: state.experiments.map(one => (goes(one) ? { ...one, terminate: true } : one)) };
}

/** Of those that are over only the newest are kept, good ones and bad ones apart. (`FilterExperimentsToDelete`) */
function withoutOld({ spec: { historyLimits } }: CanaryPass, state: RolloutState, kept?: string): RolloutState {
  const left = { successful: historyLimits.successful, unsuccessful: historyLimits.unsuccessful };
  const newestFirst = state.experiments.toSorted((a, b) => b.createdAt - a.createdAt);
  const gone = newestFirst.filter(({ name, phase }) => {
    if (name === kept || phase === undefined || !isCompleted(phase)) return false;
    return left[phase === "Successful" ? "successful" : "unsuccessful"]-- <= 0;
  });
  if (gone.length === 0) return state;
  const runs = gone.flatMap(({ analyses }) => analyses.map(({ run }) => run));
  return {
    ...state,
    experiments: state.experiments.filter(one => !gone.includes(one)),
    runs: state.runs.filter(({ name }) => !runs.includes(name)),
  };
}

/** The experiment of this step: the one that is known, or one of the same name that still runs, or a new one. */
function current(
  pass: CanaryPass,
  state: RolloutState,
  use: ExperimentUse,
): { readonly state: RolloutState; readonly experiment: ExperimentState } | undefined {
  const known = state.experiments.find(({ name }) => name === state.currentExperiment);
  if (known) return { state, experiment: known };
  const stable = replicaSetOf(state, state.stableHash)?.version;
  const canary = replicaSetOf(state, state.currentHash)?.version;
  if (!stable || !canary) return undefined;
  const step = state.stepIndex ?? 0;
  const base = `${pass.spec.name}-${state.currentHash}-${state.revision}-${step}`;
  let name = base;
  for (let collisions = 1; ; collisions++) {
    const other = state.experiments.find(one => one.name === name);
    if (!other) break;
    if (other.phase === undefined || !isCompleted(other.phase)) return { state, experiment: other };
    name = `${base}-${collisions}`;
  }
  pass.tell("ExperimentCreated", `Created Experiment '${name}'`);
  const experiment: ExperimentState = {
    name,
    hash: state.currentHash,
    step,
    revision: state.revision,
    phase: undefined,
    message: "",
    createdAt: pass.now,
    availableAt: undefined,
    terminate: false,
    templates: use.templates.map(template => ({
      name: template.name,
      version: template.specRef === "stable" ? stable : canary,
      made: false,
      desired: 0,
      status: undefined,
      message: "",
      replicas: 0,
      available: 0,
      changedAt: undefined,
      scaleDownAt: undefined,
    })),
    analyses: use.analyses.map(analysis => ({ name: analysis.name, run: undefined, phase: undefined, message: "" })),
  };
  return { state: { ...state, experiments: [...state.experiments, experiment] }, experiment };
}
