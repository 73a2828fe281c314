import type { Millis } from "../base/duration.ts";
import type { Json, JsonObject } from "../base/json.ts";
import type { Read } from "../base/problem.ts";
import type { Plan } from "../plan/plan.ts";
import type { Resource } from "../workspace/resource.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Workload, WorkloadStatus } from "./workloads.ts";

/** A pod template that somebody wants to run, as much of it as a machine needs to tell versions apart. */
export interface Version {
  /** Equal for equal templates. */
  readonly hash: string;
  readonly image: string;
  /** The hash is one of ours: which the controller would give it is not known. */
  readonly assumed?: boolean | undefined;
}

/** What a machine asks of the world: the value of a metric now, or the answer of a webhook. */
export interface Ask {
  /** Unique within a run of the machine; the answer carries it. */
  readonly id: string;
  readonly kind: "metric";
  /** The text of the query, as the controller sends it. */
  readonly query: string;
  readonly metric: AskedMetric;
}

/** What `core/simulation` needs to decide what a metric would answer (`FORECAST.md`). */
export interface AskedMetric {
  readonly name: string;
  readonly query: string;
  readonly conditions: readonly { readonly text: string; readonly meaning: "success" | "failure" }[];
  readonly windowSeconds: number | undefined;
  readonly intervalSeconds: number | undefined;
  /** How many measurements may fail, where counting failures is all that decides. */
  readonly failureLimit?: number;
  /** It is measured and decides nothing. */
  readonly dryRun?: true;
  /** Of a built-in metric of Flagger. */
  readonly builtin?: "request-success-rate" | "request-duration";
}

/**
 * What the world says. `none` is an empty result, `error` a provider that failed; `assumed` is the verdict of a measurement whose
 * condition nobody understands, which is taken to pass or to fail.
 */
export type Answer = {
  readonly id: string;
  readonly value: number | readonly number[] | "none" | { readonly error: string } | { readonly assumed: "pass" | "fail" };
};

/** What a machine is told in one pass, besides the time. */
export interface Inputs {
  /** The pods of each workload, by its name. */
  readonly pods: ReadonlyMap<string, WorkloadStatus>;
  readonly answers: readonly Answer[];
  /** The pod template that is wanted now. */
  readonly wanted: Version;
  /** The status as a person wrote it since the last pass. */
  readonly written?: JsonObject;
  /** Somebody changed the object, or what it is read from, since the last pass. */
  readonly edited?: boolean;
  /** Something that it is read from was changed, and the controller hears nothing of that: it sees it when it looks for another reason. */
  readonly unheard?: boolean;
  /** Why the controller refuses the object as it stands. */
  readonly refused?: Refusal;
}

/** That a controller refuses an object, in its own words, and what it does then. */
export interface Refusal {
  readonly words: string;
  /**
   * It tries again after ever longer times; or it looks again now and then, and at whatever happens; or it begins each pass, ends it where what is missing
   * is needed, and says nothing.
   */
  readonly how: "backs off" | "looks again" | "stops midway";
  /** It loses the objects that it owns. */
  readonly releases?: boolean;
}

/** One thing that a pass did: the reason of the controller's event where it has one, and the words for people. */
export interface Deed {
  readonly reason: string;
  readonly type: "Normal" | "Warning";
  readonly words: string;
}

/** One pass of a controller. */
export interface Transition<State> {
  readonly state: State;
  /** When time alone will change something; absent when only the world can. */
  readonly wakeAt?: Millis;
  readonly asks: readonly Ask[];
  readonly did: readonly Deed[];
  /** Did the pass write anything, so that the controller looks again at once? */
  readonly changed: boolean;
}

/** An object as the API would show it. */
export type ClusterObject = JsonObject;

/** What a cluster would show of a state. Instants become RFC 3339 times of the same clock. */
export interface Rendered {
  /** Annotations that the controller keeps on the platform's own object. */
  readonly annotations: { readonly [key: string]: string };
  readonly status: JsonObject;
  /** Objects that the controller made: ReplicaSets, AnalysisRuns, a primary. */
  readonly owned: readonly ClusterObject[];
  /** What the controller wrote into objects of others: Services, routers. */
  readonly edits: readonly { readonly kind: string; readonly name: string; apply(object: ClusterObject): ClusterObject }[];
  /** Objects that the controller made out of those of others, each of the one of this kind and name: undefined where that one lacks what is needed. */
  readonly copies?: readonly { readonly kind: string; readonly name: string; make(object: ClusterObject): ClusterObject | undefined }[];
}

/** A request that an action sends. `test` operations inside a JSON patch are its guard. */
export interface ActionRequest {
  readonly target: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  readonly subresource?: "status";
  readonly patch: readonly JsonPatchOperation[];
}

export type JsonPatchOperation =
  | { readonly op: "test" | "add" | "replace"; readonly path: string; readonly value: Json }
  | { readonly op: "remove"; readonly path: string };

/** What an operator may do now. */
export interface Action {
  readonly id: ActionId;
  readonly label: string;
  /** What happens when it is done, in the present tense. */
  readonly effect: string;
  /** Why it cannot be done now; absent when it can. */
  readonly refused?: string;
  readonly requests: readonly ActionRequest[];
  /** What a person needs to be allowed to do. */
  readonly rights: readonly { readonly verb: "get" | "patch" | "update"; readonly group: string; readonly resource: string }[];
}

/** In the order in which they are offered: what a person who waits is asked for first, then the way back, then the rest. */
export const actionIds = ["promote", "abort", "promoteFull", "pause", "resume", "retry", "setImage"] as const;
export type ActionId = (typeof actionIds)[number];

/** The state that a cluster shows, and what of it cannot be seen. */
export interface Observed<State> {
  readonly state: State;
  /** The version that the cluster runs to. */
  readonly wanted: Version;
  /** What is unknown, and what was assumed, in words. */
  readonly unseen: readonly string[];
}

/** How the state stands for a person. */
export interface Standing {
  readonly phase: string;
  readonly message: string;
  readonly weight: number | undefined;
  readonly stepIndex: number | undefined;
  readonly stepCount: number | undefined;
  /** The versions that there are, the newest first. */
  readonly revisions: readonly {
    readonly revision: string;
    readonly role: "canary" | "stable" | "old";
    readonly image: string;
    readonly workload: string;
    readonly desired: number;
  }[];
  /** Names of the workloads with the stable and with the new version; no canary once they are one. */
  readonly workloads: { readonly stable: string; readonly canary: string | undefined };
  /** Is the new version everywhere, or gone for good: has the rollout ended? */
  readonly ended: "promoted" | "rolled back" | undefined;
  /** How often the controller looks at what it rolls out, where its status does not tell which version it has seen: an end may be of the run before. */
  readonly looksEvery?: Millis;
  /** Is it a person that is waited for? */
  readonly waitsForPerson: boolean;
  /** What is waited for, in words. */
  readonly waiting: string;
}

/**
 * A platform: its controller as a pure state machine. Nothing in it has a clock, dice, a disk or a network.
 * `Spec` is what is written; `State` is plain, small data.
 */
export interface Platform<Spec, State> {
  readonly id: Plan["platform"];
  readonly label: string;
  /** The kind of resource it rolls out. */
  readonly kind: "Rollout" | "Canary";
  /** What is written, with places, and what is wrong with it as far as reading goes. */
  read(resource: Resource, workspace: Workspace): Read<Spec>;
  /** Why the controller would refuse it among these objects, which are all that there are; undefined where it would not. */
  refusal?(resource: Resource, workspace: Workspace): Refusal | undefined;
  plan(spec: Spec): Plan;
  /** The version that the spec (or its target) asks for. */
  version(spec: Spec): Version;
  /** The spec once somebody asks for another version. */
  deploy(spec: Spec, version: Version): Spec;
  /** Are the pods of the first version ready when `start` begins? */
  startsReady(spec: Spec): boolean;
  /** The first version is deployed and stable, nothing is under way. */
  start(spec: Spec, now: Millis): State;
  /** One pass of the controller. */
  advance(spec: Spec, state: State, inputs: Inputs, now: Millis): Transition<State>;
  /** The workloads whose pods the world looks after. */
  workloads(spec: Spec, state: State): readonly Workload[];
  standing(spec: Spec, state: State): Standing;
  /** The objects that a cluster would show. `pods` are the counts that the world shows. */
  render(spec: Spec, state: State, pods: ReadonlyMap<string, WorkloadStatus>): Rendered;
  /** The state that a cluster's objects show. */
  observe(spec: Spec, objects: readonly ClusterObject[]): Observed<State> | { readonly problem: string };
  actions(spec: Spec, state: State, image?: string): readonly Action[];
  /** The status after a person promoted, for simulations; undefined where promoting is no write of the status. */
  promoted(spec: Spec, state: State): JsonObject | undefined;
}
