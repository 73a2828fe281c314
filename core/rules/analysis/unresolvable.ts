import { isSet, itemsOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeFor, type Resource } from "../../workspace/resource.ts";
import { metricsOf, usesIn } from "../analysis-uses.ts";
import { defineRule } from "../rule.ts";

export const unresolvable = defineRule({
  id: "analysis/unresolvable",
  severity: "error",
  summary: "The metrics of an analysis that something waits for use the arguments of their own template, and no other braces.",
  why: "The controller tries to fill them in before it starts, cannot, and refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go, utils/template/template.go (AR-R012)",
  bad: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ templateName: rate }] }
    #             ^^^^^^^^^ analysis/unresolvable
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: rate }
    spec:
      metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: 'rate{ns="{{namespace}}"}' } } }]`,
  good: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ templateName: rate }], args: [{ name: namespace, value: shop }] }
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: rate }
    spec:
      args: [{ name: namespace }]
      metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: 'rate{ns="{{args.namespace}}"}' } } }]`,
  workspace: {
    rollout(rollout, { report, workspace }) {
      for (const use of usesIn(rollout, workspace)) {
        // A background analysis is tried when its run is made.
        if (use.kind === "background") continue;
        for (const template of use.templates) {
          const found = wrongIn(template);
          if (!found) continue;
          report(
            use.at,
            `The controller refuses this Rollout: in the template \`${template.name ?? ""}\` ${found.why}`,
            [],
            isFromCluster(template) ? [] : [{ place: placeFor(template, found.node.at), message: "Here." }],
          );
          break;
        }
      }
    },
  },
});

function wrongIn(template: Resource): { readonly why: string; readonly node: SourceNode } | undefined {
  const args = itemsOf(template.node, "spec", "args");
  const both = args.find(arg => isSet(arg, "value") && isSet(arg, "valueFrom"));
  if (both)
    return { node: both, why: `the argument \`${textOf(both, "name") ?? ""}\` has both \`value\` and \`valueFrom\`. Keep one of them.` };
  const known = new Set(args.map(arg => `args.${textOf(arg, "name") ?? ""}`));
  for (const node of metricsOf(template).flatMap(textsIn)) {
    const written = node.kind === "scalar" ? String(node.value) : "";
    for (const [, inner = ""] of written.matchAll(/\{\{([\s\S]*?)\}\}/g))
      if (!known.has(inner.trim()))
        return {
          node,
          why: `nothing can be put in for \`{{${inner}}}\`. ${inner.trim().startsWith("args.") ? "List it under the `args` of this template" : "Make it an argument, `{{args.NAME}}`"}.`,
        };
  }
  return undefined;
}

function textsIn(node: SourceNode): readonly SourceNode[] {
  if (node.kind === "scalar") return typeof node.value === "string" && node.value.includes("{{") ? [node] : [];
  return node.kind === "list" ? node.items.flatMap(textsIn) : node.entries.flatMap(({ value }) => textsIn(value));
}
