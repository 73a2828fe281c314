import type { Millis } from "../../../base/duration.ts";
import { isCompleted, newRun } from "../analysis-run.ts";
import { terminated } from "../analysis-runs.ts";
import type { Pass } from "../pass.ts";
import type { ExperimentUse } from "../spec.ts";
import type { AnalysisRun, RolloutState } from "../state.ts";
import { assessed, isTerminating } from "./assess.ts";
import type { ExperimentAnalysis, ExperimentState } from "./state.ts";
import { endsAt, templatePass, templateWakesAt } from "./template.ts";

/** The Experiment controller: one pass over each experiment of a Rollout. Source: `argo-rollouts.md` part 7. */
export function advanceExperiments(pass: Pass, state: RolloutState): RolloutState {
  let next = state;
  for (const experiment of state.experiments) {
    const use = useOf(pass, experiment);
    if (!use) continue;
    const { experiment: after, runs } = advanceExperiment(pass, use, experiment, next.runs);
    if (after === experiment && runs === next.runs) continue;
    next = { ...next, runs, experiments: next.experiments.map(one => (one === experiment ? after : one)) };
  }
  return next;
}

/** When time alone changes an experiment; undefined where only the world can. */
export function experimentsWakeAt(pass: Pass, state: RolloutState): Millis | undefined {
  let first: Millis | undefined;
  for (const experiment of state.experiments) {
    const use = useOf(pass, experiment);
    if (!use) continue;
    const terminating = isTerminating(use, experiment);
    const end = terminating ? undefined : endsAt(use, experiment);
    const times = [end, ...experiment.templates.map(template => templateWakesAt(pass, use, template, terminating))];
    for (const time of times) if (time !== undefined && time > pass.now && (first === undefined || time < first)) first = time;
  }
  return first;
}

/** An Experiment is a copy of what its step said; of a step that somebody has changed since then nothing is known any more. */
function useOf({ spec: { strategy } }: Pass, { step }: ExperimentState): ExperimentUse | undefined {
  const written = strategy.kind === "canary" ? strategy.steps[step] : undefined;
  return written?.kind === "experiment" ? written.use : undefined;
}

interface ExperimentPass {
  readonly experiment: ExperimentState;
  /** The runs of the whole Rollout, those of this experiment with what was done to them. */
  readonly runs: readonly AnalysisRun[];
}

function advanceExperiment(pass: Pass, use: ExperimentUse, before: ExperimentState, runs: readonly AnalysisRun[]): ExperimentPass {
  const terminating = isTerminating(use, before);
  const templates = before.templates.map(template => templatePass({ pass, use, experiment: before, terminating }, template));
  const analysed = reconcileAnalyses(pass, use, before, runs, terminating);
  const after = assessed(pass, use, before, { ...before, templates, analyses: analysed.analyses });
  const same = after.phase === before.phase && after.message === before.message && after.availableAt === before.availableAt;
  const still =
    templates.every((template, i) => template === before.templates[i]) && analysed.analyses.every((one, i) => one === before.analyses[i]);
  return { experiment: same && still ? before : after, runs: analysed.runs };
}

/** An analysis begins once all pods are there, and ends with the experiment. (`reconcileAnalysisRun`) */
function reconcileAnalyses(
  pass: Pass,
  use: ExperimentUse,
  before: ExperimentState,
  all: readonly AnalysisRun[],
  terminating: boolean,
): { readonly analyses: readonly ExperimentAnalysis[]; readonly runs: readonly AnalysisRun[] } {
  let runs = all;
  const analyses = before.analyses.map((analysis): ExperimentAnalysis => {
    if (before.availableAt === undefined || (analysis.phase !== undefined && isCompleted(analysis.phase))) return analysis;
    const run = runs.find(({ name }) => name === analysis.run);
    if (!run) {
      const metrics = use.analyses.find(({ name }) => name === analysis.name)?.use.metrics;
      if (terminating || !metrics) return analysis;
      const made = newRun(
        {
          name: `${before.name}-${analysis.name}`,
          purpose: "experiment",
          step: before.step,
          analysis: analysis.name,
          hash: before.hash,
          revision: before.revision,
        },
        metrics,
        pass.now,
      );
      runs = [...runs, made];
      return told(pass, { ...analysis, run: made.name, phase: "Pending" }, analysis);
    }
    if (terminating) {
      if (terminated(run) !== run) runs = runs.map(known => (known === run ? terminated(run) : known));
      return analysis;
    }
    if (run.phase === analysis.phase && run.message === analysis.message) return analysis;
    return told(pass, { ...analysis, phase: run.phase, message: run.message }, analysis);
  });
  return { analyses, runs };
}

function told(pass: Pass, after: ExperimentAnalysis, before: ExperimentAnalysis): ExperimentAnalysis {
  if (after.phase !== before.phase)
    pass.tell(
      `AnalysisRun${after.phase}`,
      `AnalysisRun '${after.name}' transitioned from ${before.phase ?? ""} -> ${after.phase}${after.message && `: ${after.message}`}`,
      "Warning",
    );
  return after;
}
