import { goDuration } from "../../base/duration.ts";
import { safeHash } from "../../base/hash.ts";
import type { IntOrPercent } from "../../base/intorpercent.ts";
import type { Read } from "../../base/problem.ts";
import { flaggerTraffic } from "../../providers/traffic/index.ts";
import { isSet, itemsOf, jsonOf, nodeAt, numberOf, placeOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import type { Resource } from "../../workspace/resource.ts";
import { named, type Workspace } from "../../workspace/workspace.ts";
import { builtinQuery } from "./queries.ts";
import type { CanaryMetric, CanarySpec, Target } from "./spec.ts";

// Flagger ticks no faster. Source: `flagger.md` 1.3, `GetAnalysisInterval`.
const fastest = 10_000;

/** Reads a Canary. There is always a spec; what is missing has Flagger's default. */
export function readCanary(resource: Resource, workspace: Workspace): Read<CanarySpec> {
  const spec = nodeAt(resource.node, "spec") ?? resource.node;
  const analysis = nodeAt(spec, "analysis");
  const target = readTarget(spec, resource, workspace);
  const providerName = textOf(spec, "provider") ?? "istio";
  const stepWeights = itemsOf(analysis, "stepWeights").map(item =>
    item.kind === "scalar" && typeof item.value === "number" ? item.value : 0,
  );
  const iterations = numberOf(analysis, "iterations") ?? 0;
  const matches = itemsOf(analysis, "match").length > 0;
  const maxWeight = numberOf(analysis, "maxWeight") ?? 0;
  const value: CanarySpec = {
    name: resource.name ?? "canary",
    namespace: resource.namespace,
    at: analysis?.at ?? spec.at,
    target: target.value,
    apex: textOf(spec, "service", "name") ?? target.value.name,
    providerName,
    provider: flaggerTraffic(providerName),
    interval: readInterval(textOf(analysis, "interval")),
    threshold: Math.max(1, numberOf(analysis, "threshold") ?? 1),
    strategy: iterations > 0 ? (matches ? "ab-testing" : "blue-green") : "canary",
    stepWeight: numberOf(analysis, "stepWeight") ?? 0,
    stepWeights,
    maxWeight: stepWeights.length > 0 ? Math.min(100, stepWeights.at(-1) ?? 100) : maxWeight > 0 ? maxWeight : 100,
    stepWeightPromotion: numberOf(analysis, "stepWeightPromotion") ?? 0,
    metrics: itemsOf(analysis, "metrics").map(metric => readMetric(metric, providerName, resource, target.value.name, workspace)),
    skipAnalysis: isTrue(spec, "skipAnalysis"),
    suspend: isTrue(spec, "suspend"),
    progressDeadlineSeconds: numberOf(spec, "progressDeadlineSeconds") ?? 600,
    primaryReadyThreshold: numberOf(analysis, "primaryReadyThreshold") ?? 100,
    canaryReadyThreshold: numberOf(analysis, "canaryReadyThreshold") ?? 100,
    places: { weights: placeOfEither(spec, "stepWeights", "stepWeight"), metrics: placeOf(spec, ["analysis", "metrics"], "key") },
    notPredicted: [],
  };
  return { value: { ...value, notPredicted: [...target.unread, ...unpredicted(spec, value)] }, problems: [] };
}

function placeOfEither(spec: SourceNode, first: string, second: string) {
  return placeOf(spec, ["analysis", isSet(spec, "analysis", first) ? first : second]);
}

/** The time between two ticks: 60 s for what cannot be read, 10 s at least. */
function readInterval(text: string | undefined): number {
  const millis = text === undefined ? undefined : goDuration(text);
  return millis === undefined ? 60_000 : Math.max(fastest, millis);
}

function readTarget(
  spec: SourceNode,
  resource: Resource,
  workspace: Workspace,
): { readonly value: Target; readonly unread: readonly string[] } {
  const kind = textOf(spec, "targetRef", "kind") ?? "Deployment";
  const name = textOf(spec, "targetRef", "name") ?? "";
  const [workload] = named(workspace, kind, name, resource.namespace, resource.uri);
  const unread: string[] = [];
  if (kind !== "Deployment") unread.push(`a target of kind ${kind} is not predicted yet`);
  const template = workload && nodeAt(workload.node, "spec", "template");
  const [container] = itemsOf(template, "spec", "containers");
  const rolling = workload && nodeAt(workload.node, "spec", "strategy", "rollingUpdate");
  const value: Target = {
    kind,
    name,
    version: { hash: safeHash(template ? jsonOf(template) : null), image: textOf(container, "image") ?? "" },
    // Without the Deployment at hand two pods stand for it: enough to see a rolling update.
    replicas: workload ? (numberOf(workload.node, "spec", "replicas") ?? 1) : 2,
    minReadySeconds: (workload && numberOf(workload.node, "spec", "minReadySeconds")) ?? 0,
    maxSurge: intOrPercent(rolling && nodeAt(rolling, "maxSurge")) ?? "25%",
    maxUnavailable: intOrPercent(rolling && nodeAt(rolling, "maxUnavailable")) ?? "25%",
    progressDeadlineSeconds: (workload && numberOf(workload.node, "spec", "progressDeadlineSeconds")) ?? 600,
  };
  return { value, unread };
}

function readMetric(node: SourceNode, provider: string, resource: Resource, target: string, workspace: Workspace): CanaryMetric {
  const name = textOf(node, "name") ?? "";
  const template = textOf(node, "templateRef", "name");
  const builtin =
    template === undefined && textOf(node, "query") === undefined && (name === "request-success-rate" || name === "request-duration")
      ? name
      : undefined;
  const window = textOf(node, "interval") ?? (template === undefined ? "1m" : "");
  const millis = goDuration(window);
  const [found] =
    template === undefined
      ? []
      : named(workspace, "MetricTemplate", template, textOf(node, "templateRef", "namespace") ?? resource.namespace, resource.uri);
  const query = builtin
    ? builtinQuery(builtin, provider, resource.namespace ?? "default", target, window)
    : (textOf(node, "query") ?? textOf(found?.node, "spec", "query") ?? name);
  const range = nodeAt(node, "thresholdRange");
  const deprecated = numberOf(node, "threshold");
  const bounds = range
    ? { min: numberOf(range, "min"), max: numberOf(range, "max") }
    : builtin === "request-success-rate"
      ? { min: deprecated, max: undefined }
      : { min: undefined, max: deprecated ?? 0 };
  return { name, builtin, query, windowSeconds: millis === undefined ? undefined : millis / 1000, ...bounds, at: node.at };
}

function unpredicted(spec: SourceNode, value: CanarySpec): readonly string[] {
  const reasons: string[] = [];
  const analysis = nodeAt(spec, "analysis");
  if (value.strategy !== "canary")
    reasons.push(`${value.strategy === "ab-testing" ? "an A/B test" : "blue-green"} is read and not predicted yet`);
  else if (!value.provider) reasons.push(`the provider \`${value.providerName}\` is unknown`);
  else if (!value.provider.predicted.flagger) reasons.push(`weights over ${value.provider.label} are not predicted yet`);
  else if (value.stepWeight <= 0 && value.stepWeights.length === 0) reasons.push("no `stepWeight` is written, so traffic never moves");
  for (const [key, why] of Object.entries(notYet))
    if (
      isSet(analysis, key) &&
      !(key === "mirror" && !isTrue(analysis, key)) &&
      !(key === "webhooks" && itemsOf(analysis, key).length === 0)
    )
      reasons.push(why);
  if (isSet(spec, "autoscalerRef")) reasons.push("an autoscaler is not predicted yet");
  return reasons;
}

const notYet: { readonly [key: string]: string } = {
  mirror: "mirroring is not predicted yet",
  match: "a canary for matching requests is not predicted yet",
  sessionAffinity: "session affinity is not predicted yet",
  webhooks: "webhooks are not predicted yet",
};

function intOrPercent(node: SourceNode | undefined): IntOrPercent | undefined {
  return node?.kind === "scalar" && (typeof node.value === "number" || typeof node.value === "string") ? node.value : undefined;
}

function isTrue(node: SourceNode | undefined, key: string): boolean {
  const found = nodeAt(node, key);
  return found?.kind === "scalar" && found.value === true;
}
