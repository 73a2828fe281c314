import { at, isObject, type Json, listAt, objectAt, textAt } from "../core/base/json.ts";
import { type Kind, kindNamed, type Reference } from "../core/kinds/index.ts";
import type { ClusterObject } from "../core/platforms/platform.ts";
import type { Scope } from "./scope.ts";

/** Objects around a rollout that change while it moves. */
export interface Neighbour {
  readonly scope: Scope;
  /** Of the scope's objects, those that belong to it. */
  belongs(object: ClusterObject): boolean;
}

/** An object that a rollout is read together with, and that seldom changes. */
export interface Referred {
  readonly kind: Kind;
  readonly namespace: string | undefined;
  readonly name: string;
}

// Up to this many objects of a kind are watched one by one, more of them together with all others of their namespace.
const mostByName = 2;
// What is read once, not watched: metrics are defined here, nothing moves.
const templates = ["AnalysisTemplate", "ClusterAnalysisTemplate", "MetricTemplate"];
// What a rollout names and no view of it needs to follow.
const unwatched = listOf(`Secret ConfigMap Gateway AlertProvider HorizontalPodAutoscaler ScaledObject DaemonSet DestinationRule Ingress
  GRPCRoute TrafficSplit TraefikService`);

/** What is watched around a Rollout or Canary: what it owns, and what it names and moves. */
export function neighboursOf(own: ClusterObject): readonly Neighbour[] {
  const namespace = textAt(own, "metadata", "namespace");
  return [
    ...ownedOf(own, namespace),
    ...namedOf([...referredFrom(own).filter(({ kind }) => !templates.includes(kind.kind)), ...madeByFlagger(own, namespace)]),
  ];
}

/** The templates that an object names. Templates name others, so ask again with what was found. */
export function templatesOf(object: ClusterObject): readonly Referred[] {
  return referredFrom(object).filter(({ kind }) => templates.includes(kind.kind));
}

/** Does the object belong to the owner, by its uid (or, where there is none, its name)? */
export function isOwnedBy(object: ClusterObject, owner: ClusterObject): boolean {
  const uid = textAt(owner, "metadata", "uid");
  return listAt(object, "metadata", "ownerReferences").some(
    reference =>
      textAt(reference, "kind") === owner.kind &&
      textAt(reference, "name") === textAt(owner, "metadata", "name") &&
      (uid === undefined || (textAt(reference, "uid") ?? uid) === uid),
  );
}

function ownedOf(own: ClusterObject, namespace: string | undefined): readonly Neighbour[] {
  if (own.kind !== "Rollout") return [];
  const belongs = (object: ClusterObject): boolean => isOwnedBy(object, own);
  // What an experiment has made is its own, and an experiment is called after its Rollout.
  const prefix = `${textAt(own, "metadata", "name") ?? ""}-`;
  const belongsBelow = (object: ClusterObject): boolean =>
    belongs(object) ||
    (usesExperiments(own) &&
      listAt(object, "metadata", "ownerReferences").some(
        owner => textAt(owner, "kind") === "Experiment" && textAt(owner, "name")?.startsWith(prefix),
      ));
  const labels = labelsOf(own);
  const sets: Neighbour[] = kinds("ReplicaSet").map(kind => ({
    scope: { kind, namespace, ...(labels ? { labels } : {}) },
    belongs: belongsBelow,
  }));
  const runs: Neighbour[] = usesAnalysis(own)
    ? kinds("AnalysisRun").map(kind => ({ scope: { kind, namespace }, belongs: belongsBelow }))
    : [];
  const experiments: Neighbour[] = usesExperiments(own) ? kinds("Experiment").map(kind => ({ scope: { kind, namespace }, belongs })) : [];
  return [...sets, ...runs, ...experiments];
}

/** The label selector of the pods, which ReplicaSets carry too. */
function labelsOf(rollout: ClusterObject): string | undefined {
  const labels = Object.entries(objectAt(rollout, "spec", "selector", "matchLabels")).map(([key, value]) => `${key}=${String(value)}`);
  // A Rollout that refers to a workload has no selector of its own; the controller notes the one that it uses.
  return labels.length > 0 ? labels.join(",") : textAt(rollout, "status", "selector") || undefined;
}

function usesExperiments(rollout: ClusterObject): boolean {
  return listAt(rollout, "spec", "strategy", "canary", "steps").some(step => at(step, "experiment") !== undefined);
}

function usesAnalysis(rollout: ClusterObject): boolean {
  const named = JSON.stringify(objectAt(rollout, "spec", "strategy"));
  return /"(analysis|analyses|prePromotionAnalysis|postPromotionAnalysis)":/.test(named);
}

/** Flagger makes these under names of its own: a second Deployment, and the route. */
function madeByFlagger(canary: ClusterObject, namespace: string | undefined): readonly Referred[] {
  if (canary.kind !== "Canary") return [];
  const target = textAt(canary, "spec", "targetRef", "name") ?? "";
  const apex = textAt(canary, "spec", "service", "name") ?? target;
  const provider = textAt(canary, "spec", "provider") ?? "istio";
  const route = provider.startsWith("gatewayapi") ? "HTTPRoute" : provider === "istio" ? "VirtualService" : undefined;
  return [
    ...kinds("Deployment").map(kind => ({ kind, namespace, name: `${target}-primary` })),
    ...(route ? kinds(route).map(kind => ({ kind, namespace, name: apex })) : []),
  ];
}

function namedOf(referred: readonly Referred[]): readonly Neighbour[] {
  const groups = new Map<string, Referred[]>();
  for (const one of referred) {
    if (unwatched.includes(one.kind.kind)) continue;
    const key = `${one.kind.kind} ${one.namespace}`;
    const group = groups.get(key) ?? [];
    if (!group.some(known => known.name === one.name)) group.push(one);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(group => {
    const names = group.map(({ name }) => name);
    const belongs = (object: ClusterObject): boolean => names.includes(textAt(object, "metadata", "name") ?? "");
    if (group.length <= mostByName) return group.map(({ kind, namespace, name }) => ({ scope: { kind, namespace, name }, belongs }));
    return group.slice(0, 1).map(({ kind, namespace }) => ({ scope: { kind, namespace }, belongs }));
  });
}

/** What an object names, by the references of its kind. */
function referredFrom(object: ClusterObject): readonly Referred[] {
  const kind = kindNamed(String(object.kind));
  const namespace = textAt(object, "metadata", "namespace");
  return (kind?.refers ?? []).flatMap(reference => readReference(object, reference, namespace));
}

function readReference(object: ClusterObject, reference: Reference, namespace: string | undefined): readonly Referred[] {
  return leaves(object, stepsOf(reference.path)).flatMap(({ value, beside }) => {
    if (typeof value !== "string" || value === "") return [];
    const { unless, kindFrom, namespaceFrom, namespaceAt, dotted } = reference;
    const kindName = (kindFrom && textAt(beside, kindFrom)) ?? (unless && at(beside, unless.sibling) === true ? unless.to : reference.to);
    const [name = "", inNamespace] = dotted ? value.split(".") : [value];
    const kind = kindNamed(kindName);
    if (!kind) return [];
    const written = namespaceFrom ? textAt(beside, namespaceFrom) : namespaceAt ? textOf(leaves(object, stepsOf(namespaceAt))) : undefined;
    const there = written ?? inNamespace ?? namespace;
    return [{ kind, name, namespace: kind.namespaced ? there : undefined }];
  });
}

/** `spec.steps[].name` as keys, with `[]` for lists; a key in quotes may have dots in it. */
function stepsOf(path: string): readonly string[] {
  return [...path.matchAll(/"([^"]+)"|([^.[\]"]+)|(\[\])/g)].map(([, quoted, plain]) => quoted ?? plain ?? "[]");
}

function textOf([found]: readonly { readonly value: Json }[]): string | undefined {
  return typeof found?.value === "string" ? found.value : undefined;
}

/** The values at a path with `[]` for every item, each with the map that it stands in. */
function leaves(
  value: Json | undefined,
  steps: readonly string[],
  beside: Json | undefined = undefined,
): readonly { value: Json; beside: Json | undefined }[] {
  const [step, ...rest] = steps;
  if (value === undefined) return [];
  if (step === undefined) return [{ value, beside }];
  if (step === "[]") return Array.isArray(value) ? (value as readonly Json[]).flatMap(item => leaves(item, rest, value)) : [];
  return isObject(value) ? leaves(value[step], rest, value) : [];
}

function kinds(name: string): readonly Kind[] {
  const kind = kindNamed(name);
  return kind ? [kind] : [];
}

function listOf(names: string): readonly string[] {
  return names.split(/\s+/);
}
