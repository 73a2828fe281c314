/** What crosses from the extension to the forecast panel and back. Every message is complete: a lost one costs nothing. */

/** Characters of a document of the editor, as offsets. */
export interface SourceSpan {
  readonly start: number;
  readonly end: number;
}

/** What a forecast assumes about the world; every field can be changed in the panel. */
export interface Scenario {
  /** Share of the new version's requests that fail, 0 to 1. */
  readonly errorRate: number;
  /** Share of the stable version's requests that fail, 0 to 1. */
  readonly stableErrorRate: number;
  readonly requestsPerSecond: number;
  readonly users: number;
  /** How long a pod takes to become ready, in seconds. */
  readonly podReadySeconds: number;
}

export interface TimelinePoint {
  /** Seconds since the new version was asked for. */
  readonly t: number;
  /** Share of traffic on the new version, in percent. */
  readonly weight: number;
  readonly stablePods: number;
  readonly canaryPods: number;
  /** What is waited for at this moment, in words. */
  readonly waiting: string;
}

export interface ForecastStep {
  readonly index: number;
  readonly kind: "setWeight" | "pause" | "analysis" | "other";
  /** As short as a strip of steps needs: `20 %`, `pause 5m`, `success-rate`. */
  readonly label: string;
  /** The whole of it in words, for a tooltip and a table. */
  readonly detail: string;
  readonly from: number;
  readonly to: number;
  /** A pause that only a person ends: drawn as a break of the axis. */
  readonly endless: boolean;
  /** What a healthy run has come to by the end of the step; absent where nothing is predicted. */
  readonly reached?: { readonly weight: number; readonly stablePods: number; readonly canaryPods: number };
  /** Seconds at which measurements are taken in a healthy run. */
  readonly measurements: readonly number[];
  readonly at: SourceSpan;
}

export interface Outcome {
  /** Chances, 0 to 1; they sum to 1. */
  readonly promoted: number;
  readonly rolledBack: number;
  readonly stuck: number;
}

export interface ForecastView {
  readonly kind: "forecast";
  readonly uri: string;
  /** Which document of the file: the offset where it begins. */
  readonly document: number;
  /** `checkout · Rollout, canary over Istio` */
  readonly title: string;
  /** The answer, for people; the same words as in the hover and the command line. */
  readonly sentence: string;
  /** `exact`, or `2,000 runs, ±1.1`. */
  readonly basis: string;
  readonly assumptions: readonly string[];
  readonly scenario: Scenario;
  /** Why there is no prediction, and the way out; the picture then shows only what is sure. */
  readonly notPredicted?: string;
  readonly healthy: readonly TimelinePoint[];
  /** Share of bad versions that are still running, 0 to 1, by time. Empty when nothing checks the new version. */
  readonly stillRunning: readonly { readonly t: number; readonly share: number }[];
  readonly steps: readonly ForecastStep[];
  readonly background: readonly {
    readonly label: string;
    readonly from: number;
    readonly to: number;
    readonly measurements: readonly number[];
  }[];
  readonly replicas: number;
  readonly outcome?: Outcome;
  /** When a bad version is found: seconds; absent where it is never found. */
  readonly found?: { readonly median: number; readonly p90: number };
  readonly exposed?: { readonly requests: number; readonly failed: number; readonly users: number };
  /** Seconds until a healthy version has all traffic, people's waiting taken out; absent where it never gets there. */
  readonly healthyDone?: number;
}

/** What a view shows when there is no picture: what this view is for, or what is missing. */
export interface EmptyView {
  readonly kind: "empty";
  readonly title: string;
  readonly sentence: string;
  readonly action?: { readonly label: string; readonly command: string };
}

export interface BrokenView {
  readonly kind: "broken";
  readonly title: string;
  /** What was contained, and how to report it. */
  readonly sentence: string;
}

export interface LoadingView {
  readonly kind: "loading";
  readonly title: string;
  /** What is being asked of whom. */
  readonly sentence: string;
}

export type ToForecast = { readonly type: "show"; readonly view: ForecastView | EmptyView | BrokenView | LoadingView };

export type FromForecast =
  | { readonly type: "ready" }
  | { readonly type: "scenario"; readonly scenario: Scenario }
  | { readonly type: "reveal"; readonly at: SourceSpan }
  | { readonly type: "command"; readonly command: string };
