import type { BrokenView, EmptyView, LoadingView, TimelinePoint } from "./forecast.ts";

/** What crosses from the extension to the live panel, the tree and the command line, and the intents that come back. */

/** How the data of a connection stands. Times are milliseconds of the cluster's clock. */
export type Connection =
  | { readonly state: "connecting"; readonly asking: string }
  | { readonly state: "live"; readonly at: number }
  | { readonly state: "stale"; readonly since: number; readonly why: string }
  | { readonly state: "denied"; readonly why: string };

/** Where a pressed button stands, by what the cluster reports and never ahead of it. */
export type Progress = "requested" | "accepted" | "acting" | "done";

export interface ActionView {
  readonly id: string;
  readonly label: string;
  /** What it will do, in the present tense. */
  readonly effect: string;
  /** Why it cannot be pressed: *not now* (what must be so first) or *not allowed* (verb and resource). */
  readonly refused?: { readonly kind: "not now" | "not allowed"; readonly why: string };
  readonly progress?: Progress;
  readonly primary: boolean;
}

export interface LiveStep {
  readonly index: number;
  readonly label: string;
  readonly detail: string;
  readonly state: "done" | "current" | "waiting" | "failed" | "ahead" | "skipped";
}

export interface RevisionView {
  readonly revision: string;
  readonly role: "canary" | "stable" | "old";
  readonly image: string;
  readonly ready: number;
  readonly desired: number;
}

export interface MetricView {
  readonly name: string;
  readonly state: "passed" | "failed" | "running" | "inconclusive" | "error";
  readonly condition: string;
  readonly values: readonly (number | null)[];
  readonly counts: string;
  readonly threshold?: number;
}

export interface AnalysisView {
  readonly name: string;
  readonly where: string;
  readonly state: MetricView["state"];
  readonly message: string;
  readonly metrics: readonly MetricView[];
}

export type Standing = "waiting" | "failing" | "moving" | "quiet";

export interface LiveView {
  readonly kind: "live";
  readonly target: Target;
  /** `checkout · prod-eu / shop` */
  readonly title: string;
  readonly standing: Standing;
  readonly sentence: string;
  /** What the actions at hand would do. */
  readonly next: string;
  readonly connection: Connection;
  /** Milliseconds of the cluster's clock, and how fast it runs against the wall clock (1, or the sandbox's speed). */
  readonly now: number;
  readonly speed: number;
  readonly actions: readonly ActionView[];
  /** Seconds are counted from the start of this revision (`since`). */
  readonly since: number;
  readonly actual: readonly { readonly t: number; readonly weight: number | null; readonly source: string }[];
  readonly projected: readonly TimelinePoint[];
  readonly plan: readonly TimelinePoint[];
  readonly steps: readonly LiveStep[];
  readonly revisions: readonly RevisionView[];
  readonly analyses: readonly AnalysisView[];
  /** Only when something is wrong: the cause in words. */
  readonly why?: string;
  /** What cannot be seen, and what the last answer to an action was. */
  readonly notes: readonly string[];
}

/** One rollout or canary of one cluster. */
export interface Target {
  readonly context: string;
  readonly namespace: string;
  readonly kind: "Rollout" | "Canary";
  readonly name: string;
}

export type ToLive = { readonly type: "show"; readonly view: LiveView | EmptyView | BrokenView | LoadingView };

export type FromLive =
  | { readonly type: "ready" }
  | { readonly type: "act"; readonly action: string }
  | { readonly type: "command"; readonly command: string };
