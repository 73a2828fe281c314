import { goDuration } from "../../base/duration.ts";
import { lazyHash, lazyValue } from "../../base/hash.ts";
import type { IntOrPercent } from "../../base/intorpercent.ts";
import type { Problem, Read } from "../../base/problem.ts";
import { instantOf } from "../../base/time.ts";
import { isSet, itemsOf, jsonOf, nodeAt, numberOf, type ScalarNode, type SourceNode, textOf } from "../../syntax/nodes.ts";
import type { Resource } from "../../workspace/resource.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Version } from "../platform.ts";
import { dataOf, readAnalysisUse, unpredictedIn } from "./analysis-use.ts";
import { readExperiment, unpredictedExperiment } from "./experiments/read.ts";
import { readRouter, refusedBy } from "./read-router.ts";
import type { AnalysisUse, BlueGreen, Canary, CanaryScale, RolloutSpec, RouteStep, Step, Strategy } from "./spec.ts";
import { templateHash } from "./template-hash.ts";
import { unpredictedRouting } from "./unpredicted-routing.ts";
import { followWorkloadRef, readWorkloadRef, type WorkloadRef } from "./workload-ref.ts";

/** The kinds of step, in the order in which the controller judges a step that has several. Source: `argo-rollouts.md` 2.1, end. */
export const stepKinds = [
  "pause",
  "setCanaryScale",
  "setWeight",
  "experiment",
  "analysis",
  "setHeaderRoute",
  "setMirrorRoute",
  "plugin",
] as const;

/** Reads a Rollout. There is always a spec; what is missing has the controller's default. */
export function readRollout(resource: Resource, workspace: Workspace): Read<RolloutSpec> {
  const spec = nodeAt(resource.node, "spec") ?? resource.node;
  const problems: Problem[] = [];
  const strategy = readStrategy(spec, resource, workspace);
  const workload = readWorkloadRef(spec);
  const { version, container, unread } = readVersion(spec, workload, resource, workspace);
  const value: RolloutSpec = {
    name: resource.name ?? "rollout",
    namespace: resource.namespace,
    at: spec.at,
    replicas: numberOf(spec, "replicas") ?? 1,
    minReadySeconds: numberOf(spec, "minReadySeconds") ?? 0,
    progressDeadlineSeconds: numberOf(spec, "progressDeadlineSeconds") ?? 600,
    progressDeadlineAbort: isTrue(spec, "progressDeadlineAbort"),
    paused: isTrue(spec, "paused"),
    revisionHistoryLimit: numberOf(spec, "revisionHistoryLimit") ?? 10,
    historyLimits: {
      successful: numberOf(spec, "analysis", "successfulRunHistoryLimit") ?? 5,
      unsuccessful: numberOf(spec, "analysis", "unsuccessfulRunHistoryLimit") ?? 5,
    },
    restartAt: instantOf(textOf(spec, "restartAt")),
    rollbackWindow: numberOf(spec, "rollbackWindow", "revisions") ?? 0,
    version,
    container,
    workload,
    strategy,
    notPredicted: [...unread, ...unpredicted(spec, strategy)],
  };
  return { value, problems };
}

function readStrategy(spec: SourceNode, resource: Resource, workspace: Workspace): Strategy {
  const canary = nodeAt(spec, "strategy", "canary");
  const hasCanary = canary !== undefined && isSetOrEmpty(canary);
  const hasBlueGreen = isSet(spec, "strategy", "blueGreen");
  if (hasCanary && hasBlueGreen) return { kind: "both" };
  if (hasBlueGreen) return readBlueGreen(nodeAt(spec, "strategy", "blueGreen") ?? spec, resource, workspace);
  return hasCanary ? readCanary(canary, resource, workspace) : { kind: "none" };
}

// `canary: {}` is a strategy; `canary:` with nothing behind it is one that somebody is about to write.
function isSetOrEmpty(node: SourceNode): boolean {
  return node.kind === "map";
}

function readCanary(node: SourceNode, resource: Resource, workspace: Workspace): Canary {
  const router = readRouter(node, resource, workspace);
  const background = nodeAt(node, "analysis");
  const stepsHash = lazyHash(() => dataOf(nodeAt(node, "steps")));
  return {
    kind: "canary",
    steps: itemsOf(node, "steps").map(step => readStep(step, resource, workspace)),
    get stepsHash() {
      return stepsHash();
    },
    maxSurge: intOrPercent(nodeAt(node, "maxSurge")) ?? "25",
    maxUnavailable: intOrPercent(nodeAt(node, "maxUnavailable")) ?? "25",
    stableService: textOf(node, "stableService"),
    canaryService: textOf(node, "canaryService"),
    pingPong: readPingPong(nodeAt(node, "pingPong")),
    router,
    scaleDownDelaySeconds: numberOf(node, "scaleDownDelaySeconds") ?? (router ? 30 : 0),
    abortScaleDownDelaySeconds: numberOf(node, "abortScaleDownDelaySeconds"),
    scaleDownDelayRevisionLimit: numberOf(node, "scaleDownDelayRevisionLimit") ?? Number.POSITIVE_INFINITY,
    dynamicStableScale: router !== undefined && isTrue(node, "dynamicStableScale"),
    progressThreshold: readThreshold(nodeAt(node, "replicaProgressThreshold")),
    minPodsPerReplicaSet: numberOf(node, "minPodsPerReplicaSet") ?? 0,
    maxWeight: numberOf(node, "trafficRouting", "maxTrafficWeight") ?? 100,
    managedRoutes: router?.wiring.managed ?? [],
    background:
      background?.kind === "map"
        ? { ...readAnalysisUse(background, resource, workspace), startingStep: numberOf(background, "startingStep") ?? 0 }
        : undefined,
  };
}

function readPingPong(node: SourceNode | undefined): Canary["pingPong"] {
  const [ping, pong] = [textOf(node, "pingService"), textOf(node, "pongService")];
  return ping === undefined || pong === undefined ? undefined : { ping, pong };
}

function readBlueGreen(node: SourceNode, resource: Resource, workspace: Workspace): BlueGreen {
  const use = (key: string): AnalysisUse | undefined => {
    const found = nodeAt(node, key);
    return found?.kind === "map" ? readAnalysisUse(found, resource, workspace) : undefined;
  };
  const promotes = nodeAt(node, "autoPromotionEnabled");
  return {
    kind: "blueGreen",
    at: node.at,
    activeService: textOf(node, "activeService"),
    previewService: textOf(node, "previewService"),
    previewReplicaCount: numberOf(node, "previewReplicaCount"),
    autoPromotionEnabled: !(promotes?.kind === "scalar" && promotes.value === false),
    autoPromotionSeconds: numberOf(node, "autoPromotionSeconds") ?? 0,
    scaleDownDelaySeconds: numberOf(node, "scaleDownDelaySeconds"),
    scaleDownDelayRevisionLimit: numberOf(node, "scaleDownDelayRevisionLimit") ?? Number.POSITIVE_INFINITY,
    abortScaleDownDelaySeconds: numberOf(node, "abortScaleDownDelaySeconds") ?? 30,
    maxUnavailable: intOrPercent(nodeAt(node, "maxUnavailable")) ?? "25",
    prePromotion: use("prePromotionAnalysis"),
    postPromotion: use("postPromotionAnalysis"),
  };
}

function readStep(node: SourceNode, resource: Resource, workspace: Workspace): Step {
  const key = stepKinds.find(kind => nodeAt(node, kind) !== undefined);
  const value = key === undefined ? undefined : nodeAt(node, key);
  if (key === "setWeight") return { kind: "setWeight", weight: numberOf(node, key) ?? 0, at: node.at };
  if (key === "pause") return readPause(value, node);
  if (key === "analysis" && value) return { kind: "analysis", use: readAnalysisUse(value, resource, workspace), at: node.at };
  if (key === "experiment") return { kind: "experiment", use: readExperiment(value ?? node, resource, workspace), at: node.at };
  if (key === "setCanaryScale") return { kind: "setCanaryScale", scale: readScale(value), at: node.at };
  if (key === "setHeaderRoute" || key === "setMirrorRoute") return { kind: key, route: readRoute(value), at: node.at };
  return { kind: "other", key: key ?? "empty step", at: node.at };
}

function readThreshold(node: SourceNode | undefined): Canary["progressThreshold"] {
  const value = numberOf(node, "value");
  return value === undefined ? undefined : { percent: textOf(node, "type") === "Percent", value };
}

function readScale(node: SourceNode | undefined): CanaryScale {
  const replicas = numberOf(node, "replicas");
  const weight = numberOf(node, "weight");
  // `matchTrafficWeight` goes before the others, and so does nothing at all.
  if (isTrue(node, "matchTrafficWeight") || (replicas === undefined && weight === undefined)) return { by: "traffic" };
  return replicas === undefined ? { by: "weight", weight: weight ?? 0 } : { by: "replicas", replicas };
}

function readRoute(node: SourceNode | undefined): RouteStep {
  const match = nodeAt(node, "match");
  return {
    name: textOf(node, "name") ?? "",
    match: match?.kind === "list" ? jsonOf(match) : undefined,
    percentage: numberOf(node, "percentage") ?? 100,
  };
}

function readPause(pause: SourceNode | undefined, step: SourceNode): Step {
  const duration = nodeAt(pause, "duration");
  const scalar = duration?.kind === "scalar" && duration.value !== null ? duration : undefined;
  return { kind: "pause", seconds: scalar && pauseSeconds(scalar), written: scalar?.raw ?? "", at: step.at };
}

/** Seconds of a pause: a number is seconds, so is a text of digits; else a Go duration, cut to whole seconds; −1 for what is neither. */
export function pauseSeconds(duration: ScalarNode): number {
  if (typeof duration.value === "number") return Math.trunc(duration.value);
  const text = String(duration.value);
  if (/^-?\d+$/.test(text)) return Number(text);
  const millis = goDuration(text);
  return millis === undefined ? -1 : Math.trunc(millis / 1000);
}

/** The first container's image and a hash of the whole pod template: of the Rollout, or of the workload that it refers to. */
function readVersion(
  spec: SourceNode,
  workload: WorkloadRef | undefined,
  resource: Resource,
  workspace: Workspace,
): { version: Version; container: string | undefined; unread: readonly string[] } {
  const followed = workload && followWorkloadRef(workload, resource, workspace);
  const template = followed ? ("template" in followed ? followed.template : undefined) : nodeAt(spec, "template");
  const [container] = itemsOf(template, "spec", "containers");
  // The template of a workload has defaults in it that are not written here.
  const own = lazyValue(() => (template && !workload ? templateHash(jsonOf(template)) : undefined));
  const assumed = lazyHash(() => (template ? jsonOf(template) : null));
  return {
    version: {
      get hash() {
        return own() ?? assumed();
      },
      get assumed() {
        return own() === undefined || undefined;
      },
      image: textOf(container, "image") ?? "",
    },
    container: textOf(container, "name"),
    unread: followed && "unread" in followed ? [followed.unread] : [],
  };
}

function unpredicted(spec: SourceNode, strategy: Strategy): readonly string[] {
  if (strategy.kind === "none") return ["no strategy is written yet. Add `canary` under `spec.strategy`"];
  if (strategy.kind === "both") return ["the controller refuses a Rollout with two strategies. Keep `canary` or `blueGreen`"];
  const reasons = strategy.kind === "blueGreen" ? unpredictedBlueGreen(strategy) : unpredictedCanary(spec, strategy);
  return [...new Set(reasons)];
}

function unpredictedBlueGreen({ prePromotion, postPromotion }: BlueGreen): string[] {
  return [prePromotion, postPromotion].flatMap(use => {
    if (!use) return [];
    return endless(use) ? [...unpredictedIn(use), "an analysis that a promotion waits for never ends"] : unpredictedIn(use);
  });
}

function unpredictedCanary(spec: SourceNode, strategy: Canary): string[] {
  const reasons: string[] = [];
  if (strategy.steps.length > mostSteps) reasons.push(`it has ${strategy.steps.length} steps, and more than ${mostSteps} are not played`);
  const canary = nodeAt(spec, "strategy", "canary");
  const hasPorts = itemsOf(spec, "template", "spec", "containers").some(container => itemsOf(container, "ports").length > 0);
  reasons.push(...unpredictedRouting(canary, strategy));
  for (const step of strategy.steps) {
    if (step.kind === "other")
      reasons.push(step.key === "empty step" ? "a step is empty" : `the step \`${step.key}\` is not predicted yet`);
    if ((step.kind === "setCanaryScale" || step.kind === "setHeaderRoute" || step.kind === "setMirrorRoute") && !strategy.router)
      reasons.push(`the controller refuses \`${step.kind}\` without \`trafficRouting\``);
    if (step.kind === "setWeight" && (step.weight < 0 || step.weight > strategy.maxWeight))
      reasons.push(`the controller refuses the weight ${step.weight}`);
    if (step.kind === "pause" && step.seconds !== undefined && step.seconds < 0)
      reasons.push(`the controller refuses the pause \`${step.written}\``);
    if (step.kind === "analysis") reasons.push(...unpredictedIn(step.use));
    if (step.kind === "experiment") reasons.push(...unpredictedExperiment(step.use, strategy.router, hasPorts));
    if (step.kind === "analysis" && endless(step.use)) reasons.push("an inline analysis never ends");
  }
  if (strategy.background) reasons.push(...unpredictedIn(strategy.background));
  const routing = nodeAt(canary, "trafficRouting");
  if (strategy.router) reasons.push(...refusedBy(strategy, strategy.router), ...strategy.router.unpredicted);
  if (isSet(routing) && !strategy.router) reasons.push("the traffic system under `trafficRouting` is unknown");
  return reasons;
}

// Far beyond what anybody writes by hand; each step is a pass of the machine.
const mostSteps = 1000;

/** Would the controller refuse this use as a step, since it has a metric without an end? Source: AR-R013. */
export function endless(use: AnalysisUse): boolean {
  return use.metrics.some(metric => metric.count === undefined);
}

function intOrPercent(node: SourceNode | undefined): IntOrPercent | undefined {
  return node?.kind === "scalar" && (typeof node.value === "number" || typeof node.value === "string") ? node.value : undefined;
}

function isTrue(node: SourceNode | undefined, key: string): boolean {
  const found = nodeAt(node, key);
  return found?.kind === "scalar" && found.value === true;
}
