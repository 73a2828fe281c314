import { analysisRun, analysisTemplate, clusterAnalysisTemplate, experiment, rollout } from "./argo-rollouts.ts";
import { alertProvider, canary, metricTemplate } from "./flagger.ts";
import type { Kind } from "./kind.ts";
import { configMap, secret } from "./pods.ts";
import {
  appMeshVirtualService,
  destinationRule,
  grpcRoute,
  httpRoute,
  ingress,
  service,
  traefikService,
  trafficSplit,
  virtualService,
} from "./traffic.ts";
import { daemonSet, deployment, horizontalPodAutoscaler, podDisruptionBudget, replicaSet, scaledObject } from "./workloads.ts";

export type { Kind, Reference } from "./kind.ts";

/** Every kind that Stepwise knows. One more kind is one file (or one constant) and one word here. */
export const kinds: readonly Kind[] = [
  rollout,
  analysisTemplate,
  clusterAnalysisTemplate,
  analysisRun,
  experiment,
  canary,
  metricTemplate,
  alertProvider,
  service,
  ingress,
  virtualService,
  destinationRule,
  httpRoute,
  grpcRoute,
  trafficSplit,
  traefikService,
  appMeshVirtualService,
  deployment,
  daemonSet,
  replicaSet,
  horizontalPodAutoscaler,
  scaledObject,
  podDisruptionBudget,
  configMap,
  secret,
];

/** The kind of an `apiVersion` and `kind`, whatever the version: an old or a future one is still that kind. */
export function kindOf(apiVersion: string | undefined, kind: string | undefined): Kind | undefined {
  const group = groupOf(apiVersion ?? "");
  return kinds.find(known => known.kind === kind && known.group === group);
}

/** The group of an `apiVersion`: empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));
}

/** The kind with this name; where several groups have one of this name, the one that is meant more often. */
export function kindNamed(name: string): Kind | undefined {
  return kinds.find(known => known.kind === name);
}

/** `group/version` of a kind, or the version alone for the core group. */
export function apiVersionOf(kind: Kind): string {
  const version = kind.versions[0] ?? "v1";
  return kind.group === "" ? version : `${kind.group}/${version}`;
}
