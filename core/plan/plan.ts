import type { Span } from "../base/span.ts";

/** The platform-neutral words for what a rollout will do, in the order in which it does it. */

/** One thing of a plan. Weights are percent of traffic on the new version. */
export type Stage =
  | { readonly kind: "weight"; readonly weight: number; readonly at: Span }
  | { readonly kind: "wait"; readonly seconds: number; readonly at: Span }
  | { readonly kind: "person"; readonly at: Span }
  | { readonly kind: "analysis"; readonly names: readonly string[]; readonly sampling: Sampling; readonly at: Span }
  | { readonly kind: "other"; readonly what: string; readonly at: Span };

/** How often a metric is measured. */
export type Sampling =
  | { readonly kind: "once" }
  | { readonly kind: "times"; readonly count: number; readonly everySeconds: number }
  | { readonly kind: "until stopped"; readonly everySeconds: number }
  | { readonly kind: "unknown" };

/** What a spec will do. */
export interface Plan {
  readonly platform: "argo-rollouts" | "flagger";
  /** `canary over Istio`, `blue-green`. */
  readonly strategy: string;
  readonly replicas: number;
  readonly stages: readonly Stage[];
  /** Checks that run beside the stages. */
  readonly beside: readonly {
    readonly names: readonly string[];
    readonly sampling: Sampling;
    readonly fromStage: number;
    readonly at: Span;
  }[];
  /** Why the machine does not predict this spec yet; empty when it does. Each is the end of the sentence *not predicted: …*. */
  readonly notPredicted: readonly string[];
}
