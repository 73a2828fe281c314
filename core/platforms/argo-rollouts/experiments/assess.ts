import { wholeSecond } from "../../../base/duration.ts";
import { badness, isCompleted } from "../analysis-run.ts";
import type { MetricPhase } from "../metric-phase.ts";
import type { Pass } from "../pass.ts";
import type { ExperimentUse } from "../spec.ts";
import type { ExperimentState, TemplateState, TemplateStatus } from "./state.ts";

interface Verdict {
  readonly phase: MetricPhase;
  readonly message: string;
}

const bad: readonly (MetricPhase | undefined)[] = ["Failed", "Error", "Inconclusive"];

/** Is it over, or bound to be? Its pods go then, and its runs end. (`IsTerminating`) */
export function isTerminating(use: ExperimentUse, { terminate, phase, templates, analyses }: ExperimentState): boolean {
  if (terminate || (phase !== undefined && isCompleted(phase))) return true;
  if (templates.some(({ status }) => status === "Failed" || status === "Error")) return true;
  return analyses.some(analysis => bad.includes(analysis.phase)) || requiredAreSuccessful(use, analyses);
}

/** What templates and analyses come to together. (`calculateStatus`) */
export function assessed(pass: Pass, use: ExperimentUse, before: ExperimentState, next: ExperimentState): ExperimentState {
  if (before.phase === undefined) return { ...next, phase: "Pending" };
  if (isCompleted(before.phase)) return next;
  const templates = worstTemplate(next);
  const analyses = worstAnalysis(use, next);
  const availableAt = templates.phase === "Running" ? (next.availableAt ?? wholeSecond(pass.now)) : next.availableAt;
  const required = use.analyses.some(analysis => analysis.requiredForCompletion);
  const analysesDecide = isCompleted(templates.phase)
    ? templates.phase === "Successful" && (isCompleted(analyses.phase) || required)
    : bad.includes(analyses.phase) || requiredAreSuccessful(use, next.analyses);
  return { ...next, availableAt, ...(analysesDecide ? analyses : templates) };
}

function requiredAreSuccessful(use: ExperimentUse, analyses: ExperimentState["analyses"]): boolean {
  const required = use.analyses.filter(analysis => analysis.requiredForCompletion);
  return required.length > 0 && required.every(({ name }) => analyses.find(analysis => analysis.name === name)?.phase === "Successful");
}

// From the best to the worst.
const order: readonly TemplateStatus[] = ["Successful", "Running", "Progressing", "Error", "Failed"];

function worstTemplate({ templates }: ExperimentState): Verdict {
  const rank = ({ status = "Progressing" }: TemplateState): number => order.indexOf(status);
  const [worst] = templates.toSorted((a, b) => rank(b) - rank(a));
  if (!worst) return { phase: "Successful", message: "" };
  const { status = "Progressing", message } = worst;
  return { phase: status === "Progressing" ? "Pending" : status, message };
}

function worstAnalysis(use: ExperimentUse, { analyses }: ExperimentState): Verdict {
  let worst: Verdict = { phase: "Successful", message: "" };
  // One that has not begun is as good as one that is successful.
  for (const { phase, message } of analyses)
    if (phase !== undefined && badness.indexOf(phase) > badness.indexOf(worst.phase)) worst = { phase, message };
  if (requiredAreSuccessful(use, analyses) && badness.indexOf("Running") > badness.indexOf(worst.phase))
    return { phase: "Successful", message: "Required AnalysisRuns completed" };
  return worst.phase === "Pending" ? { ...worst, phase: "Running" } : worst;
}
