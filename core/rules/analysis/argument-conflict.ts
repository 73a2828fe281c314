import { itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeFor, type Resource } from "../../workspace/resource.ts";
import { type TemplateUse, usesIn } from "../analysis-uses.ts";
import { defineRule } from "../rule.ts";

export const argumentConflict = defineRule({
  id: "analysis/argument-conflict",
  severity: "error",
  summary: "Templates that are used together agree on the defaults of their arguments.",
  why: "They become one AnalysisRun, in which an argument has one value: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts utils/analysis/helpers.go (AR-R010)",
  bad: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ templateName: rate }, { templateName: latency }], args: [{ name: service, value: shop }] }
    #             ^^^^^^^^^ analysis/argument-conflict
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: rate }
    spec:
      args: [{ name: service, value: shop }]
      metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: 'rate{app="{{args.service}}"}' } } }]
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: latency }
    spec:
      args: [{ name: service, value: web }]
      metrics: [{ name: latency, successCondition: "result[0] < 1", provider: { prometheus: { query: 'latency{app="{{args.service}}"}' } } }]`,
  good: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ templateName: rate }, { templateName: latency }], args: [{ name: service, value: shop }] }
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: rate }
    spec:
      args: [{ name: service, value: shop }]
      metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: 'rate{app="{{args.service}}"}' } } }]
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: latency }
    spec:
      args: [{ name: service }]
      metrics: [{ name: latency, successCondition: "result[0] < 1", provider: { prometheus: { query: 'latency{app="{{args.service}}"}' } } }]`,
  workspace: {
    rollout(rollout, { report, workspace }) {
      for (const use of usesIn(rollout, workspace)) {
        const found = conflictIn(use);
        if (!found) continue;
        const { name, first, second, template, node } = found;
        report(
          use.at,
          `The controller refuses this Rollout: the argument \`${name}\` is \`${first}\` in one template of this analysis and \`${second}\` in another, whatever the Rollout gives. Write the same default in both, or in one only.`,
          [],
          isFromCluster(template) ? [] : [{ place: placeFor(template, node.at), message: "The other default." }],
        );
      }
    },
  },
});

function conflictIn({
  templates,
}: TemplateUse):
  | { readonly name: string; readonly first: string; readonly second: string; readonly template: Resource; readonly node: SourceNode }
  | undefined {
  const seen = new Map<string, string>();
  for (const template of templates) {
    for (const arg of itemsOf(template.node, "spec", "args")) {
      const name = textOf(arg, "name");
      const value = textOf(arg, "value");
      const node = nodeAt(arg, "value");
      if (name === undefined || value === undefined || !node) continue;
      const before = seen.get(name);
      if (before !== undefined && before !== value) return { name, first: before, second: value, template, node };
      seen.set(name, value);
    }
  }
  return undefined;
}
