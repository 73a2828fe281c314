import type { Millis } from "../../base/duration.ts";
import type { WorkloadStatus } from "../workloads.ts";
import type { Canary, RolloutSpec } from "./spec.ts";

/** What every part of one pass is told. */
export interface Pass {
  readonly spec: RolloutSpec;
  readonly canary: Canary;
  readonly now: Millis;
  /** Status of the ReplicaSet of a hash. */
  readonly pods: (hash: string) => WorkloadStatus;
  /** Notes what the controller says of it in an event. */
  readonly tell: (reason: string, words: string, type?: "Normal" | "Warning") => void;
}
