import type { Millis } from "../../base/duration.ts";
import type { Workload } from "../workloads.ts";
import { experimentWorkloads } from "./experiments/state.ts";
import { isUnderWay } from "./restart.ts";
import { type RolloutSpec, servicesOf } from "./spec.ts";
import { type RolloutState, replicaSetName } from "./state.ts";

/** The state of a Rollout whose first version was deployed: everything is done, nothing under way. */
export function start(spec: RolloutSpec, now: Millis): RolloutState {
  const canary = spec.strategy.kind === "canary" ? spec.strategy : undefined;
  const { hash } = spec.version;
  const steps = canary?.steps.length ?? 0;
  // The first deployment takes the first of two Services that change places, and the other selects nothing yet.
  const stablePingPong = canary?.pingPong ? "ping" : undefined;
  const named = servicesOf(spec.strategy, stablePingPong);
  // Services of a canary are left as they are while there is no pod that they could lead to.
  const selects = spec.replicas > 0 || canary === undefined ? hash : undefined;
  const services = {
    stable: named.stable === undefined ? undefined : selects,
    canary: named.canary === undefined || stablePingPong ? undefined : selects,
  };
  return {
    replicaSets: [{ version: spec.version, revision: 1, desired: spec.replicas, rolloutReplicas: spec.replicas, scaleDownAt: undefined }],
    revision: 1,
    stableHash: hash,
    currentHash: hash,
    stepIndex: steps > 0 ? steps : undefined,
    stepsHash: canary?.stepsHash ?? "",
    abort: false,
    abortMessage: undefined,
    promoteFull: false,
    controllerPause: false,
    pauses: [],
    services,
    weight: canary?.router ? 0 : undefined,
    weightHash: canary?.router ? hash : undefined,
    heldWeight: undefined,
    weightsBeside: [],
    routes: [],
    runs: [],
    experiments: [],
    currentExperiment: undefined,
    stepRun: undefined,
    backgroundRun: undefined,
    prePromotionRun: undefined,
    postPromotionRun: undefined,
    scaleUpPreviewCheckPoint: false,
    progress: {
      at: now,
      updated: spec.replicas,
      available: spec.replicas,
      old: 0,
      stepIndex: steps > 0 ? steps : undefined,
      stableHash: canary ? hash : "",
      services: canary ? "" : `${services.stable ?? ""} ${services.canary ?? ""}`,
      exceeded: false,
      halted: false,
    },
    stablePingPong,
    restartedAt: spec.restartAt,
    invalid: undefined,
    released: false,
    serviceNames: named,
    retry: undefined,
    phase: "Healthy",
    message: "",
  };
}

/** The ReplicaSets, for the world that looks after pods. */
export function workloads(spec: RolloutSpec, state: RolloutState): readonly Workload[] {
  const own = state.replicaSets.map(set => ({
    name: replicaSetName(spec.name, set.version.hash),
    version: set.version.hash,
    image: set.version.image,
    desired: set.desired,
    minReadySeconds: spec.minReadySeconds,
    ...(spec.restartAt !== undefined && isUnderWay(spec, state) ? { restartAt: spec.restartAt } : {}),
    ...(set.evicted === undefined ? {} : { evicted: set.evicted }),
  }));
  return state.experiments.length === 0 ? own : [...own, ...experimentWorkloads(state.experiments, spec.minReadySeconds)];
}
