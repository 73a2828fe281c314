import { type Millis, wholeSecond } from "../../base/duration.ts";
import { figure } from "../../base/figures.ts";
import { type JsonObject, numberAt, textAt } from "../../base/json.ts";
import type { Answer, Ask, Deed, Inputs, Transition } from "../platform.ts";
import type { WorkloadStatus } from "../workloads.ts";
import type { CanaryMetric, CanarySpec } from "./spec.ts";
import type { CanaryState, Phase } from "./state.ts";

interface Tick {
  readonly spec: CanarySpec;
  readonly now: Millis;
  readonly inputs: Inputs;
  readonly tell: (words: string, type?: Deed["type"]) => void;
}

/** What a tick came to: a new state, or the wish to hear metrics first. */
type Outcome = { readonly state: CanaryState } | { readonly asks: readonly Ask[] };

/** One look at a Canary. Between two ticks nothing happens but what people write; a tick follows the order of `flagger.md` 3.4. */
export function advance(spec: CanarySpec, before: CanaryState, inputs: Inputs, now: Millis): Transition<CanaryState> {
  const written = inputs.written ? withWritten(before, inputs.written) : before;
  if (now < written.nextTick && !written.checking)
    return { state: written, asks: [], did: [], changed: written !== before, wakeAt: written.nextTick };
  const did: Deed[] = [];
  const outcome = tick({ spec, now, inputs, tell: (words, type = "Normal") => did.push({ reason: "Synced", type, words }) }, written);
  if ("asks" in outcome) return { state: { ...written, checking: true }, asks: outcome.asks, did, changed: true, wakeAt: written.nextTick };
  let nextTick = written.nextTick;
  while (nextTick <= now) nextTick += spec.interval;
  const state = { ...outcome.state, nextTick, checking: false };
  return { state, asks: [], did, changed: true, wakeAt: nextTick };
}

function tick(pass: Tick, state: CanaryState): Outcome {
  const { spec, inputs, now } = pass;
  if (spec.suspend) {
    pass.tell("skipping canary run as object is suspended");
    return { state };
  }
  const hash = inputs.wanted.hash;
  const running =
    state.phase === "Progressing" ||
    state.phase === "WaitingPromotion" ||
    state.phase === "Promoting" ||
    state.phase === "Finalising" ||
    state.phase === "Waiting";
  // In phase Failed the applied revision is written anew before it is compared, but compared as it was.
  const noted = state.phase === "Failed" ? { ...state, lastApplied: hash } : state;
  if (!running && !changed(state, hash)) return { state: noted };

  const primary = readiness(spec, primaryStatus(spec, inputs), spec.primaryReadyThreshold, state.primary.desired, now);
  if (!spec.skipAnalysis && primary !== "ready") {
    pass.tell(`${spec.target.name}-primary.${namespaceOf(spec)} not ready: waiting for rollout to finish`, "Warning");
    if (primary === "waiting") return { state: noted };
    return { state: state.phase === "Promoting" || state.phase === "Finalising" ? failedPromotion(pass, noted) : rollback(pass, noted) };
  }
  if (!running) return { state: begin(pass, noted) };
  if ((state.phase === "Progressing" || state.phase === "WaitingPromotion") && changed(state, hash)) {
    pass.tell(`New revision detected! Restarting analysis for ${spec.target.name}.${namespaceOf(spec)}`);
    return { state: enter({ ...state, weight: 0, ...fresh(hash) }, "Progressing", now) };
  }
  const canary = readiness(spec, inputs.pods.get(spec.target.name), spec.canaryReadyThreshold, state.targetReplicas, now);
  if (canary !== "ready") {
    pass.tell(`canary deployment ${spec.target.name}.${namespaceOf(spec)} not ready: waiting for rollout to finish`, "Warning");
    return { state: canary === "waiting" ? state : rollback(pass, state) };
  }
  if (spec.skipAnalysis) return { state: skipPromotion(pass, state) };
  if (state.phase === "Promoting") return { state: shiftBack(pass, state) };
  if (state.phase === "Finalising") return { state: finalise(pass, state) };
  if (state.failedChecks >= spec.threshold) return { state: rollback(pass, state) };
  return check(pass, state);
}

function namespaceOf(spec: CanarySpec): string {
  return spec.namespace ?? "default";
}

/** Is there something new to run? The promoted revision is none, even during a run. Source: `flagger.md` 3.7. */
function changed(state: CanaryState, hash: string): boolean {
  if (state.lastApplied === "") return true;
  return hash !== state.lastPromoted && hash !== state.lastApplied;
}

function fresh(hash: string): Pick<CanaryState, "statusWeight" | "failedChecks" | "iterations" | "lastApplied"> {
  return { statusWeight: 0, failedChecks: 0, iterations: 0, lastApplied: hash };
}

function enter(state: CanaryState, phase: Phase, now: Millis): CanaryState {
  return phase === state.phase ? state : { ...state, phase, phaseSince: now };
}

function begin(pass: Tick, state: CanaryState): CanaryState {
  const { spec, inputs, now } = pass;
  pass.tell(`New revision detected! Scaling up ${spec.target.name}.${namespaceOf(spec)}`);
  const targetReplicas = state.targetReplicas > 0 ? state.targetReplicas : state.primary.desired;
  return enter({ ...state, targetReplicas, ...fresh(inputs.wanted.hash) }, "Progressing", now);
}

/** The checks of a tick and, when they pass, the next weight or the promotion. At weight 0 there is nothing to measure. */
function check(pass: Tick, state: CanaryState): Outcome {
  const { spec, inputs, now } = pass;
  if (state.weight === 0 && state.iterations === 0) pass.tell(`Starting canary analysis for ${spec.target.name}.${namespaceOf(spec)}`);
  else {
    if (!state.checking && spec.metrics.length > 0) return { asks: spec.metrics.map((metric, i) => ask(metric, i, spec)) };
    const failure = firstFailure(spec, inputs.answers);
    if (failure !== undefined) {
      pass.tell(failure, "Warning");
      return { state: { ...state, failedChecks: state.failedChecks + 1 } };
    }
  }
  if (state.weight >= spec.maxWeight) return { state: promote(pass, state) };
  const step = nextStep(spec, state.weight);
  if (step <= 0) return { state };
  const weight = Math.min(100, state.weight + step);
  pass.tell(`Advance ${spec.name}.${namespaceOf(spec)} canary weight ${weight}`);
  return { state: enter({ ...state, weight, statusWeight: weight }, "Progressing", now) };
}

/** How far the weight moves. Source: `flagger.md` 3.5. */
function nextStep(spec: CanarySpec, weight: number): number {
  const { stepWeights } = spec;
  if (spec.stepWeight > 0 || stepWeights.length === 0) return spec.stepWeight;
  const room = 100 - weight;
  if (room === 0) return 1;
  if (weight === 0) return Math.min(room, stepWeights[0] ?? 0);
  const index = stepWeights.slice(0, -1).indexOf(weight);
  return index < 0 ? room : Math.min(room, (stepWeights[index + 1] ?? 0) - weight);
}

function promote(pass: Tick, state: CanaryState): CanaryState {
  const { spec, inputs, now } = pass;
  pass.tell(`Copying ${spec.target.name}.${namespaceOf(spec)} template spec to ${spec.target.name}-primary.${namespaceOf(spec)}`);
  return enter(
    { ...state, primary: { version: inputs.wanted, desired: state.targetReplicas, restarts: state.primary.restarts + 1 } },
    "Promoting",
    now,
  );
}

function shiftBack(pass: Tick, state: CanaryState): CanaryState {
  const { spec, now } = pass;
  if (spec.stepWeightPromotion === 0) {
    pass.tell("Routing all traffic to primary");
    return enter({ ...state, weight: 0, statusWeight: 0, iterations: 0 }, "Finalising", now);
  }
  if (state.weight <= 0) return state;
  const weight = Math.max(0, state.weight - spec.stepWeightPromotion);
  pass.tell(`Advance ${spec.name}.${namespaceOf(spec)} primary weight ${100 - weight}`);
  if (weight === 0) return enter({ ...state, weight, statusWeight: 0, iterations: 0 }, "Finalising", now);
  return { ...state, weight, statusWeight: weight };
}

function finalise(pass: Tick, state: CanaryState): CanaryState {
  const { spec, now } = pass;
  pass.tell(`Promotion completed! Scaling down ${spec.target.name}.${namespaceOf(spec)}`);
  return enter({ ...state, targetReplicas: 0, statusWeight: 0, iterations: 0, lastPromoted: state.lastApplied }, "Succeeded", now);
}

function skipPromotion(pass: Tick, state: CanaryState): CanaryState {
  const { spec, inputs, now } = pass;
  pass.tell(`Promotion completed! Canary analysis was skipped for ${spec.target.name}.${namespaceOf(spec)}`);
  const primary = { version: inputs.wanted, desired: state.targetReplicas, restarts: state.primary.restarts + 1 };
  return enter(
    { ...state, primary, targetReplicas: 0, weight: 0, statusWeight: 0, iterations: 0, lastPromoted: state.lastApplied },
    "Succeeded",
    now,
  );
}

function rollback(pass: Tick, state: CanaryState): CanaryState {
  const { spec, inputs, now } = pass;
  const name = `${spec.name}.${namespaceOf(spec)}`;
  if (state.failedChecks >= spec.threshold)
    pass.tell(`Rolling back ${name} failed checks threshold reached ${state.failedChecks}`, "Warning");
  pass.tell(`Canary failed! Scaling down ${name}`, "Warning");
  return enter({ ...state, weight: 0, targetReplicas: 0, ...fresh(inputs.wanted.hash) }, "Failed", now);
}

/** The primary does not become ready with the new version: the canary keeps everything. */
function failedPromotion(pass: Tick, state: CanaryState): CanaryState {
  const { spec, inputs, now } = pass;
  pass.tell(`Promotion of ${spec.target.name}.${namespaceOf(spec)} failed, primary not ready: progress deadline exceeded`, "Warning");
  return enter({ ...state, weight: 100, ...fresh(inputs.wanted.hash), statusWeight: 100 }, "Failed", now);
}

/** Is a Deployment ready; if not, is it still worth waiting? Source: `flagger.md` 3.4, end. */
function readiness(
  spec: CanarySpec,
  status: WorkloadStatus | undefined,
  threshold: number,
  desired: number,
  now: Millis,
): "ready" | "waiting" | "never" {
  if (!status) return "waiting";
  const enough = status.available >= Math.trunc((status.updated * threshold) / 100);
  if (status.updated >= desired && status.replicas <= status.updated && enough) return "ready";
  if (status.unavailableSince === undefined) return "waiting";
  const since = wholeSecond(status.unavailableSince);
  const over = now > since + spec.progressDeadlineSeconds * 1000 || now > since + spec.target.progressDeadlineSeconds * 1000;
  return over ? "never" : "waiting";
}

function primaryStatus(spec: CanarySpec, inputs: Inputs): WorkloadStatus | undefined {
  return inputs.pods.get(`${spec.target.name}-primary`);
}

function ask(metric: CanaryMetric, index: number, spec: CanarySpec): Ask {
  return {
    id: String(index),
    kind: "metric",
    query: metric.query,
    metric: {
      name: metric.name,
      query: metric.query,
      conditions: [
        ...(metric.min === undefined ? [] : [{ text: `result >= ${metric.min}`, meaning: "success" as const }]),
        ...(metric.max === undefined ? [] : [{ text: `result <= ${metric.max}`, meaning: "success" as const }]),
      ],
      windowSeconds: metric.windowSeconds,
      intervalSeconds: spec.interval / 1000,
      ...(metric.builtin ? { builtin: metric.builtin } : {}),
    },
  };
}

/** Built-in and inline metrics are looked at first, those of templates after them; the first that fails ends the checks. Source: `flagger.md` 4.1 to 4.3. */
function firstFailure(spec: CanarySpec, answers: readonly Answer[]): string | undefined {
  const ordered = spec.metrics
    .map((metric, i) => ({ metric, i }))
    .toSorted((a, b) => Number(a.metric.builtin === undefined) - Number(b.metric.builtin === undefined));
  for (const { metric, i } of ordered) {
    const words = failureOf(
      spec,
      metric,
      answers.find(answer => answer.id === String(i)),
    );
    if (words !== undefined) return words;
  }
  return undefined;
}

function failureOf(spec: CanarySpec, metric: CanaryMetric, answer: Answer | undefined): string | undefined {
  const name = `${spec.name}.${namespaceOf(spec)}`;
  const given = answer?.value ?? "none";
  if (typeof given === "object" && "error" in given) return `Prometheus query failed: ${given.error}`;
  if (typeof given === "object" && "assumed" in given)
    return given.assumed === "pass" ? undefined : `Halt ${name} advancement ${metric.name}`;
  const value = typeof given === "number" ? given : given === "none" ? undefined : given.at(-1);
  if (value === undefined || Number.isNaN(value))
    return `Halt advancement no values found for ${spec.providerName} metric ${metric.name} probably ${spec.target.name}.${namespaceOf(spec)} is not receiving traffic`;
  const measured = metric.builtin === "request-duration" ? Math.trunc(value) : value;
  const low = metric.min !== undefined && measured < metric.min;
  const high = metric.max !== undefined && measured > metric.max;
  if (!low && !high) return undefined;
  const limit = low ? `< ${metric.min}` : `> ${metric.max}`;
  return metric.builtin === "request-success-rate"
    ? `Halt ${name} advancement success rate ${figure(measured, 2)}% ${limit}%`
    : `Halt ${name} advancement ${metric.name} ${figure(measured, 2)} ${limit}`;
}

/** The status as a person wrote it: Flagger obeys these fields of it. */
function withWritten(state: CanaryState, status: JsonObject): CanaryState {
  return {
    ...state,
    failedChecks: numberAt(status, "failedChecks") ?? state.failedChecks,
    lastApplied: textAt(status, "lastAppliedSpec") ?? state.lastApplied,
  };
}
