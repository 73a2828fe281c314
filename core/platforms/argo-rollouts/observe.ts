import { at, isObject, type Json, listAt, numberAt, textAt } from "../../base/json.ts";
import { instantOf } from "../../base/time.ts";
import type { ClusterObject, Observed } from "../platform.ts";
import { isNamed, isOwnedBy } from "../shown.ts";
import { isCompleted, unmeasured } from "./analysis-run.ts";
import type { OwnPurpose } from "./analysis-runs.ts";
import { observedExperiments } from "./experiments/observe.ts";
import type { ExperimentState } from "./experiments/state.ts";
import { deadlineAnnotation, hashLabel, replicasAnnotation, revisionAnnotation } from "./labels.ts";
import { metricPhase } from "./metric-phase.ts";
import { metricsOf } from "./metrics-of-run.ts";
import { runTypes } from "./render.ts";
import { isUnderWay } from "./restart.ts";
import { routerFor } from "./routers/index.ts";
import { type RolloutSpec, servicesOf, wiringAt } from "./spec.ts";
import type { AnalysisRun, MetricState, Pause, Phase, PingPong, ReplicaSet, RolloutState } from "./state.ts";

/** The state that a Rollout and the objects around it show. The Rollout comes first; the rest are ReplicaSets, AnalysisRuns, Services and routers. */
export function observe(spec: RolloutSpec, objects: readonly ClusterObject[]): Observed<RolloutState> | { readonly problem: string } {
  const rollout = objects.find(object => object.kind === "Rollout" && textAt(object, "metadata", "name") === spec.name);
  if (!rollout) return { problem: `The Rollout ${spec.name} is not among the objects of the cluster.` };
  const status = at(rollout, "status");
  const currentHash = textAt(status, "currentPodHash");
  if (currentHash === undefined) return { problem: "The controller has not looked at it yet." };
  const unseen: string[] = [];
  const replicaSets = objects
    .filter(object => object.kind === "ReplicaSet" && isOwnedBy(object, "Rollout", spec.name))
    .flatMap(object => replicaSet(object, spec.replicas));
  const current = replicaSets.find(set => set.version.hash === currentHash);
  if (!current) unseen.push("The ReplicaSet of the new version cannot be seen.");
  const progressing = listAt(status, "conditions").find(condition => textAt(condition, "type") === "Progressing");
  const refused = listAt(status, "conditions").find(condition => textAt(condition, "type") === "InvalidSpec");
  if (refused) unseen.push("The controller refuses its spec. What follows is what would happen if it were mended now.");
  const restartedAt = instantOf(textAt(status, "restartedAt"));
  if (isUnderWay(spec, { restartedAt })) unseen.push("How many pods the restart has made anew already cannot be seen.");
  const aborted = at(status, "abort") === true;
  const service = (name: string | undefined): string | undefined =>
    name === undefined
      ? undefined
      : textAt(
          objects.find(object => object.kind === "Service" && textAt(object, "metadata", "name") === name),
          "spec",
          "selector",
          hashLabel,
        );
  const canary = spec.strategy.kind === "canary" ? spec.strategy : undefined;
  const stablePingPong = pingPongOf(textAt(status, "canary", "stablePingPong"));
  const services = servicesOf(spec.strategy, stablePingPong);
  const [active, preview] = [service(services.stable), service(services.canary)];
  const experiments = observedExperiments(spec, objects);
  const router = routerFor(canary?.router?.provider);
  const wiring = canary && wiringAt(canary, stablePingPong);
  const find = (kind: string, name: string): ClusterObject | undefined => objects.find(object => isNamed(object, kind, name));
  const state: RolloutState = {
    replicaSets,
    revision: Number(textAt(rollout, "metadata", "annotations", revisionAnnotation) ?? current?.revision ?? 0),
    stableHash: textAt(status, "stableRS") ?? "",
    currentHash,
    stepIndex: numberAt(status, "currentStepIndex"),
    // The controller's own hash of the steps cannot be made outside of it; that it has seen this spec is taken from the generation.
    stepsHash: canary?.stepsHash ?? "",
    abort: aborted,
    abortMessage: aborted ? textAt(progressing, "message") : undefined,
    promoteFull: at(status, "promoteFull") === true,
    controllerPause: at(status, "controllerPause") === true,
    pauses: listAt(status, "pauseConditions").flatMap(pause),
    services: { stable: active, canary: preview },
    weight: numberAt(status, "canary", "weights", "canary", "weight") ?? (canary?.router ? 0 : undefined),
    weightHash: textAt(status, "canary", "weights", "canary", "podTemplateHash"),
    weightsBeside: listAt(status, "canary", "weights", "additional").map(one => ({
      service: textAt(one, "serviceName") ?? "",
      hash: textAt(one, "podTemplateHash") ?? "",
      weight: numberAt(one, "weight") ?? 0,
    })),
    heldWeight: wiring && router?.heldWeight?.(wiring, find),
    routes: (wiring && router?.routesIn?.(wiring, find)) ?? [],
    runs: objects.filter(object => object.kind === "AnalysisRun").flatMap(object => analysisRun(spec, object, experiments)),
    experiments,
    currentExperiment: textAt(status, "canary", "currentExperiment"),
    stepRun: textAt(status, "canary", "currentStepAnalysisRunStatus", "name"),
    backgroundRun: textAt(status, "canary", "currentBackgroundAnalysisRunStatus", "name"),
    prePromotionRun: textAt(status, "blueGreen", "prePromotionAnalysisRunStatus", "name"),
    postPromotionRun: textAt(status, "blueGreen", "postPromotionAnalysisRunStatus", "name"),
    scaleUpPreviewCheckPoint: at(status, "blueGreen", "scaleUpPreviewCheckPoint") === true,
    progress: {
      at: instantOf(textAt(progressing, "lastUpdateTime")) ?? 0,
      updated: numberAt(status, "updatedReplicas") ?? 0,
      available: availableOf(objects, spec, spec.strategy.kind === "blueGreen" ? (active ?? "") : currentHash),
      old: (numberAt(status, "replicas") ?? 0) - (numberAt(status, "updatedReplicas") ?? 0),
      stepIndex: numberAt(status, "currentStepIndex"),
      stableHash: canary ? (textAt(status, "stableRS") ?? "") : "",
      services: canary ? "" : `${active ?? ""} ${preview ?? ""}`,
      exceeded: textAt(progressing, "reason") === "ProgressDeadlineExceeded",
      halted: ["RolloutPaused", "RolloutAborted"].includes(textAt(progressing, "reason") ?? ""),
    },
    stablePingPong,
    invalid: textAt(refused, "message"),
    released: false,
    serviceNames: services,
    restartedAt,
    retry: undefined,
    phase: phaseFrom(rollout),
    message: textAt(status, "message") ?? "",
  };
  return { state, wanted: { hash: currentHash, image: current?.version.image ?? spec.version.image }, unseen };
}

function pingPongOf(text: string | undefined): PingPong | undefined {
  return text === "ping" || text === "pong" ? text : undefined;
}

/** The phase as the upstream clients show it: a spec that the controller has not looked at yet is in progress. Source: `argo-rollouts.md` 8.2. */
function phaseFrom(rollout: ClusterObject): Phase {
  const observed = Number(textAt(rollout, "status", "observedGeneration"));
  const generation = numberAt(rollout, "metadata", "generation");
  if (generation !== undefined && Number.isInteger(observed) && observed < generation) return "Progressing";
  const phase = textAt(rollout, "status", "phase");
  return phase === "Healthy" || phase === "Paused" || phase === "Degraded" ? phase : "Progressing";
}

function availableOf(objects: readonly ClusterObject[], spec: RolloutSpec, hash: string): number {
  return (
    numberAt(
      objects.find(
        object =>
          object.kind === "ReplicaSet" &&
          isOwnedBy(object, "Rollout", spec.name) &&
          textAt(object, "metadata", "labels", hashLabel) === hash,
      ),
      "status",
      "availableReplicas",
    ) ?? 0
  );
}

function replicaSet(object: ClusterObject, rolloutReplicas: number): readonly ReplicaSet[] {
  const hash = textAt(object, "metadata", "labels", hashLabel);
  if (hash === undefined) return [];
  return [
    {
      version: { hash, image: textAt(object, "spec", "template", "spec", "containers", 0, "image") ?? "" },
      revision: Number(textAt(object, "metadata", "annotations", revisionAnnotation) ?? 0),
      desired: numberAt(object, "spec", "replicas") ?? 0,
      rolloutReplicas: Number(textAt(object, "metadata", "annotations", replicasAnnotation) ?? rolloutReplicas),
      scaleDownAt: instantOf(textAt(object, "metadata", "annotations", deadlineAnnotation)),
    },
  ];
}

function pause(condition: Json): readonly Pause[] {
  const reason = textAt(condition, "reason");
  const startTime = instantOf(textAt(condition, "startTime"));
  return (reason === "CanaryPauseStep" ||
    reason === "BlueGreenPause" ||
    reason === "InconclusiveAnalysisRun" ||
    reason === "InconclusiveExperiment") &&
    startTime !== undefined
    ? [{ reason, startTime }]
    : [];
}

type Belonging = Pick<AnalysisRun, "purpose" | "step" | "analysis" | "hash" | "revision">;

/** What a run is for: its labels say so, or the Experiment that has started it. */
function belonging(spec: RolloutSpec, object: ClusterObject, experiments: readonly ExperimentState[]): Belonging | undefined {
  const name = textAt(object, "metadata", "name");
  for (const { analyses, step, hash, revision } of experiments) {
    const found = analyses.find(({ run }) => run !== undefined && run === name);
    if (found) return { purpose: "experiment", step, analysis: found.name, hash, revision };
  }
  const type = textAt(object, "metadata", "labels", "rollout-type");
  const purpose = (Object.keys(runTypes) as OwnPurpose[]).find(known => runTypes[known] === type);
  if (!purpose || !isOwnedBy(object, "Rollout", spec.name)) return undefined;
  const index = textAt(object, "metadata", "labels", "step-index");
  return {
    purpose,
    step: index === undefined ? undefined : Number(index),
    hash: textAt(object, "metadata", "labels", hashLabel) ?? "",
    revision: Number(textAt(object, "metadata", "annotations", revisionAnnotation) ?? 0),
  };
}

function analysisRun(spec: RolloutSpec, object: ClusterObject, experiments: readonly ExperimentState[]): readonly AnalysisRun[] {
  const whose = belonging(spec, object, experiments);
  if (!whose) return [];
  const status = at(object, "status");
  const results = listAt(status, "metricResults").filter(isObject).map(metricState);
  const phase = metricPhase(textAt(status, "phase"));
  const metrics = isCompleted(phase) ? [] : metricsOf(spec.strategy, whose);
  const waiting = metrics.filter(metric => !results.some(result => result.name === metric.name));
  return [
    {
      name: textAt(object, "metadata", "name") ?? "",
      ...whose,
      phase,
      message: textAt(status, "message") ?? "",
      createdAt: instantOf(textAt(status, "startedAt") ?? textAt(object, "metadata", "creationTimestamp")) ?? 0,
      finishedAt: instantOf(textAt(status, "completedAt")),
      terminate: at(object, "spec", "terminate") === true,
      // What was not asked yet is not in the status.
      metrics: [...results, ...waiting.map(unmeasured)],
    },
  ];
}

function metricState(result: Json): MetricState {
  const number = (key: string): number => numberAt(result, key) ?? 0;
  return {
    name: textAt(result, "name") ?? "",
    dryRun: at(result, "dryRun") === true,
    phase: metricPhase(textAt(result, "phase")),
    message: textAt(result, "message") ?? "",
    successful: number("successful"),
    failed: number("failed"),
    inconclusive: number("inconclusive"),
    error: number("error"),
    consecutiveError: number("consecutiveError"),
    consecutiveSuccess: number("consecutiveSuccess"),
    measurements: listAt(result, "measurements").map(one => ({
      phase: metricPhase(textAt(one, "phase")),
      value: textAt(one, "value") ?? null,
      message: textAt(one, "message") ?? "",
      finishedAt: instantOf(textAt(one, "finishedAt")) ?? 0,
    })),
    asked: false,
  };
}
