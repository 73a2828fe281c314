import { count } from "../../core/base/figures.ts";
import type { Place, Span } from "../../core/base/span.ts";
import { stepKinds } from "../../core/platforms/argo-rollouts/read.ts";
import type { SourceFile } from "../../core/syntax/file.ts";
import { entryOf, isSet, itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../core/syntax/nodes.ts";
import { placeAt, placeFor, type Resource } from "../../core/workspace/resource.ts";
import { resourcesIn } from "../../core/workspace/workspace.ts";

/** A thing with a name in a file: an object, or a part of one that people speak of. */
export interface SymbolInFile {
  readonly name: string;
  readonly detail: string;
  readonly sort: "object" | "step" | "metric" | "argument" | "strategy";
  readonly at: Span;
  /** What to put the cursor on. */
  readonly nameAt: Span;
  readonly children: readonly SymbolInFile[];
}

/** The objects of a file with their steps, metrics and arguments: `Rollout checkout`, not `apiVersion`. */
export function symbolsIn(file: SourceFile): readonly SymbolInFile[] {
  return resourcesIn(file).map(resource => {
    const whole = placeFor(resource, resource.node.at);
    const name = placeAt(resource, resource.name === undefined ? ["kind"] : ["metadata", "name"], "value");
    return {
      name: `${resource.kindName} ${resource.name ?? "(no name)"}`,
      detail: resource.namespace ?? "",
      sort: "object",
      at: whole,
      nameAt: within(name, whole),
      children: partsOf(resource),
    };
  });
}

/** The parts of a resource that people speak of. */
function partsOf(resource: Resource): readonly SymbolInFile[] {
  const part = (sort: SymbolInFile["sort"], name: string, detail: string, node: SourceNode): SymbolInFile => {
    const at = placeFor(resource, node.at);
    return { name, detail, sort, at, nameAt: { start: at.start, end: at.start + Math.min(1, at.end - at.start) }, children: [] };
  };
  switch (resource.kindName) {
    case "Rollout":
      return itemsOf(resource.node, "spec", "strategy", "canary", "steps").map((step, i) =>
        part("step", `${i + 1}. ${stepWords(step)}`, "", step),
      );
    case "Canary": {
      const analysis = nodeAt(resource.node, "spec", "analysis");
      return [...itemsOf(analysis, "metrics"), ...itemsOf(analysis, "webhooks")].map(item =>
        part("metric", textOf(item, "name") ?? "(no name)", textOf(item, "type") ?? "", item),
      );
    }
    case "AnalysisTemplate":
    case "ClusterAnalysisTemplate":
    case "AnalysisRun": {
      const spec = nodeAt(resource.node, "spec");
      return [
        ...itemsOf(spec, "args").map(arg => part("argument", textOf(arg, "name") ?? "(no name)", "argument", arg)),
        ...itemsOf(spec, "metrics").map(metric => part("metric", textOf(metric, "name") ?? "(no name)", providerOf(metric), metric)),
      ];
    }
    default:
      return [];
  }
}

function providerOf(metric: SourceNode): string {
  const provider = nodeAt(metric, "provider");
  return provider?.kind === "map" ? String(provider.entries[0]?.key.value ?? "") : "";
}

/** A step in a few words. */
export function stepWords(step: SourceNode): string {
  const kind = stepKinds.find(known => entryOf(step, known) !== undefined);
  const value = kind === undefined ? undefined : nodeAt(step, kind);
  switch (kind) {
    case undefined:
      return "empty step";
    case "setWeight":
      return `setWeight ${numberOf(step, kind) ?? "?"}`;
    case "pause": {
      const duration = nodeAt(value, "duration");
      return duration?.kind === "scalar" && duration.value !== null ? `pause ${duration.value}` : "pause for a person";
    }
    case "analysis":
      return `analysis ${itemsOf(value, "templates")
        .map(template => textOf(template, "templateName") ?? "?")
        .join(", ")}`.trimEnd();
    case "experiment":
      return `experiment with ${count(itemsOf(value, "templates").length, "template")}`;
    case "setCanaryScale":
      return "setCanaryScale";
    case "setHeaderRoute":
    case "setMirrorRoute":
      return `${kind} ${textOf(value, "name") ?? "?"}${isSet(value, "match") ? "" : " (removes it)"}`;
    case "plugin":
      return `plugin ${textOf(value, "name") ?? "?"}`;
  }
}

/** LSP wants the name inside the whole. An alias can put it elsewhere. */
function within(name: Place, whole: Span): Span {
  return name.start >= whole.start && name.end <= whole.end ? name : { start: whole.start, end: whole.start };
}
