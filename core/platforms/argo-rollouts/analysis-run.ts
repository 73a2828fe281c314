import { type Millis, wholeSecond } from "../../base/duration.ts";
import { readCondition } from "../../conditions/condition.ts";
import type { Answer, Ask } from "../platform.ts";
import type { MetricPhase } from "./metric-phase.ts";
import type { Metric } from "./spec.ts";
import type { AnalysisRun, Measurement, MetricState } from "./state.ts";

/** The AnalysisRun controller: one pass over one run. Source: `argo-rollouts.md` part 4, messages of `argo-rollouts-1.10.1.md` B2. */

export interface RunPass {
  readonly run: AnalysisRun;
  readonly asks: readonly Ask[];
  readonly wakeAt: Millis | undefined;
}

// The controller waits this long after an error, whatever `interval` says.
const errorRetry = 10_000;
/** Phases from the best to the worst. A run is as bad as its worst metric. */
export const badness: readonly MetricPhase[] = ["Successful", "Running", "Pending", "Inconclusive", "Error", "Failed"];

/** Is the phase one that never changes again? */
export function isCompleted(phase: MetricPhase): boolean {
  return phase === "Successful" || phase === "Failed" || phase === "Error" || phase === "Inconclusive";
}

/** A run before its first pass. */
export function newRun(
  made: Pick<AnalysisRun, "name" | "purpose" | "step" | "analysis" | "hash" | "revision">,
  metrics: readonly Metric[],
  now: Millis,
): AnalysisRun {
  return {
    ...made,
    phase: "Pending",
    message: "",
    createdAt: now,
    finishedAt: undefined,
    terminate: false,
    metrics: metrics.map(unmeasured),
  };
}

/** A metric of which nothing was asked yet. */
export function unmeasured(metric: Metric): MetricState {
  return {
    name: metric.name,
    dryRun: metric.dryRun,
    phase: "Pending",
    message: "",
    successful: 0,
    failed: 0,
    inconclusive: 0,
    error: 0,
    consecutiveError: 0,
    consecutiveSuccess: 0,
    measurements: [],
    asked: false,
  };
}

/** One pass: answers become measurements, measurements verdicts, and what is due is asked. */
export function advanceRun(run: AnalysisRun, specs: readonly Metric[], answers: readonly Answer[], now: Millis): RunPass {
  if (isCompleted(run.phase)) return { run, asks: [], wakeAt: undefined };
  const specOf = (name: string): Metric | undefined => specs.find(metric => metric.name === name);
  let metrics = run.metrics.map(metric => {
    const spec = specOf(metric.name);
    const answer = answers.find(given => given.id === askId(run, metric));
    return spec && metric.asked && answer ? measured(metric, spec, answer, now) : metric;
  });
  // As soon as one that counts is bad, nothing more is measured.
  const terminating = run.terminate || metrics.some(metric => !metric.dryRun && isCompleted(metric.phase) && metric.phase !== "Successful");
  if (terminating) metrics = metrics.map(metric => (isCompleted(metric.phase) ? metric : { ...metric, phase: "Successful", asked: false }));

  const asks: Ask[] = [];
  let wakeAt: Millis | undefined;
  metrics = metrics.map(metric => {
    const spec = specOf(metric.name);
    if (!spec || isCompleted(metric.phase) || metric.asked) return metric;
    const due = dueAt(run, metric, spec);
    if (due > now) {
      wakeAt = wakeAt === undefined ? due : Math.min(wakeAt, due);
      return metric;
    }
    const asking: MetricState = { ...metric, asked: true, phase: "Running" };
    asks.push({ id: askId(run, asking), kind: "metric", query: spec.query, metric: askedMetric(spec) });
    return asking;
  });
  return { run: assessed({ ...run, metrics }, now), asks, wakeAt };
}

function askId(run: AnalysisRun, metric: MetricState): string {
  return `${run.name}/${metric.name}/${metric.successful + metric.failed + metric.inconclusive + metric.error}`;
}

function askedMetric(spec: Metric): Ask["metric"] {
  return {
    name: spec.name,
    query: spec.query,
    conditions: [
      ...(spec.successCondition ? [{ text: spec.successCondition, meaning: "success" as const }] : []),
      ...(spec.failureCondition ? [{ text: spec.failureCondition, meaning: "failure" as const }] : []),
    ],
    windowSeconds: undefined,
    intervalSeconds: spec.interval === undefined ? undefined : spec.interval / 1000,
    ...(spec.failureLimit >= 0 && spec.consecutiveSuccessLimit === 0 ? { failureLimit: spec.failureLimit } : {}),
    ...(spec.dryRun ? { dryRun: true as const } : {}),
  };
}

/** The first measurement comes after the delay, each later one an interval after the end of the one before, in whole seconds. */
function dueAt(run: AnalysisRun, metric: MetricState, spec: Metric): Millis {
  const last = metric.measurements.at(-1);
  if (!last) return spec.initialDelay > 0 ? wholeSecond(run.createdAt) + spec.initialDelay : run.createdAt;
  return last.finishedAt + (last.phase === "Error" ? errorRetry : (spec.interval ?? errorRetry));
}

function measured(metric: MetricState, spec: Metric, answer: Answer, now: Millis): MetricState {
  const measurement = judged(spec, answer, now);
  const success = measurement.phase === "Successful";
  const error = measurement.phase === "Error";
  const counted: MetricState = {
    ...metric,
    asked: false,
    successful: metric.successful + Number(success),
    failed: metric.failed + Number(measurement.phase === "Failed"),
    inconclusive: metric.inconclusive + Number(measurement.phase === "Inconclusive"),
    error: metric.error + Number(error),
    consecutiveError: error ? metric.consecutiveError + 1 : 0,
    consecutiveSuccess: success ? metric.consecutiveSuccess + 1 : 0,
    measurements: [...metric.measurements, measurement].slice(-spec.retention),
  };
  return { ...counted, ...metricVerdict(counted, spec) };
}

/** The phase of one measurement, from the conditions. Source: `argo-rollouts.md` 4.3. */
function judged(spec: Metric, answer: Answer, now: Millis): Measurement {
  const finishedAt = wholeSecond(now);
  const { value } = answer;
  if (typeof value === "object" && "error" in value) return { phase: "Error", value: null, message: value.error, finishedAt };
  if (typeof value === "object" && "assumed" in value)
    return { phase: value.assumed === "pass" ? "Successful" : "Failed", value: null, message: "", finishedAt };
  const result: number | readonly number[] = value === "none" ? [] : value;
  const stored = storedText(result);
  const success = spec.successCondition === "" ? undefined : truth(spec.successCondition, "successCondition", result);
  const failure = spec.failureCondition === "" ? undefined : truth(spec.failureCondition, "failureCondition", result);
  for (const side of [success, failure])
    if (side && "error" in side) return { phase: "Error", value: null, message: side.error, finishedAt };
  const phase = verdictOf(
    success && "value" in success ? success.value : undefined,
    failure && "value" in failure ? failure.value : undefined,
  );
  return { phase, value: stored, message: "", finishedAt };
}

function truth(text: string, field: string, result: number | readonly number[]): { readonly value: boolean } | { readonly error: string } {
  const outcome = readCondition(text).evaluate(result);
  if ("value" in outcome) return outcome;
  const why = "error" in outcome ? outcome.error : `Stepwise cannot evaluate ${outcome.unknown}`;
  return { error: `could not evaluate ${field} "${text}": ${why}` };
}

function verdictOf(success: boolean | undefined, failure: boolean | undefined): MetricPhase {
  if (failure === true) return "Failed";
  if (success !== undefined && failure !== undefined) return success ? "Successful" : "Inconclusive";
  if (success !== undefined) return success ? "Successful" : "Failed";
  return "Successful";
}

/** A value as the controller stores it: `[0.99]` for a vector, `0.99` for a number. */
function storedText(result: number | readonly number[]): string {
  return typeof result === "number" ? goNumber(result) : `[${result.map(goNumber).join(",")}]`;
}

function goNumber(value: number): string {
  return Number.isNaN(value)
    ? "NaN"
    : value === Number.POSITIVE_INFINITY
      ? "+Inf"
      : value === Number.NEGATIVE_INFINITY
        ? "-Inf"
        : String(value);
}

/** The phase of a metric after a measurement; later rules overwrite earlier ones. Source: `argo-rollouts.md` 4.4. */
function metricVerdict(metric: MetricState, spec: Metric): { readonly phase: MetricPhase; readonly message: string } {
  let verdict: { phase: MetricPhase; reason: string } | undefined;
  if (spec.failureLimit >= 0 && metric.failed > spec.failureLimit)
    verdict = { phase: "Failed", reason: `failed (${metric.failed}) > failureLimit (${spec.failureLimit})` };
  if (metric.inconclusive > spec.inconclusiveLimit)
    verdict = { phase: "Inconclusive", reason: `inconclusive (${metric.inconclusive}) > inconclusiveLimit (${spec.inconclusiveLimit})` };
  if (metric.consecutiveError > spec.consecutiveErrorLimit)
    verdict = {
      phase: "Error",
      reason: `consecutiveErrors (${metric.consecutiveError}) > consecutiveErrorLimit (${spec.consecutiveErrorLimit})`,
    };
  if (verdict) {
    const detail = metric.measurements.at(-1)?.message;
    const subject = metric.dryRun ? "Metric" : `Metric "${metric.name}"`;
    return {
      phase: verdict.phase,
      message: `${subject} assessed ${verdict.phase} due to ${verdict.reason}${detail ? `: "Error Message: ${detail}"` : ""}`,
    };
  }
  if (spec.consecutiveSuccessLimit > 0 && metric.consecutiveSuccess >= spec.consecutiveSuccessLimit)
    return { phase: "Successful", message: "" };
  const counted = metric.successful + metric.failed + metric.inconclusive;
  if (spec.count !== undefined && counted >= spec.count) {
    if (spec.consecutiveSuccessLimit > 0) return { phase: spec.failureLimit >= 0 ? "Inconclusive" : "Failed", message: "" };
    return { phase: "Successful", message: "" };
  }
  return { phase: "Running", message: "" };
}

/** The phase of the run: running until every metric is done, then the worst of those that count. Source: `argo-rollouts.md` 4.5. */
function assessed(run: AnalysisRun, now: Millis): AnalysisRun {
  if (!run.metrics.every(metric => isCompleted(metric.phase))) return { ...run, phase: "Running" };
  const counting = run.metrics.filter(metric => !metric.dryRun);
  let worst: MetricPhase = "Successful";
  let message = run.terminate ? "Run Terminated" : "";
  for (const metric of counting) {
    if (badness.indexOf(metric.phase) <= badness.indexOf(worst)) continue;
    worst = metric.phase;
    if (metric.message) message = metric.message;
  }
  return { ...run, phase: worst, message, finishedAt: now };
}
