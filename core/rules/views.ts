import type { Span } from "../base/span.ts";
import { readRollout, stepKinds } from "../platforms/argo-rollouts/read.ts";
import type { RolloutSpec } from "../platforms/argo-rollouts/spec.ts";
import { readCanary } from "../platforms/flagger/read.ts";
import type { CanarySpec } from "../platforms/flagger/spec.ts";
import { argoTraffic, type TrafficProvider } from "../providers/traffic/index.ts";
import { type Entry, entryOf, isSet, itemsOf, nodeAt, type SourceNode } from "../syntax/nodes.ts";
import type { Resource } from "../workspace/resource.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What rules look at: the platform's own typed spec, and beside it the places of what is written. */

export type StepKind = (typeof stepKinds)[number];

/** One kind of a step. A step should have one; what has two has two of these. */
export interface StepView {
  readonly kind: StepKind;
  /** The key. */
  readonly at: Span;
  readonly entry: Entry;
  readonly value: SourceNode;
}

/** A Rollout. */
export interface RolloutView {
  readonly resource: Resource;
  readonly spec: RolloutSpec;
  /** `spec` as it is written. */
  readonly node: SourceNode;
  /** `spec.strategy.canary` and `spec.strategy.blueGreen`, where there is something in them. */
  readonly canary: Entry | undefined;
  readonly blueGreen: Entry | undefined;
  /** `trafficRouting` of the canary, where it is a map. */
  readonly routing: Entry | undefined;
  /** The traffic systems that the canary names: the controller drives all of them. */
  readonly routers: readonly TrafficProvider[];
  /** Names below `trafficRouting.plugins` that stand for a system we do not know: it may be able to do anything. */
  readonly unknownRouters: readonly string[];
  /** Items of `canary.steps`, each with its kinds. */
  readonly steps: readonly { readonly node: SourceNode; readonly kinds: readonly StepView[] }[];
}

/** A Canary of Flagger. */
export interface CanaryView {
  readonly resource: Resource;
  readonly spec: CanarySpec;
  readonly node: SourceNode;
  readonly analysis: Entry | undefined;
}

/** An AnalysisTemplate, a ClusterAnalysisTemplate or an AnalysisRun. */
export interface AnalysisView {
  readonly resource: Resource;
  readonly node: SourceNode;
  readonly metrics: readonly SourceNode[];
}

/** A Rollout for rules. */
export function rolloutView(resource: Resource, workspace: Workspace): RolloutView {
  const node = nodeAt(resource.node, "spec") ?? resource.node;
  const canary = mapEntry(nodeAt(node, "strategy"), "canary");
  const routing = mapEntry(canary?.value, "trafficRouting");
  const plugins = mapEntry(routing?.value, "plugins");
  const names = [...keysOf(routing), ...keysOf(plugins)];
  let spec: RolloutSpec | undefined;
  return {
    resource,
    // Most rules look at what is written and not at what it amounts to.
    get spec() {
      spec ??= readRollout(resource, workspace).value;
      return spec;
    },
    node,
    canary,
    blueGreen: mapEntry(nodeAt(node, "strategy"), "blueGreen"),
    routing,
    routers: names.map(argoTraffic).filter(provider => provider !== undefined),
    unknownRouters: keysOf(plugins).filter(name => argoTraffic(name) === undefined),
    steps: itemsOf(canary?.value, "steps").map(step => ({ node: step, kinds: kindsOf(step) })),
  };
}

/** A Canary for rules. */
export function canaryView(resource: Resource, workspace: Workspace): CanaryView {
  const node = nodeAt(resource.node, "spec") ?? resource.node;
  return { resource, spec: readCanary(resource, workspace).value, node, analysis: mapEntry(node, "analysis") };
}

/** A template for rules. */
export function analysisView(resource: Resource): AnalysisView {
  const node = nodeAt(resource.node, "spec") ?? resource.node;
  return { resource, node, metrics: itemsOf(node, "metrics") };
}

function mapEntry(node: SourceNode | undefined, key: string): Entry | undefined {
  const entry = entryOf(node, key);
  return entry?.value.kind === "map" ? entry : undefined;
}

function keysOf(entry: Entry | undefined): readonly string[] {
  return entry?.value.kind === "map" ? entry.value.entries.map(inner => String(inner.key.value)) : [];
}

function kindsOf(step: SourceNode): readonly StepView[] {
  return stepKinds.flatMap(kind => {
    const entry = entryOf(step, kind);
    // What has no value (`pause:` and nothing after it) is dropped before the controller sees it.
    return entry && isSet(step, kind) ? [{ kind, at: entry.key.at, entry, value: entry.value }] : [];
  });
}
