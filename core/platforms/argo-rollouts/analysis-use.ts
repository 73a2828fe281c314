import { goDuration } from "../../base/duration.ts";
import type { Json } from "../../base/json.ts";
import { metricProvider, metricProviders } from "../../providers/metrics/index.ts";
import { itemsOf, jsonOf, nodeAt, numberOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { placeFor, type Resource } from "../../workspace/resource.ts";
import { named, type Workspace } from "../../workspace/workspace.ts";
import { argumentOf, givenArguments } from "./arguments.ts";
import type { AnalysisUse, Metric } from "./spec.ts";

/**
 * A use of analysis templates, with the metrics that its AnalysisRun will have: the templates and those that they name,
 * flattened, arguments put in. Source: `argo-rollouts.md` 4.1.
 */
export function readAnalysisUse(node: SourceNode, owner: Resource, workspace: Workspace): AnalysisUse {
  return readUse(itemsOf(node, "templates"), node, node, owner, workspace);
}

/** An analysis of an experiment, which names one template; what is only tried, and what is kept, stands in the experiment. */
export function readExperimentAnalysis(analysis: SourceNode, experiment: SourceNode, owner: Resource, workspace: Workspace): AnalysisUse {
  return readUse([analysis], analysis, experiment, owner, workspace);
}

function readUse(
  references: readonly SourceNode[],
  withArgs: SourceNode,
  node: SourceNode,
  owner: Resource,
  workspace: Workspace,
): AnalysisUse {
  const templates = references.map(item => ({
    name: textOf(item, "templateName") ?? "",
    clusterScope: nodeIsTrue(item, "clusterScope"),
    at: item.at,
  }));
  const found = new Map<string, Resource>();
  const missing: string[] = [];
  for (const template of templates) collect(template.name, template.clusterScope, owner, workspace, found, missing);
  // One run is made of all templates: what one of them says of arguments and metrics holds for the others' too.
  const all = [...found.values()];
  const given = givenArguments(withArgs, owner);
  const args = new Map<string, string>();
  for (const template of all)
    for (const arg of itemsOf(template.node, "spec", "args")) {
      const value = argumentOf(arg, given, template, workspace);
      if (value !== undefined) args.set(textOf(arg, "name") ?? "", value);
    }
  const says = [node, ...all.flatMap(template => nodeAt(template.node, "spec") ?? [])];
  const dryRun = says.flatMap(one => itemsOf(one, "dryRun").map(rule => textOf(rule, "metricName") ?? ""));
  const retention = says.flatMap(one =>
    itemsOf(one, "measurementRetention").map(rule => ({ pattern: textOf(rule, "metricName") ?? "", limit: numberOf(rule, "limit") ?? 0 })),
  );
  const metrics = all.flatMap(template =>
    itemsOf(template.node, "spec", "metrics").map(metric => readMetric(metric, template, args, dryRun, retention)),
  );
  return { templates, metrics, missing };
}

function collect(
  name: string,
  clusterScope: boolean,
  owner: Resource,
  workspace: Workspace,
  found: Map<string, Resource>,
  missing: string[],
): void {
  const kind = clusterScope ? "ClusterAnalysisTemplate" : "AnalysisTemplate";
  const key = `${kind} ${name}`;
  if (found.has(key)) return;
  const [template] = named(workspace, kind, name, clusterScope ? undefined : owner.namespace, owner.uri);
  if (!template) {
    missing.push(name);
    return;
  }
  found.set(key, template);
  for (const nested of itemsOf(template.node, "spec", "templates"))
    collect(textOf(nested, "templateName") ?? "", nodeIsTrue(nested, "clusterScope"), owner, workspace, found, missing);
}

function readMetric(
  node: SourceNode,
  template: Resource,
  args: ReadonlyMap<string, string>,
  dryRun: readonly string[],
  retention: readonly { readonly pattern: string; readonly limit: number }[],
): Metric {
  const text = (...path: string[]): string | undefined => {
    const found = nodeAt(node, ...path);
    return found?.kind === "scalar" && found.value !== null ? substitute(String(found.value), args) : undefined;
  };
  const name = text("name") ?? "";
  const providerNode = nodeAt(node, "provider");
  const provider = (providerNode?.kind === "map" && String(providerNode.entries[0]?.key.value ?? "")) || "";
  const interval = text("interval");
  const delay = text("initialDelay");
  const every = interval === undefined ? undefined : goDuration(interval);
  const count = limitOf(text("count"));
  return {
    name,
    provider,
    query: (metricProvider(provider)?.queryAt ?? []).map(key => text("provider", provider, key)).find(query => query !== undefined) ?? "",
    interval: every,
    initialDelay: (delay === undefined ? undefined : goDuration(delay)) ?? 0,
    count: count !== undefined && count !== 0 ? count : every === undefined ? 1 : undefined,
    failureLimit: limitOf(text("failureLimit")) ?? 0,
    inconclusiveLimit: limitOf(text("inconclusiveLimit")) ?? 0,
    consecutiveErrorLimit: limitOf(text("consecutiveErrorLimit")) ?? 4,
    consecutiveSuccessLimit: limitOf(text("consecutiveSuccessLimit")) ?? 0,
    successCondition: text("successCondition") ?? "",
    failureCondition: text("failureCondition") ?? "",
    dryRun: dryRun.some(pattern => matches(pattern, name)),
    retention: retention.find(rule => rule.limit > 0 && matches(rule.pattern, name))?.limit ?? 10,
    place: placeFor(template, node.at),
  };
}

/** The number of an int-or-string limit; a text that is none is read as 0, as the controller does. */
function limitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^-?\d+$/.test(text.trim()) ? Number(text) : 0;
}

function substitute(text: string, args: ReadonlyMap<string, string>): string {
  return text.replace(/\{\{\s*args\.([\w.-]+)\s*\}\}/g, (whole, name: string) => args.get(name) ?? whole);
}

function nodeIsTrue(node: SourceNode, key: string): boolean {
  const found = nodeAt(node, key);
  return found?.kind === "scalar" && found.value === true;
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    // A pattern that Go would refuse matches nothing there either.
    return false;
  }
}

/** What of a use the machine does not predict, in words; nothing where it does. */
export function unpredictedIn(use: AnalysisUse): readonly string[] {
  const reasons = use.missing.map(name => `the AnalysisTemplate \`${name}\` is nowhere in the workspace`);
  for (const metric of use.metrics) {
    if (metric.provider === "job" || metric.provider === "kayenta" || metric.provider === "plugin") {
      const label = metricProviders.find(provider => provider.key === metric.provider)?.label ?? metric.provider;
      reasons.push(`the metric \`${metric.name}\` is decided by its ${label} provider, not by a condition`);
    }
  }
  return reasons;
}

/** The data of the place, for hashes. */
export function dataOf(node: SourceNode | undefined): Json {
  return node ? jsonOf(node) : null;
}
