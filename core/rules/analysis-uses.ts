import type { Span } from "../base/span.ts";
import { entryOf, itemsOf, nodeAt, type SourceNode, textOf } from "../syntax/nodes.ts";
import type { Resource } from "../workspace/resource.ts";
import { meant, type Workspace } from "../workspace/workspace.ts";
import type { RolloutView } from "./views.ts";

/** A place of a Rollout where analysis templates are used, with the templates: one AnalysisRun is made of all of them. */
export interface TemplateUse {
  /** `background` alone may go on for ever: a step, or a promotion, waits for the others. */
  readonly kind: "step" | "background" | "promotion";
  readonly node: SourceNode;
  /** The key `templates`. */
  readonly at: Span;
  readonly templates: readonly Resource[];
  /** Is every template there? Where one is missing, nobody knows what the whole is. */
  readonly whole: boolean;
  readonly given: ReadonlyMap<string, SourceNode>;
}

const usesOf = new WeakMap<RolloutView, { readonly workspace: Workspace; readonly uses: readonly TemplateUse[] }>();

/** Every use of analysis templates in a Rollout. Remembered: half a dozen rules ask, one after another. */
export function usesIn(rollout: RolloutView, workspace: Workspace): readonly TemplateUse[] {
  const known = usesOf.get(rollout);
  if (known?.workspace === workspace) return known.uses;
  const uses = readUses(rollout, workspace);
  usesOf.set(rollout, { workspace, uses });
  return uses;
}

function readUses(rollout: RolloutView, workspace: Workspace): readonly TemplateUse[] {
  const { canary, blueGreen, steps, resource } = rollout;
  const use = (kind: TemplateUse["kind"], node: SourceNode | undefined): readonly TemplateUse[] => {
    const templates = entryOf(node, "templates");
    if (!node || !templates) return [];
    const found = templatesOf(node, resource, workspace);
    const given = new Map(itemsOf(node, "args").map(arg => [textOf(arg, "name") ?? "", arg] as const));
    return [{ kind, node, at: templates.key.at, ...found, given }];
  };
  return [
    ...steps.flatMap(({ kinds }) => kinds.flatMap(step => (step.kind === "analysis" ? use("step", step.value) : []))),
    ...use("background", nodeAt(canary?.value, "analysis")),
    ...use("promotion", nodeAt(blueGreen?.value, "prePromotionAnalysis")),
    ...use("promotion", nodeAt(blueGreen?.value, "postPromotionAnalysis")),
  ];
}

/** Metrics of a template, each with its node. */
export function metricsOf(template: Resource): readonly SourceNode[] {
  return itemsOf(template.node, "spec", "metrics");
}

/** The templates of a use and those that they name in turn, each once. */
function templatesOf(use: SourceNode, owner: Resource, workspace: Workspace): Pick<TemplateUse, "templates" | "whole"> {
  const found = new Map<string, Resource>();
  let whole = true;
  const collect = (node: SourceNode | undefined): void => {
    for (const item of itemsOf(node, "templates")) {
      const name = textOf(item, "templateName");
      const scope = nodeAt(item, "clusterScope");
      const kind = scope?.kind === "scalar" && scope.value === true ? "ClusterAnalysisTemplate" : "AnalysisTemplate";
      const template =
        name === undefined ? undefined : meant(workspace, kind, name, kind === "AnalysisTemplate" ? owner.namespace : undefined, owner.uri);
      if (!template || template.templated) {
        whole = false;
        continue;
      }
      const key = `${kind} ${name}`;
      if (found.has(key)) continue;
      found.set(key, template);
      collect(nodeAt(template.node, "spec"));
    }
  };
  collect(use);
  return { templates: [...found.values()], whole };
}
