import { at, isObject, type Json, type JsonObject, listAt, numberAt, objectAt, present, same, textAt } from "../../base/json.ts";
import { canaryServices, shownRouting } from "../../platforms/argo-rollouts/routers/index.ts";
import type { ClusterObject } from "../../platforms/platform.ts";
import { isNamed, isOwnedBy } from "../../platforms/shown.ts";

/** A trace in the form of the replay contract: what a rollout showed, when. Times are seconds since time 0. */
export interface Trace {
  readonly replay: string;
  readonly platform: string;
  readonly source: string;
  readonly ignore?: readonly string[];
  readonly states: readonly JsonObject[];
  readonly analyses: readonly JsonObject[];
  readonly experiments: readonly JsonObject[];
  readonly calls: readonly JsonObject[];
  readonly actions: readonly JsonObject[];
  readonly events: readonly JsonObject[];
  readonly final: JsonObject;
}

const hashLabel = "rollouts-pod-template-hash";
const revisionAnnotation = "rollout.argoproj.io/revision";

/** The fields of a trace's state, read from the objects of a cluster. Absent means null. */
export function traceState(target: { readonly kind: string; readonly name: string }, objects: readonly ClusterObject[]): JsonObject {
  return target.kind === "Rollout" ? rolloutState(target.name, objects) : canaryState(target.name, objects);
}

function rolloutState(name: string, objects: readonly ClusterObject[]): JsonObject {
  const rollout = objects.find(object => isNamed(object, "Rollout", name));
  const status = at(rollout, "status");
  const sets = objects.filter(object => object.kind === "ReplicaSet" && isOwnedBy(object, "Rollout", name));
  const withHash = (hash: string | undefined): ClusterObject | undefined =>
    hash === undefined ? undefined : sets.find(set => textAt(set, "metadata", "labels", hashLabel) === hash);
  const stableHash = textAt(status, "stableRS");
  const currentHash = textAt(status, "currentPodHash");
  const stable = withHash(stableHash);
  const canary = currentHash === stableHash ? undefined : withHash(currentHash);
  const others = sets.filter(set => set !== stable && set !== canary);
  const strategy = at(rollout, "spec", "strategy", "canary");
  const selected = (service: string | undefined): string | undefined => {
    const object = service === undefined ? undefined : objects.find(candidate => isNamed(candidate, "Service", service));
    return textAt(withHash(textAt(object, "spec", "selector", hashLabel)), "spec", "template", "spec", "containers", 0, "image");
  };
  const blueGreen = at(rollout, "spec", "strategy", "blueGreen");
  const stablePingPong = textAt(status, "canary", "stablePingPong");
  const services = strategy === undefined ? undefined : canaryServices(objectAt(strategy), stablePingPong);
  const stableService = services ? services.stable : textAt(blueGreen, "activeService");
  const canaryService = services ? services.canary : textAt(blueGreen, "previewService");
  const routed = shownRouting(rollout, (kind, called, group) =>
    objects.find(object => isNamed(object, kind, called) && (group === undefined || textAt(object, "apiVersion")?.startsWith(`${group}/`))),
  );
  const pauses = listAt(status, "pauseConditions").flatMap(condition => textAt(condition, "reason") ?? []);
  const sum = (...path: readonly string[]): number => others.reduce((total, set) => total + (numberAt(set, ...path) ?? 0), 0);
  const old = { desired: sum("spec", "replicas"), ready: sum("status", "readyReplicas") };
  return present({
    phase: textAt(status, "phase"),
    message: textAt(status, "message") || undefined,
    stepIndex: numberAt(status, "currentStepIndex"),
    weight: routed?.route[1] ?? numberAt(status, "canary", "weights", "canary", "weight"),
    abort: at(status, "abort") === true ? true : undefined,
    pauses: pauses.length > 0 ? pauses.toSorted() : undefined,
    revision: textAt(rollout, "metadata", "annotations", revisionAnnotation),
    stable: podCounts(stable),
    canary: podCounts(canary),
    old: old.desired + old.ready > 0 ? old : undefined,
    active: selected(stableService),
    preview: selected(canaryService),
    route: routed?.route,
    managed: routed && routed.managed.length > 0 ? routed.managed : undefined,
  });
}

function canaryState(name: string, objects: readonly ClusterObject[]): JsonObject {
  const canary = objects.find(object => isNamed(object, "Canary", name));
  const status = at(canary, "status");
  const target = textAt(canary, "spec", "targetRef", "name") ?? name;
  const apex = textAt(canary, "spec", "service", "name") ?? target;
  const deployment = (of: string): ClusterObject | undefined => objects.find(object => isNamed(object, "Deployment", of));
  const image = (object: ClusterObject | undefined): string | undefined =>
    textAt(object, "spec", "template", "spec", "containers", 0, "image");
  const promoted = listAt(status, "conditions").find(condition => textAt(condition, "type") === "Promoted");
  return present({
    phase: textAt(status, "phase"),
    message: textAt(promoted, "message"),
    weight: numberAt(status, "canaryWeight"),
    iterations: numberAt(status, "iterations"),
    failedChecks: numberAt(status, "failedChecks"),
    stable: podCounts(deployment(`${target}-primary`)),
    canary: podCounts(deployment(target)),
    active: image(deployment(`${target}-primary`)),
    preview: image(deployment(target)),
    route:
      virtualServiceRoute(objects, apex, `${apex}-primary`, `${apex}-canary`) ??
      httpRoute(objects, apex, `${apex}-primary`, `${apex}-canary`),
  });
}

function podCounts(object: ClusterObject | undefined): JsonObject | undefined {
  return object && { desired: numberAt(object, "spec", "replicas") ?? 0, ready: numberAt(object, "status", "readyReplicas") ?? 0 };
}

type Route = readonly [number, number, number];

function virtualServiceRoute(objects: readonly ClusterObject[], name: string, stable: string, canary: string): Route | undefined {
  const object = objects.find(candidate => isNamed(candidate, "VirtualService", name));
  for (const rule of listAt(object, "spec", "http")) {
    const found = weightsOf(listAt(rule, "route"), stable, canary, one => textAt(one, "destination", "host")?.split(".")[0]);
    if (found) return [...found, 0];
  }
  return undefined;
}

function httpRoute(objects: readonly ClusterObject[], name: string, stable: string, canary: string): Route | undefined {
  const object = objects.find(candidate => isNamed(candidate, "HTTPRoute", name));
  for (const rule of listAt(object, "spec", "rules")) {
    const found = weightsOf(listAt(rule, "backendRefs"), stable, canary, backend => textAt(backend, "name"));
    if (found) return [...found, 0];
  }
  return undefined;
}

function weightsOf(
  destinations: readonly Json[],
  stable: string,
  canary: string,
  hostOf: (destination: Json) => string | undefined,
): readonly [number, number] | undefined {
  const weight = (host: string): number | undefined => {
    const found = destinations.find(destination => hostOf(destination) === host);
    return found === undefined ? undefined : (numberAt(found, "weight") ?? 0);
  };
  const primary = weight(stable);
  return primary === undefined ? undefined : [primary, weight(canary) ?? 0];
}

interface Life {
  readonly started: number;
  readonly finished: number | null;
  readonly object: ClusterObject;
}

/** Notes states as they change, and runs as they come and go. Both a watch on a real cluster and our machine can feed it. */
export class TraceRecorder {
  readonly #target: { readonly kind: string; readonly name: string };
  readonly #states: JsonObject[] = [];
  readonly #runs = new Map<string, Life>();
  readonly #experiments = new Map<string, Life>();
  /** The most pods of an experiment's template that were available: they are gone when it ends. */
  readonly #available = new Map<string, number>();

  constructor(target: { readonly kind: string; readonly name: string }) {
    this.#target = target;
  }

  /** Notes what the objects show at a time; gives the state when it differs from the last one. */
  see(objects: readonly ClusterObject[], seconds: number): JsonObject | undefined {
    for (const object of objects) {
      if (object.kind === "AnalysisRun") this.#note(this.#runs, object, seconds);
      if (object.kind === "Experiment") this.#seeExperiment(object, seconds);
    }
    const state = traceState(this.#target, objects);
    const last = this.#states.at(-1);
    if (last && same({ ...last, t: 0 }, { t: 0, ...state })) return undefined;
    const entry = { t: round(seconds), ...state };
    this.#states.push(entry);
    return entry;
  }

  #seeExperiment(object: ClusterObject, seconds: number): void {
    this.#note(this.#experiments, object, seconds);
    for (const template of listAt(object, "status", "templateStatuses")) {
      const key = `${textAt(object, "metadata", "name")}/${textAt(template, "name")}`;
      this.#available.set(key, Math.max(this.#available.get(key) ?? 0, numberAt(template, "availableReplicas") ?? 0));
    }
  }

  #note(lives: Map<string, Life>, object: ClusterObject, seconds: number): void {
    const name = textAt(object, "metadata", "name") ?? "";
    const phase = textAt(object, "status", "phase") ?? "";
    const over = ["Successful", "Failed", "Error", "Inconclusive"].includes(phase);
    const known = lives.get(name);
    lives.set(name, { started: known?.started ?? seconds, finished: known?.finished ?? (over ? seconds : null), object });
  }

  get states(): readonly JsonObject[] {
    return this.#states;
  }

  experiments(): readonly JsonObject[] {
    return [...this.#experiments.entries()].map(([name, { started, finished, object }]) => {
      // A Rollout names its experiments `<name>-<hash>-<revision>-<step>`, and nothing else in them has the step.
      const step = /-\d+-(\d+)$/.exec(name)?.[1];
      return {
        name,
        step: step === undefined ? null : Number(step),
        phase: textAt(object, "status", "phase") ?? null,
        started: round(started),
        finished: finished === null ? null : round(finished),
        templates: listAt(object, "status", "templateStatuses").map(template => {
          const called = textAt(template, "name") ?? "";
          return { name: called, phase: textAt(template, "status") ?? null, replicas: this.#available.get(`${name}/${called}`) ?? 0 };
        }),
      };
    });
  }

  analyses(): readonly JsonObject[] {
    return [...this.#runs.entries()].map(([name, { started, finished, object }]) => {
      const type = textAt(object, "metadata", "labels", "rollout-type");
      const step = textAt(object, "metadata", "labels", "step-index");
      const revision = textAt(object, "metadata", "annotations", revisionAnnotation);
      const purposes: { readonly [type: string]: string } = {
        Step: "step",
        Background: "background",
        PrePromotion: "prePromotion",
        PostPromotion: "postPromotion",
      };
      return {
        name,
        purpose: purposes[type ?? ""] ?? "experiment",
        step: step === undefined ? null : Number(step),
        revision: revision === undefined ? null : Number(revision),
        started: round(started),
        finished: finished === null ? null : round(finished),
        phase: textAt(object, "status", "phase") ?? "",
        ...present({ message: textAt(object, "status", "message") }),
        metrics: listAt(object, "status", "metricResults").filter(isObject).map(metricTrace),
      };
    });
  }
}

function metricTrace(metric: JsonObject): JsonObject {
  const count = (key: string): number => numberAt(metric, key) ?? 0;
  return {
    name: textAt(metric, "name") ?? "",
    phase: textAt(metric, "phase") ?? "",
    successful: count("successful"),
    failed: count("failed"),
    inconclusive: count("inconclusive"),
    error: count("error"),
    values: listAt(metric, "measurements").map(measurement => textAt(measurement, "value") ?? null),
    ...present({ message: textAt(metric, "message"), dryRun: at(metric, "dryRun") === true ? true : undefined }),
  };
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
