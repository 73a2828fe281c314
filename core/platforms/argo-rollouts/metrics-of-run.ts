import type { Metric, Strategy } from "./spec.ts";
import type { AnalysisRun } from "./state.ts";

/** The metrics that a run measures. */
export function metricsOf(strategy: Strategy, run: Pick<AnalysisRun, "purpose" | "step" | "analysis">): readonly Metric[] {
  if (strategy.kind === "blueGreen")
    return (run.purpose === "prePromotion" ? strategy.prePromotion : strategy.postPromotion)?.metrics ?? [];
  if (strategy.kind !== "canary") return [];
  if (run.purpose === "background") return strategy.background?.metrics ?? [];
  const step = run.step === undefined ? undefined : strategy.steps[run.step];
  if (step?.kind === "experiment") return step.use.analyses.find(({ name }) => name === run.analysis)?.use.metrics ?? [];
  return step?.kind === "analysis" ? step.use.metrics : [];
}
