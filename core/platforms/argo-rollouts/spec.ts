import type { Millis } from "../../base/duration.ts";
import type { IntOrPercent } from "../../base/intorpercent.ts";
import type { Json } from "../../base/json.ts";
import type { Place, Span } from "../../base/span.ts";
import type { TrafficProvider } from "../../providers/traffic/index.ts";
import type { Version } from "../platform.ts";
import type { Wiring } from "./routers/router.ts";
import type { PingPong } from "./state.ts";
import type { WorkloadRef } from "./workload-ref.ts";

/** A Rollout as it is written, in the terms of the controller, defaults filled in. */
export interface RolloutSpec {
  readonly name: string;
  readonly namespace: string | undefined;
  /** The place of `spec`, in the Rollout's document. */
  readonly at: Span;
  readonly replicas: number;
  readonly minReadySeconds: number;
  readonly progressDeadlineSeconds: number;
  readonly progressDeadlineAbort: boolean;
  readonly paused: boolean;
  /** How many old ReplicaSets are kept, to go back to. */
  readonly revisionHistoryLimit: number;
  /** How many experiments that are over are kept. */
  readonly historyLimits: { readonly successful: number; readonly unsuccessful: number };
  /** Pods that are older are to be made anew. */
  readonly restartAt: Millis | undefined;
  /** How many revisions back one may go without the steps; 0 is none. */
  readonly rollbackWindow: number;
  readonly version: Version;
  /** Name of the first container, whose image *set image* changes. */
  readonly container: string | undefined;
  /** What lends the pod template, where it is not the Rollout's own. */
  readonly workload: WorkloadRef | undefined;
  readonly strategy: Strategy;
  /** Ends of the sentence *not predicted: …*; empty where the machine predicts this spec. */
  readonly notPredicted: readonly string[];
}

export type Strategy = Canary | BlueGreen | { readonly kind: "none" } | { readonly kind: "both" };

export interface BlueGreen {
  readonly kind: "blueGreen";
  readonly at: Span;
  readonly activeService: string | undefined;
  readonly previewService: string | undefined;
  /** Pods of the new version until it is promoted; undefined is all of them. */
  readonly previewReplicaCount: number | undefined;
  readonly autoPromotionEnabled: boolean;
  readonly autoPromotionSeconds: number;
  /** How long the old version is kept after a promotion; undefined where it is not written, which is 30 s. */
  readonly scaleDownDelaySeconds: number | undefined;
  readonly scaleDownDelayRevisionLimit: number;
  /** Of use for a restart of pods only. */
  readonly maxUnavailable: IntOrPercent;
  /** How long the new version is kept after an abort; 0 is for ever. */
  readonly abortScaleDownDelaySeconds: number;
  readonly prePromotion: AnalysisUse | undefined;
  readonly postPromotion: AnalysisUse | undefined;
}

export interface Canary {
  readonly kind: "canary";
  readonly steps: readonly Step[];
  readonly stepsHash: string;
  readonly maxSurge: IntOrPercent;
  readonly maxUnavailable: IntOrPercent;
  readonly stableService: string | undefined;
  readonly canaryService: string | undefined;
  /** Two Services that change places with each promotion, in place of a stable one and a canary's. */
  readonly pingPong: { readonly ping: string; readonly pong: string } | undefined;
  readonly router: Router | undefined;
  /** How long an old ReplicaSet is kept after a promotion; of use with a router only. */
  readonly scaleDownDelaySeconds: number;
  /** How long the new ReplicaSet is kept after an abort; 0 is no delay, undefined where it is not written. */
  readonly abortScaleDownDelaySeconds: number | undefined;
  readonly scaleDownDelayRevisionLimit: number;
  /** The stable version gives up pods as it gives up traffic; with a router only. */
  readonly dynamicStableScale: boolean;
  readonly minPodsPerReplicaSet: number;
  /** How many of the new pods have to be there for a step to be done, where that is not all. */
  readonly progressThreshold: { readonly percent: boolean; readonly value: number } | undefined;
  /** What stands for all traffic: 100 unless `maxTrafficWeight` says otherwise. */
  readonly maxWeight: number;
  /** Names of the routes that steps may add, in the order in which they stand. */
  readonly managedRoutes: readonly string[];
  readonly background: (AnalysisUse & { readonly startingStep: number }) | undefined;
}

export interface Router {
  readonly provider: TrafficProvider;
  readonly wiring: Wiring;
  /** Ends of the sentence *not predicted: …*, of what is written to it. */
  readonly unpredicted: readonly string[];
  readonly at: Span;
}

/**
 * The Services of a strategy: of a blue-green one the active is the stable one, and the preview that of the canary. With ping-pong it depends
 * on which of the two is the stable version's now.
 */
export function servicesOf(
  strategy: Strategy,
  stablePingPong: PingPong | undefined,
): { readonly stable: string | undefined; readonly canary: string | undefined } {
  if (strategy.kind === "blueGreen") return { stable: strategy.activeService, canary: strategy.previewService };
  if (strategy.kind !== "canary") return { stable: undefined, canary: undefined };
  const { pingPong } = strategy;
  if (!pingPong) return { stable: strategy.stableService, canary: strategy.canaryService };
  return stablePingPong === "ping" ? { stable: pingPong.ping, canary: pingPong.pong } : { stable: pingPong.pong, canary: pingPong.ping };
}

/** What the router is told while these Services stand for the versions. */
export function wiringAt(canary: Canary, stablePingPong: PingPong | undefined): Wiring | undefined {
  if (!canary.router || !canary.pingPong) return canary.router?.wiring;
  const { stable = "", canary: fresh = "" } = servicesOf(canary, stablePingPong);
  return { ...canary.router.wiring, stable, canary: fresh };
}

/** A step of a canary. `other` are the kinds that the machine does not move through yet. */
export type Step =
  | { readonly kind: "setWeight"; readonly weight: number; readonly at: Span }
  | {
      readonly kind: "pause" /** Undefined is for ever; −1 what cannot be read. */;
      readonly seconds: number | undefined;
      readonly written: string;
      readonly at: Span;
    }
  | { readonly kind: "analysis"; readonly use: AnalysisUse; readonly at: Span }
  | { readonly kind: "experiment"; readonly use: ExperimentUse; readonly at: Span }
  | { readonly kind: "setCanaryScale"; readonly scale: CanaryScale; readonly at: Span }
  | { readonly kind: "setHeaderRoute" | "setMirrorRoute"; readonly route: RouteStep; readonly at: Span }
  | { readonly kind: "other"; readonly key: string; readonly at: Span };

/** Pods of the new version that are not what its traffic asks for. */
export type CanaryScale =
  | { readonly by: "replicas"; readonly replicas: number }
  | { readonly by: "weight"; readonly weight: number }
  | { readonly by: "traffic" };

/** An Experiment that a step starts: pods beside the rollout's own, and analyses of them. Source: `argo-rollouts.md` part 7. */
export interface ExperimentUse {
  /** How long it runs once all its pods are available; undefined is for ever. */
  readonly duration: Millis | undefined;
  readonly scaleDownDelaySeconds: number;
  readonly templates: readonly {
    readonly name: string;
    readonly specRef: "stable" | "canary";
    readonly replicas: number;
    /** Percent of traffic, over a router; undefined is none. */
    readonly weight: number | undefined;
    /** Name of its Service, where it has one of its own choice. */
    readonly service: string | undefined;
  }[];
  readonly analyses: readonly { readonly name: string; readonly use: AnalysisUse; readonly requiredForCompletion: boolean }[];
}

/** A route that a step adds, or takes away where it has no `match`. */
export interface RouteStep {
  readonly name: string;
  readonly match: Json | undefined;
  /** Share of requests that are mirrored, in percent; of a header route it means nothing. */
  readonly percentage: number;
}

/** A place where analysis templates are used: one AnalysisRun is made of all of them. */
export interface AnalysisUse {
  readonly templates: readonly { readonly name: string; readonly clusterScope: boolean; readonly at: Span }[];
  readonly metrics: readonly Metric[];
  /** Templates that are nowhere in the workspace. */
  readonly missing: readonly string[];
}

/** A metric of an AnalysisRun, arguments filled in. Source: `argo-rollouts.md` 1.7 and 4. */
export interface Metric {
  readonly name: string;
  readonly provider: string;
  readonly query: string;
  readonly interval: Millis | undefined;
  readonly initialDelay: Millis;
  /** Measurements that are taken; undefined is without end. */
  readonly count: number | undefined;
  readonly failureLimit: number;
  readonly inconclusiveLimit: number;
  readonly consecutiveErrorLimit: number;
  readonly consecutiveSuccessLimit: number;
  readonly successCondition: string;
  readonly failureCondition: string;
  readonly dryRun: boolean;
  /** Measurements that the run keeps. */
  readonly retention: number;
  /** Where the metric is written. */
  readonly place: Place;
}
