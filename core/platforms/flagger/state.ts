import type { Millis } from "../../base/duration.ts";
import type { Version } from "../platform.ts";

export type Phase =
  | ""
  | "Initializing"
  | "Initialized"
  | "Waiting"
  | "Progressing"
  | "WaitingPromotion"
  | "Promoting"
  | "Finalising"
  | "Succeeded"
  | "Failed";

/** What Flagger knows of a Canary between two ticks. */
export interface CanaryState {
  readonly phase: Phase;
  /** `status.canaryWeight`, which is not always what is routed. */
  readonly statusWeight: number;
  /** The canary's weight in the routing object: what Flagger reads back and goes on from. */
  readonly weight: number;
  readonly failedChecks: number;
  readonly iterations: number;
  readonly lastApplied: string;
  readonly lastPromoted: string;
  readonly primary: {
    readonly version: Version;
    readonly desired: number /** Every promotion restarts the pods. */;
    readonly restarts: number;
  };
  readonly targetReplicas: number;
  readonly phaseSince: Millis;
  /** The phase of the ticks: in Flagger's memory only, so a cluster does not show it. */
  readonly nextTick: Millis;
  /** A tick has asked for its metrics and waits for the answers. */
  readonly checking: boolean;
}

/** Message of the `Promoted` condition. Source: `flagger.md` 3.1. */
export const messages: { readonly [phase in Phase]: string } = {
  "": "",
  Initializing: "",
  Initialized: "Deployment initialization completed.",
  Waiting: "Waiting for approval.",
  Progressing: "New revision detected, progressing canary analysis.",
  WaitingPromotion: "Waiting for approval.",
  Promoting: "Canary analysis completed, starting primary rolling update.",
  Finalising: "Canary analysis completed, routing all traffic to primary.",
  Succeeded: "Canary analysis completed successfully, promotion finished.",
  Failed: "Canary analysis failed, Deployment scaled to zero.",
};
