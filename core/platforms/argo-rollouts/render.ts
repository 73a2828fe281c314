import { type Json, type JsonObject, objectAt, present } from "../../base/json.ts";
import { rfc3339 } from "../../base/time.ts";
import type { ClusterObject, Rendered } from "../platform.ts";
import type { WorkloadStatus } from "../workloads.ts";
import type { OwnPurpose } from "./analysis-runs.ts";
import { experimentObjects, experimentOwner } from "./experiments/render.ts";
import { deadlineAnnotation, hashLabel, replicasAnnotation, revisionAnnotation } from "./labels.ts";
import { metricsOf } from "./metrics-of-run.ts";
import { routerFor } from "./routers/index.ts";
import { type RolloutSpec, servicesOf, wiringAt } from "./spec.ts";
import { type AnalysisRun, type ReplicaSet, type RolloutState, replicaSetName } from "./state.ts";
import { isScaling } from "./workload-ref.ts";

/** What the label `rollout-type` of an AnalysisRun says; those of experiments have none. */
export const runTypes = {
  step: "Step",
  background: "Background",
  prePromotion: "PrePromotion",
  postPromotion: "PostPromotion",
} as const satisfies Record<OwnPurpose, string>;

/** The objects of a Rollout as a cluster would show them. Fields of the status: `argo-rollouts.md` 8.1. */
export function render(spec: RolloutSpec, state: RolloutState, pods: ReadonlyMap<string, WorkloadStatus>): Rendered {
  const podsOf = (hash: string): WorkloadStatus =>
    pods.get(replicaSetName(spec.name, hash)) ?? { replicas: 0, updated: 0, ready: 0, available: 0 };
  const routed = routing(spec, state);
  return {
    annotations: { [revisionAnnotation]: String(state.revision) },
    status: statusOf(spec, state, podsOf),
    owned: [
      ...state.replicaSets.map(set => replicaSet(spec, set, podsOf(set.version.hash), state.released)),
      ...state.runs.map(run => analysisRun(spec, run)),
      ...state.experiments.flatMap(experiment => experimentObjects(spec, experiment, owner(spec), name => pods.get(name))),
      ...routed.makes,
    ],
    edits: [...edits(spec, state), ...routed.edits],
    copies: routed.copies,
  };
}

function statusOf(spec: RolloutSpec, state: RolloutState, podsOf: (hash: string) => WorkloadStatus): JsonObject {
  const sum = (of: keyof WorkloadStatus): number =>
    state.replicaSets.reduce((total, set) => total + (podsOf(set.version.hash)[of] ?? 0), 0);
  const runStatus = (name: string | undefined): JsonObject | undefined => {
    const run = state.runs.find(known => known.name === name);
    return run && { name: run.name, status: run.phase, message: run.message };
  };
  const strategy = spec.strategy.kind === "canary" ? spec.strategy : undefined;
  const active = strategy ? undefined : podsOf(state.services.stable ?? state.stableHash);
  return present({
    phase: state.phase,
    message: state.message || undefined,
    currentPodHash: state.currentHash,
    stableRS: state.stableHash,
    currentStepIndex: state.stepIndex,
    currentStepHash: state.stepsHash,
    restartedAt: state.restartedAt === undefined ? undefined : rfc3339(state.restartedAt),
    abort: state.abort || undefined,
    promoteFull: state.promoteFull || undefined,
    controllerPause: state.controllerPause || undefined,
    pauseConditions:
      state.pauses.length > 0 ? state.pauses.map(pause => ({ reason: pause.reason, startTime: rfc3339(pause.startTime) })) : undefined,
    replicas: sum("replicas"),
    updatedReplicas: podsOf(state.currentHash).replicas,
    // A blue-green rollout shows those that the active Service selects.
    readyReplicas: active?.ready ?? sum("ready"),
    availableReplicas: active?.available ?? sum("available"),
    conditions: conditions(state),
    canary: present({
      weights:
        state.weight === undefined
          ? undefined
          : present({
              canary: {
                weight: state.weight,
                podTemplateHash: state.weightHash ?? state.currentHash,
                serviceName: strategy?.canaryService ?? "",
              },
              stable: {
                weight: (strategy?.maxWeight ?? 100) - state.weight - state.weightsBeside.reduce((sum, { weight }) => sum + weight, 0),
                podTemplateHash: state.stableHash,
                serviceName: strategy?.stableService ?? "",
              },
              additional:
                state.weightsBeside.length > 0
                  ? state.weightsBeside.map(({ service, hash, weight }) => ({ weight, serviceName: service, podTemplateHash: hash }))
                  : undefined,
            }),
      currentExperiment: state.currentExperiment,
      stablePingPong: state.stablePingPong,
      currentStepAnalysisRunStatus: runStatus(state.stepRun),
      currentBackgroundAnalysisRunStatus: runStatus(state.backgroundRun),
    }),
    blueGreen: strategy
      ? undefined
      : present({
          activeSelector: state.services.stable,
          previewSelector: state.services.canary,
          scaleUpPreviewCheckPoint: state.scaleUpPreviewCheckPoint || undefined,
          prePromotionAnalysisRunStatus: runStatus(state.prePromotionRun),
          postPromotionAnalysisRunStatus: runStatus(state.postPromotionRun),
        }),
    HPAReplicas: active?.replicas ?? sum("replicas"),
    selector: "",
  });
}

function conditions(state: RolloutState): Json {
  const progressing = state.abort
    ? { status: "False", reason: "RolloutAborted", message: state.abortMessage ?? "" }
    : state.progress.exceeded
      ? { status: "False", reason: "ProgressDeadlineExceeded", message: state.message.replace("ProgressDeadlineExceeded: ", "") }
      : {
          status: state.pauses.length > 0 ? "Unknown" : "True",
          reason: state.pauses.length > 0 ? "RolloutPaused" : "ReplicaSetUpdated",
          message: state.message,
        };
  const refused =
    state.invalid === undefined ? [] : [{ type: "InvalidSpec", status: "True", reason: "InvalidSpec", message: state.invalid }];
  return [
    ...refused,
    { type: "Progressing", ...progressing, lastUpdateTime: rfc3339(state.progress.at) },
    {
      type: "Completed",
      status: state.currentHash === state.stableHash ? "True" : "False",
      reason: "RolloutCompleted",
      message: "RolloutCompleted",
    },
    {
      type: "Healthy",
      status: state.phase === "Healthy" ? "True" : "False",
      reason: "RolloutHealthy",
      message: state.phase === "Healthy" ? "Rollout is healthy" : "Rollout is not healthy",
    },
  ];
}

function replicaSet(spec: RolloutSpec, set: ReplicaSet, pods: WorkloadStatus, released: boolean): ClusterObject {
  const labels = { [hashLabel]: set.version.hash };
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: replicaSetName(spec.name, set.version.hash),
      labels,
      annotations: present({
        [revisionAnnotation]: String(set.revision),
        [replicasAnnotation]: String(set.rolloutReplicas),
        [deadlineAnnotation]: set.scaleDownAt === undefined ? undefined : rfc3339(set.scaleDownAt),
      }),
      ownerReferences: released ? [] : [owner(spec)],
    },
    spec: {
      replicas: set.desired,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: spec.container ?? "app", image: set.version.image }] } },
    },
    status: { replicas: pods.replicas, readyReplicas: pods.ready, availableReplicas: pods.available },
  };
}

function analysisRun(spec: RolloutSpec, run: AnalysisRun): ClusterObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AnalysisRun",
    metadata: { name: run.name, creationTimestamp: rfc3339(run.createdAt), ...belonging(spec, run) },
    spec: present({ metrics: metricSpecs(spec, run), terminate: run.terminate || undefined }),
    status: present({
      phase: run.phase,
      message: run.message || undefined,
      startedAt: rfc3339(run.createdAt),
      completedAt: run.finishedAt === undefined ? undefined : rfc3339(run.finishedAt),
      // A metric is not there before it was asked.
      metricResults: run.metrics
        .filter(metric => metric.asked || metric.measurements.length > 0)
        .map(metric =>
          present({
            name: metric.name,
            phase: metric.phase,
            message: metric.message || undefined,
            count: metric.successful + metric.failed + metric.inconclusive,
            successful: metric.successful,
            failed: metric.failed,
            inconclusive: metric.inconclusive,
            error: metric.error,
            consecutiveError: metric.consecutiveError,
            consecutiveSuccess: metric.consecutiveSuccess,
            dryRun: metric.dryRun || undefined,
            measurements: metric.measurements.map(one =>
              present({
                phase: one.phase,
                value: one.value ?? undefined,
                message: one.message || undefined,
                startedAt: rfc3339(one.finishedAt),
                finishedAt: rfc3339(one.finishedAt),
              }),
            ),
          }),
        ),
    }),
  };
}

function belonging(spec: RolloutSpec, run: AnalysisRun): JsonObject {
  // Its name is that of the experiment with the name of the analysis behind it, and nothing else tells whose it is.
  if (run.purpose === "experiment") return { ownerReferences: [experimentOwner(run.name.slice(0, -`-${run.analysis ?? ""}`.length))] };
  return {
    labels: present({
      [hashLabel]: run.hash,
      "rollout-type": runTypes[run.purpose],
      "step-index": run.step === undefined ? undefined : String(run.step),
    }),
    annotations: { [revisionAnnotation]: String(run.revision) },
    ownerReferences: [owner(spec)],
  };
}

function metricSpecs(spec: RolloutSpec, run: AnalysisRun): Json {
  return metricsOf(spec.strategy, run).map(metric =>
    present({
      name: metric.name,
      interval: metric.interval === undefined ? undefined : `${metric.interval / 1000}s`,
      count: metric.count,
      failureLimit: metric.failureLimit,
      successCondition: metric.successCondition || undefined,
      failureCondition: metric.failureCondition || undefined,
      provider: { [metric.provider || "prometheus"]: { query: metric.query } },
    }),
  );
}

function owner(spec: RolloutSpec): JsonObject {
  return { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: spec.name, controller: true };
}

function edits(spec: RolloutSpec, state: RolloutState): Rendered["edits"] {
  const { stable: stableService, canary: canaryService } = servicesOf(spec.strategy, state.stablePingPong);
  const select = (hash: string) => (service: ClusterObject) => ({
    ...service,
    spec: { ...objectAt(service, "spec"), selector: { ...objectAt(service, "spec", "selector"), [hashLabel]: hash } },
  });
  const list: Rendered["edits"][number][] = [];
  const { workload } = spec;
  // With the first version alone: later ones leave the Deployment as it is, and so it stays without pods.
  if (workload && isScaling(workload))
    list.push({
      kind: "Deployment",
      name: workload.name,
      apply: object => ({ ...object, spec: { ...objectAt(object, "spec"), replicas: 0 } }),
    });
  if (stableService !== undefined && state.services.stable !== undefined)
    list.push({ kind: "Service", name: stableService, apply: select(state.services.stable) });
  if (canaryService !== undefined && state.services.canary !== undefined)
    list.push({ kind: "Service", name: canaryService, apply: select(state.services.canary) });
  return list;
}

/** What is written to the objects of the traffic system. */
function routing(spec: RolloutSpec, state: RolloutState) {
  const canary = spec.strategy.kind === "canary" ? spec.strategy : undefined;
  const writer = routerFor(canary?.router?.provider);
  const wiring = canary && wiringAt(canary, state.stablePingPong);
  if (!wiring || !writer || state.weight === undefined) return { makes: [], edits: [], copies: [] };
  const wanted = {
    weight: state.heldWeight ?? state.weight,
    beside: state.weightsBeside,
    routes: state.routes,
    lingers: state.waitsUntil !== undefined,
    hashes: { stable: state.stableHash, canary: state.weightHash ?? state.currentHash },
  };
  return {
    makes: writer.makes?.(wiring, wanted) ?? [],
    edits: writer.edits?.(wiring, wanted) ?? [],
    copies: writer.copies?.(wiring, wanted) ?? [],
  };
}
