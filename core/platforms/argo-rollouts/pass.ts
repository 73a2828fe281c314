import type { Millis } from "../../base/duration.ts";
import type { WorkloadStatus } from "../workloads.ts";
import type { BlueGreen, Canary, RolloutSpec } from "./spec.ts";

/** What every part of one pass is told. */
export interface Pass {
  readonly spec: RolloutSpec;
  readonly now: Millis;
  /** An aborted Rollout was tried again, and this is the first pass that sees it. (`status.abortedAt` without `status.abort`) */
  readonly retried: boolean;
  /** Status of the ReplicaSet of a hash. */
  readonly pods: (hash: string) => WorkloadStatus;
  /** Status of the ReplicaSet of a name. */
  readonly workload: (name: string) => WorkloadStatus;
  /** Something is missing that the pass ends at. */
  readonly stops: boolean;
  /** An earlier pass failed, and this is the first that does not. */
  readonly late: boolean;
  /** Ends the pass before its time: no status is written. After a failure the controller comes back later. */
  readonly leave: (failed?: "failed") => void;
  readonly ended: () => boolean;
  /** Notes what the controller says of it in an event. */
  readonly tell: (reason: string, words: string, type?: "Normal" | "Warning") => void;
}

/** A pass over a canary. */
export interface CanaryPass extends Pass {
  readonly canary: Canary;
}

/** A pass over a blue-green rollout. */
export interface BlueGreenPass extends Pass {
  readonly blueGreen: BlueGreen;
}
