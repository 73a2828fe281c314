import type { Millis } from "../../base/duration.ts";
import type { Json } from "../../base/json.ts";
import type { Version } from "../platform.ts";
import type { ExperimentState, WeightBeside } from "./experiments/state.ts";
import type { MetricPhase } from "./metric-phase.ts";

/** What the controller knows of a Rollout between two passes: small, plain data. Instants are those of the connection's clock. */
export interface RolloutState {
  readonly replicaSets: readonly ReplicaSet[];
  /** `rollout.argoproj.io/revision` of the Rollout. */
  readonly revision: number;
  readonly stableHash: string;
  readonly currentHash: string;
  readonly stepIndex: number | undefined;
  readonly stepsHash: string;
  readonly abort: boolean;
  /** The words after `RolloutAborted: `; the first ones stay. */
  readonly abortMessage: string | undefined;
  readonly promoteFull: boolean;
  readonly controllerPause: boolean;
  readonly pauses: readonly Pause[];
  /** Hashes that the Services select; of a blue-green rollout the stable one is the active Service, and the canary one the preview. */
  readonly services: { readonly stable: string | undefined; readonly canary: string | undefined };
  /** Weight of the new version as written to the router; undefined without one. */
  readonly weight: number | undefined;
  /** The version that this weight was recorded for. */
  readonly weightHash: string | undefined;
  /** The weight that the router keeps while a route that a step added hides those that are weighed; undefined while nothing does. */
  readonly heldWeight: number | undefined;
  /** A pass that wrote a weight goes on then, since the router has it wait. */
  readonly waitsUntil?: Millis | undefined;
  /** What that pass knows of what people have written: what they wrote since is for the one after it. */
  readonly seen?: { readonly abort: boolean; readonly promoteFull: boolean } | undefined;
  /** What templates of an experiment have of the traffic. */
  readonly weightsBeside: readonly WeightBeside[];
  /** Routes that steps have added to the router's object, in its order. */
  readonly routes: readonly ManagedRoute[];
  readonly runs: readonly AnalysisRun[];
  readonly experiments: readonly ExperimentState[];
  readonly currentExperiment: string | undefined;
  readonly stepRun: string | undefined;
  readonly backgroundRun: string | undefined;
  readonly prePromotionRun: string | undefined;
  readonly postPromotionRun: string | undefined;
  /** The preview was seen with its `previewReplicaCount` and let through: it may grow. */
  readonly scaleUpPreviewCheckPoint: boolean;
  readonly progress: Progress;
  /** Of ping-pong: which of the two Services is the stable version's. */
  readonly stablePingPong: PingPong | undefined;
  /** Pods that were older than this have been made anew. */
  readonly restartedAt: Millis | undefined;
  /** Why the controller refuses the spec; undefined while it does not. */
  readonly invalid: string | undefined;
  /** It owns its ReplicaSets no more, since nobody knows the selector of its pods. */
  readonly released: boolean;
  /** Names of the Services when they were looked at last. */
  readonly serviceNames: { readonly stable: string | undefined; readonly canary: string | undefined };
  /** The controller looks again later; undefined while it looks whenever something happens. */
  readonly retry: Retry | undefined;
  readonly phase: Phase;
  readonly message: string;
}

export type PingPong = "ping" | "pong";

/** How the work queue of the controller holds a Rollout back whose passes fail. */
export interface Retry {
  /** How often it was put back into the queue since a pass went well. */
  readonly puts: number;
  readonly dueAt: Millis;
  /** Did the last pass fail? Else it went well, and what it wrote itself is looked at late. */
  readonly failing: boolean;
  /** What was last seen of the pods, as text. */
  readonly seen: string;
}

export type Phase = "Healthy" | "Progressing" | "Paused" | "Degraded";

export interface ManagedRoute {
  readonly kind: "header" | "mirror";
  readonly name: string;
  readonly match: Json;
  /** Of a mirror: the share of requests, in percent. */
  readonly percentage: number;
  /** Of a mirror: the weight of the new version when it was added, which stays. */
  readonly weight: number;
}

export interface ReplicaSet {
  readonly version: Version;
  readonly revision: number;
  readonly desired: number;
  /** `spec.replicas` of the Rollout when it was looked at last, as its annotation says. */
  readonly rolloutReplicas: number;
  readonly scaleDownAt: Millis | undefined;
  /** How many of its pods were told to go by restarts so far. */
  readonly evicted?: number;
}

export interface Pause {
  readonly reason: "CanaryPauseStep" | "BlueGreenPause" | "InconclusiveAnalysisRun" | "InconclusiveExperiment";
  readonly startTime: Millis;
}

/** What is compared to see whether a rollout moves (`progressDeadlineSeconds`). */
export interface Progress {
  readonly at: Millis;
  readonly updated: number;
  readonly available: number;
  readonly old: number;
  readonly stepIndex: number | undefined;
  readonly stableHash: string;
  /** What the Services select, which counts as progress of a blue-green rollout. */
  readonly services: string;
  readonly exceeded: boolean;
  /** It was paused or aborted when it was last looked at: afterwards the time is counted anew. */
  readonly halted: boolean;
}

export interface AnalysisRun {
  readonly name: string;
  readonly purpose: "step" | "background" | "prePromotion" | "postPromotion" | "experiment";
  readonly step: number | undefined;
  /** Of an experiment: what the analysis is called in it. */
  readonly analysis?: string;
  readonly hash: string;
  readonly revision: number;
  readonly phase: MetricPhase;
  readonly message: string;
  /** When it was made, to the millisecond; `startedAt` of its status is this in whole seconds. */
  readonly createdAt: Millis;
  readonly finishedAt: Millis | undefined;
  readonly terminate: boolean;
  readonly metrics: readonly MetricState[];
}

export interface MetricState {
  readonly name: string;
  readonly dryRun: boolean;
  readonly phase: MetricPhase;
  readonly message: string;
  readonly successful: number;
  readonly failed: number;
  readonly inconclusive: number;
  readonly error: number;
  readonly consecutiveError: number;
  readonly consecutiveSuccess: number;
  readonly measurements: readonly Measurement[];
  /** An answer is waited for. */
  readonly asked: boolean;
}

export interface Measurement {
  readonly phase: MetricPhase;
  /** As the controller stores it; null for one without a value. */
  readonly value: string | null;
  readonly message: string;
  readonly finishedAt: Millis;
}

/** The ReplicaSet of a hash. */
export function replicaSetOf(state: RolloutState, hash: string): ReplicaSet | undefined {
  return state.replicaSets.find(set => set.version.hash === hash);
}

/** The state with some of a ReplicaSet's fields changed. */
export function withReplicaSet(state: RolloutState, hash: string, change: Partial<ReplicaSet>): RolloutState {
  return { ...state, replicaSets: state.replicaSets.map(set => (set.version.hash === hash ? { ...set, ...change } : set)) };
}

/** Name of the ReplicaSet, and of the workload whose pods the world looks after. */
export function replicaSetName(rollout: string, hash: string): string {
  return `${rollout}-${hash}`;
}
