import { listAt, numberAt, textAt } from "../../base/json.ts";
import { instantOf } from "../../base/time.ts";
import type { ClusterObject, Observed } from "../platform.ts";
import { isNamed } from "../shown.ts";
import type { CanarySpec } from "./spec.ts";
import type { CanaryState, Phase } from "./state.ts";

/** The state that a Canary and the objects around it show. The phase of the ticks is in Flagger's memory: it is taken from the last write of the status. */
export function observe(spec: CanarySpec, objects: readonly ClusterObject[]): Observed<CanaryState> | { readonly problem: string } {
  const canary = objects.find(object => isNamed(object, "Canary", spec.name));
  if (!canary) return { problem: `The Canary ${spec.name} is not among the objects of the cluster.` };
  const phase = textAt(canary, "status", "phase");
  if (phase === undefined || phase === "") return { problem: "Flagger has not looked at it yet." };
  const unseen = [`Flagger keeps the time of its next tick to itself: it comes within ${spec.interval / 1000} s.`];
  const primary = objects.find(object => isNamed(object, "Deployment", `${spec.target.name}-primary`));
  const target = objects.find(object => isNamed(object, spec.target.kind, spec.target.name));
  if (!primary) unseen.push(`The Deployment ${spec.target.name}-primary cannot be seen.`);
  const weight = routedWeight(spec, objects);
  if (weight === undefined) unseen.push("The routing object cannot be seen: the weight is the one in the status.");
  const promoted = listAt(canary, "status", "conditions").find(condition => textAt(condition, "type") === "Promoted");
  const since = instantOf(textAt(promoted, "lastUpdateTime") ?? textAt(canary, "status", "lastTransitionTime")) ?? 0;
  const lastWrite = instantOf(textAt(canary, "status", "lastTransitionTime")) ?? since;
  const image = textAt(primary, "spec", "template", "spec", "containers", 0, "image") ?? "";
  const state: CanaryState = {
    phase: phase as Phase,
    statusWeight: numberAt(canary, "status", "canaryWeight") ?? 0,
    weight: weight ?? numberAt(canary, "status", "canaryWeight") ?? 0,
    failedChecks: numberAt(canary, "status", "failedChecks") ?? 0,
    iterations: numberAt(canary, "status", "iterations") ?? 0,
    lastApplied: textAt(canary, "status", "lastAppliedSpec") ?? "",
    lastPromoted: textAt(canary, "status", "lastPromotedSpec") ?? "",
    primary: {
      version: { hash: textAt(primary, "metadata", "annotations", "stepwise.dev/hash") ?? image, image },
      desired: numberAt(primary, "spec", "replicas") ?? spec.target.replicas,
      restarts: Number(textAt(primary, "metadata", "annotations", "stepwise.dev/restarts") ?? 0),
    },
    targetReplicas: numberAt(target, "spec", "replicas") ?? 0,
    phaseSince: since,
    nextTick: lastWrite + spec.interval,
    checking: false,
  };
  return { state, wanted: wantedVersion(spec, state), unseen };
}

/** Flagger's hash of a template cannot be made outside of it, so what it runs is known by its own name for it. */
function wantedVersion(spec: CanarySpec, state: CanaryState): { readonly hash: string; readonly image: string } {
  return { hash: state.lastApplied === "" ? spec.target.version.hash : state.lastApplied, image: spec.target.version.image };
}

function routedWeight(spec: CanarySpec, objects: readonly ClusterObject[]): number | undefined {
  const name = `${spec.apex}-canary`;
  const virtualService = objects.find(object => isNamed(object, "VirtualService", spec.apex));
  for (const rule of listAt(virtualService, "spec", "http"))
    for (const route of listAt(rule, "route")) if (textAt(route, "destination", "host") === name) return numberAt(route, "weight") ?? 0;
  const route = objects.find(object => isNamed(object, "HTTPRoute", spec.apex));
  for (const rule of listAt(route, "spec", "rules"))
    for (const backend of listAt(rule, "backendRefs")) if (textAt(backend, "name") === name) return numberAt(backend, "weight") ?? 0;
  return undefined;
}
