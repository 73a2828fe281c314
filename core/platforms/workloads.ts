import type { Millis } from "../base/duration.ts";
import type { IntOrPercent } from "../base/intorpercent.ts";

/** Pods that are to run: a ReplicaSet (one version for ever), or a Deployment, which changes versions by a rolling update. */
export interface Workload {
  readonly name: string;
  readonly version: string;
  readonly image: string;
  readonly desired: number;
  readonly minReadySeconds?: number;
  /** Pods that were made before this time are counted apart. */
  readonly restartAt?: Millis;
  /** How many pods were told to go so far: of those that are older than `restartAt`. */
  readonly evicted?: number;
  readonly rolling?: { readonly maxSurge: IntOrPercent; readonly maxUnavailable: IntOrPercent };
}

/** The status of a workload, as its controller counts it. */
export interface WorkloadStatus {
  readonly replicas: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
  /** Pods that were made before `restartAt`; absent where nobody knows, or asked. */
  readonly outdated?: number;
  /** Since when fewer pods are available than its own limits allow; absent while enough are. */
  readonly unavailableSince?: Millis;
}
