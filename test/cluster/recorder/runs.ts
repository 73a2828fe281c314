import type { AnalysisRun, Experiment } from "./objects.ts";
import type { View } from "./sight.ts";
import type { Analysis, ExperimentRecord, Purpose } from "./trace.ts";

/** Follows the AnalysisRuns and Experiments of a namespace: when each began and ended, and what it said last. */
export interface Runs {
  readonly analyses: () => readonly Analysis[];
  readonly experiments: () => readonly ExperimentRecord[];
  readonly stop: () => void;
}

interface Life<T> {
  readonly started: number;
  finished: number | null;
  last: T;
}

const finalPhases: ReadonlySet<string | undefined> = new Set(["Successful", "Failed", "Error", "Inconclusive"]);

/** Begins to follow; `seconds` says how long after time 0 a moment is. */
export function followRuns(view: View, seconds: (at: number) => number): Runs {
  const analyses = new Map<string, Life<AnalysisRun>>();
  const experiments = new Map<string, Life<Experiment>>();
  // A template's count goes back to nothing when its experiment ends; the trace wants the most that was available.
  const mostAvailable = new Map<string, number>();
  const stop = view.onChange(({ type, object }, at) => {
    // Old runs are deleted by the controller; what they said last stands.
    if (type === "DELETED") return;
    if (object.kind === "AnalysisRun") note(analyses, object as AnalysisRun, seconds(at));
    if (object.kind !== "Experiment") return;
    note(experiments, object as Experiment, seconds(at));
    for (const { name, availableReplicas = 0 } of (object as Experiment).status?.templateStatuses ?? []) {
      const key = `${object.metadata.name}/${name}`;
      mostAvailable.set(key, Math.max(mostAvailable.get(key) ?? 0, availableReplicas));
    }
  });
  return {
    analyses: () => [...analyses.values()].map(toAnalysis),
    experiments: () =>
      [...experiments.values()].map(life => toExperiment(life, name => mostAvailable.get(`${life.last.metadata.name}/${name}`) ?? 0)),
    stop,
  };
}

function note<T extends AnalysisRun | Experiment>(lives: Map<string, Life<T>>, object: T, t: number): void {
  const life = lives.get(object.metadata.name) ?? { started: t, finished: null, last: object };
  life.last = object;
  if (finalPhases.has(object.status?.phase)) life.finished ??= t;
  lives.set(object.metadata.name, life);
}

const purposes: Readonly<Record<string, Purpose>> = {
  Step: "step",
  Background: "background",
  PrePromotion: "prePromotion",
  PostPromotion: "postPromotion",
};

function toAnalysis({ started, finished, last: { metadata, status } }: Life<AnalysisRun>): Analysis {
  const purpose = purposes[metadata.labels?.["rollout-type"] ?? ""] ?? "experiment";
  const revision = metadata.annotations?.["rollout.argoproj.io/revision"];
  return {
    name: metadata.name,
    purpose,
    step: purpose === "step" ? Number(metadata.labels?.["step-index"]) : null,
    revision: revision === undefined ? null : Number(revision),
    started,
    finished,
    phase: status?.phase ?? null,
    ...(status?.message ? { message: status.message } : {}),
    metrics: (status?.metricResults ?? []).map(
      ({ name, phase, successful = 0, failed = 0, inconclusive = 0, error = 0, measurements = [], message, dryRun }) => ({
        name,
        phase,
        successful,
        failed,
        inconclusive,
        error,
        values: measurements.map(m => m.value ?? null),
        ...(message ? { message } : {}),
        ...(dryRun ? { dryRun } : {}),
      }),
    ),
  };
}

function toExperiment(
  { started, finished, last: { metadata, status } }: Life<Experiment>,
  available: (template: string) => number,
): ExperimentRecord {
  // A Rollout names its experiments `<name>-<hash>-<revision>-<step>`, and nothing else in them has the step.
  const step = /-\d+-(\d+)$/.exec(metadata.name)?.[1];
  return {
    name: metadata.name,
    step: step === undefined ? null : Number(step),
    phase: status?.phase ?? null,
    started,
    finished,
    templates: (status?.templateStatuses ?? []).map(({ name, status: phase }) => ({
      name,
      phase: phase ?? null,
      replicas: available(name),
    })),
  };
}
