import { at, isObject, type Json, listAt, numberAt, textAt } from "../../base/json.ts";
import { instantOf } from "../../base/time.ts";
import type { ClusterObject, Observed } from "../platform.ts";
import { isNamed } from "../shown.ts";
import { isCompleted, unmeasured } from "./analysis-run.ts";
import { routesIn } from "./istio.ts";
import { metricsOf } from "./metrics-of-run.ts";
import { deadlineAnnotation, hashLabel, replicasAnnotation, revisionAnnotation, runTypes } from "./render.ts";
import { isUnderWay } from "./restart.ts";
import { type Canary, type RolloutSpec, rolesOf, servicesOf } from "./spec.ts";
import type { AnalysisRun, MetricPhase, MetricState, Pause, Phase, PingPong, ReplicaSet, RolloutState } from "./state.ts";
import { isHidden, sharesIn, weighedRoutes } from "./virtual-service.ts";

/** The state that a Rollout and the objects around it show. The Rollout comes first; the rest are ReplicaSets, AnalysisRuns, Services and routers. */
export function observe(spec: RolloutSpec, objects: readonly ClusterObject[]): Observed<RolloutState> | { readonly problem: string } {
  const rollout = objects.find(object => object.kind === "Rollout" && textAt(object, "metadata", "name") === spec.name);
  if (!rollout) return { problem: `The Rollout ${spec.name} is not among the objects of the cluster.` };
  const status = at(rollout, "status");
  const currentHash = textAt(status, "currentPodHash");
  if (currentHash === undefined) return { problem: "The controller has not looked at it yet." };
  const unseen: string[] = [];
  const replicaSets = objects
    .filter(object => object.kind === "ReplicaSet" && isOwned(object, spec.name))
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
  const [routed] = canary?.istio?.virtualServices ?? [];
  const virtualService = routed && objects.find(object => isNamed(object, "VirtualService", routed.name));
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
    heldWeight: canary ? heldWeight(canary, stablePingPong, virtualService) : undefined,
    routes: canary ? routesIn(canary, rolesOf(canary, stablePingPong), virtualService) : [],
    runs: objects
      .filter(object => object.kind === "AnalysisRun" && isOwned(object, spec.name))
      .flatMap(object => analysisRun(spec, object)),
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

/** The weight that stands in the router, where a route that a step added keeps the one in the status away from it. */
function heldWeight(canary: Canary, stablePingPong: PingPong | undefined, object: ClusterObject | undefined): number | undefined {
  const [ref] = canary.istio?.virtualServices ?? [];
  const roles = rolesOf(canary, stablePingPong);
  if (!canary.istio || !ref || !object || !isHidden(canary.istio, routesIn(canary, roles, object))) return undefined;
  const [route] = weighedRoutes("http", listAt(object, "spec", "http"), ref, canary.managedRoutes);
  return sharesIn(listAt(route, "route"), roles)[1];
}

/** The phase as the upstream clients show it: a spec that the controller has not looked at yet is in progress. Source: `argo-rollouts.md` 8.2. */
function phaseFrom(rollout: ClusterObject): Phase {
  const observed = Number(textAt(rollout, "status", "observedGeneration"));
  const generation = numberAt(rollout, "metadata", "generation");
  if (generation !== undefined && Number.isInteger(observed) && observed < generation) return "Progressing";
  const phase = textAt(rollout, "status", "phase");
  return phase === "Healthy" || phase === "Paused" || phase === "Degraded" ? phase : "Progressing";
}

function isOwned(object: ClusterObject, rollout: string): boolean {
  return listAt(object, "metadata", "ownerReferences").some(
    owner => textAt(owner, "kind") === "Rollout" && textAt(owner, "name") === rollout,
  );
}

function availableOf(objects: readonly ClusterObject[], spec: RolloutSpec, hash: string): number {
  return (
    numberAt(
      objects.find(
        object => object.kind === "ReplicaSet" && isOwned(object, spec.name) && textAt(object, "metadata", "labels", hashLabel) === hash,
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
  return (reason === "CanaryPauseStep" || reason === "BlueGreenPause" || reason === "InconclusiveAnalysisRun") && startTime !== undefined
    ? [{ reason, startTime }]
    : [];
}

function analysisRun(spec: RolloutSpec, object: ClusterObject): readonly AnalysisRun[] {
  const type = textAt(object, "metadata", "labels", "rollout-type");
  const purpose = (Object.keys(runTypes) as AnalysisRun["purpose"][]).find(known => runTypes[known] === type);
  if (!purpose) return [];
  const status = at(object, "status");
  const index = textAt(object, "metadata", "labels", "step-index");
  const step = index === undefined ? undefined : Number(index);
  const results = listAt(status, "metricResults").filter(isObject).map(metricState);
  const phase = metricPhase(textAt(status, "phase"));
  const metrics = isCompleted(phase) ? [] : metricsOf(spec.strategy, { purpose, step });
  const waiting = metrics.filter(metric => !results.some(result => result.name === metric.name));
  return [
    {
      name: textAt(object, "metadata", "name") ?? "",
      purpose,
      step,
      hash: textAt(object, "metadata", "labels", hashLabel) ?? "",
      revision: Number(textAt(object, "metadata", "annotations", revisionAnnotation) ?? 0),
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

function metricPhase(text: string | undefined): MetricPhase {
  return text === "Running" || text === "Successful" || text === "Failed" || text === "Error" || text === "Inconclusive" ? text : "Pending";
}
