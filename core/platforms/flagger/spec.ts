import type { Millis } from "../../base/duration.ts";
import type { IntOrPercent } from "../../base/intorpercent.ts";
import type { Span } from "../../base/span.ts";
import type { TrafficProvider } from "../../providers/traffic/index.ts";
import type { Version } from "../platform.ts";

/** Labels by which Flagger tells pods apart: the first that the target selects by, unless its flag `-selector-labels` names others. */
export const selectorLabels = ["app", "name", "app.kubernetes.io/name"];

/** A Canary as it is written, in the terms of Flagger, defaults and clamps applied. */
export interface CanarySpec {
  readonly name: string;
  readonly namespace: string | undefined;
  /** The place of `spec.analysis` (or of `spec`), in the Canary's document. */
  readonly at: Span;
  readonly target: Target;
  /** Name of the Services and routes: `service.name`, or the target's name. */
  readonly apex: string;
  readonly providerName: string;
  readonly provider: TrafficProvider | undefined;
  /** Never less than 10 s. */
  readonly interval: Millis;
  /** Failed checks that end a run; at least 1. */
  readonly threshold: number;
  readonly strategy: "canary" | "blue-green" | "ab-testing";
  readonly stepWeight: number;
  readonly stepWeights: readonly number[];
  /** The weight at which a passing check promotes. */
  readonly maxWeight: number;
  readonly stepWeightPromotion: number;
  readonly metrics: readonly CanaryMetric[];
  readonly skipAnalysis: boolean;
  readonly suspend: boolean;
  readonly progressDeadlineSeconds: number;
  readonly primaryReadyThreshold: number;
  readonly canaryReadyThreshold: number;
  /** Places of the fields that a step comes from. */
  readonly places: { readonly weights: Span; readonly metrics: Span };
  readonly notPredicted: readonly string[];
}

/** The workload that people change, and that Flagger scales up for a run and down after it. */
export interface Target {
  readonly kind: string;
  readonly name: string;
  readonly version: Version;
  readonly replicas: number;
  readonly minReadySeconds: number;
  readonly maxSurge: IntOrPercent;
  readonly maxUnavailable: IntOrPercent;
  readonly progressDeadlineSeconds: number;
}

/** A metric of the analysis. Bounds are inclusive. */
export interface CanaryMetric {
  readonly name: string;
  readonly builtin: "request-success-rate" | "request-duration" | undefined;
  readonly query: string;
  readonly windowSeconds: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly at: Span;
}
