/** What a replay leaves behind, as `stepwise replay` and this recorder both write it. A field that is absent means null. */
export interface Trace {
  readonly replay: string;
  readonly platform: "argo-rollouts" | "flagger";
  readonly source: string;
  readonly ignore?: readonly string[];
  readonly states: readonly TimedState[];
  readonly analyses: readonly Analysis[];
  readonly experiments: readonly ExperimentRecord[];
  readonly calls: readonly CallRecord[];
  readonly actions: readonly ActionRecord[];
  readonly events: readonly EventRecord[];
  readonly final: TimedState;
}

export type State = Readonly<{
  phase?: string | undefined;
  message?: string | undefined;
  stepIndex?: number | undefined;
  weight?: number | undefined;
  iterations?: number | undefined;
  failedChecks?: number | undefined;
  abort?: true | undefined;
  pauses?: readonly string[] | undefined;
  revision?: string | undefined;
  stable?: Replicas | undefined;
  canary?: Replicas | undefined;
  old?: Replicas | undefined;
  active?: string | undefined;
  preview?: string | undefined;
  route?: Route | undefined;
  managed?: readonly string[] | undefined;
}>;

export type TimedState = { readonly t: number } & State;

/** Names of the fields of a state, for what refers to them from outside. */
export const stateFields: readonly (keyof State)[] = [
  ...(["phase", "message", "stepIndex", "weight", "iterations", "failedChecks", "abort", "pauses", "revision"] as const),
  ...(["stable", "canary", "old", "active", "preview", "route", "managed"] as const),
];

export interface Replicas {
  readonly desired: number;
  readonly ready: number;
}

/** Weights of primary and canary, and the percentage that is mirrored. */
export type Route = readonly [primary: number, canary: number, mirrored: number];

export type Purpose = "step" | "background" | "prePromotion" | "postPromotion" | "experiment";

export interface Analysis {
  readonly name: string;
  readonly purpose: Purpose;
  readonly step: number | null;
  readonly revision: number | null;
  readonly started: number;
  readonly finished: number | null;
  readonly phase: string | null;
  readonly message?: string;
  readonly metrics: readonly MetricRecord[];
}

export interface MetricRecord {
  readonly name: string;
  readonly phase: string;
  readonly successful: number;
  readonly failed: number;
  readonly inconclusive: number;
  readonly error: number;
  readonly values: readonly (string | null)[];
  readonly message?: string;
  readonly dryRun?: true;
}

export interface ExperimentRecord {
  readonly name: string;
  readonly step: number | null;
  readonly phase: string | null;
  readonly started: number;
  readonly finished: number | null;
  readonly templates: readonly { readonly name: string; readonly phase: string | null; readonly replicas: number }[];
}

export interface CallRecord {
  readonly t: number;
  readonly path: string;
  readonly status: number;
  readonly name: string | null;
  readonly phase: string | null;
  readonly event: string | null;
}

export interface ActionRecord {
  readonly t: number;
  readonly do: string;
  refused?: string;
}

export interface EventRecord {
  readonly t: number;
  readonly reason: string;
  readonly type: string;
  readonly message: string;
}

/** The text of a trace: one line per entry, so that two traces can be read side by side. */
export function formatTrace(trace: Trace): string {
  const fields = Object.entries(trace).map(([name, value]) => {
    const lines = Array.isArray(value) && value.length > 0 && typeof value[0] === "object";
    return `  ${JSON.stringify(name)}: ${lines ? `[\n${value.map(entry => `    ${JSON.stringify(entry)}`).join(",\n")}\n  ]` : JSON.stringify(value)}`;
  });
  return `{\n${fields.join(",\n")}\n}\n`;
}
