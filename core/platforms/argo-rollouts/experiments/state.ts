import type { Millis } from "../../../base/duration.ts";
import type { Version } from "../../platform.ts";
import type { Workload } from "../../workloads.ts";
import type { MetricPhase } from "../metric-phase.ts";

/** An Experiment that a step has started, as its own controller keeps it. */
export interface ExperimentState {
  readonly name: string;
  readonly hash: string;
  readonly step: number;
  readonly revision: number;
  /** Undefined before its controller has looked at it. */
  readonly phase: MetricPhase | undefined;
  readonly message: string;
  readonly createdAt: Millis;
  /** When all templates ran for the first time, in whole seconds: its duration counts from then. */
  readonly availableAt: Millis | undefined;
  readonly terminate: boolean;
  readonly templates: readonly TemplateState[];
  readonly analyses: readonly ExperimentAnalysis[];
}

export interface ExperimentAnalysis {
  readonly name: string;
  readonly run: string | undefined;
  readonly phase: MetricPhase | undefined;
  readonly message: string;
}

export type TemplateStatus = "Progressing" | "Running" | "Successful" | "Failed" | "Error";

export interface TemplateState {
  readonly name: string;
  readonly version: Version;
  /** Is there a ReplicaSet yet? It begins without pods. */
  readonly made: boolean;
  readonly desired: number;
  readonly status: TemplateStatus | undefined;
  readonly message: string;
  readonly replicas: number;
  readonly available: number;
  readonly changedAt: Millis | undefined;
  readonly scaleDownAt: Millis | undefined;
}

/** Traffic that a template of an experiment has, beside that of the two versions: its Service, its pods and its share. */
export interface WeightBeside {
  readonly service: string;
  readonly hash: string;
  readonly weight: number;
}

/** Are all its pods there, and its time not over? */
export function isRunning({ phase }: ExperimentState): boolean {
  return phase === "Running";
}

/** Name of a template's ReplicaSet, and of the workload whose pods the world looks after. */
export function templateWorkload(experiment: string, template: string): string {
  return `${experiment}-${template}`;
}

/** The ReplicaSets of experiments, for the world that looks after pods. */
export function experimentWorkloads(experiments: readonly ExperimentState[], minReadySeconds: number): readonly Workload[] {
  return experiments.flatMap(experiment =>
    experiment.templates
      .filter(({ made }) => made)
      .map(({ name, version, desired }) => ({
        name: templateWorkload(experiment.name, name),
        version: version.hash,
        image: version.image,
        desired,
        minReadySeconds,
      })),
  );
}
