import type { Fix } from "../../base/problem.ts";
import { addEntry, addItem } from "../../syntax/edit.ts";
import { isSet, itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeFor } from "../../workspace/resource.ts";
import { type TemplateUse, usesIn } from "../analysis-uses.ts";
import { defineRule } from "../rule.ts";

export const unresolvedArgument = defineRule({
  id: "analysis/unresolved-argument",
  severity: "error",
  summary: "Every argument of an analysis template has a value: a default, or one from whoever uses it.",
  why: "The controller cannot fill in the query, and refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go (AR-R010, AR-R014)",
  bad: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ templateName: success-rate }] }
    #             ^^^^^^^^^ analysis/unresolved-argument
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: success-rate }
    spec:
      args: [{ name: service }]
      metrics:
      - name: success-rate
        successCondition: result[0] >= 0.95
        provider: { prometheus: { address: "http://prometheus:9090", query: 'success_rate{service="{{args.service}}"}' } }`,
  good: `
    steps:
    - setWeight: 20
    - analysis:
        templates: [{ templateName: success-rate }]
        args: [{ name: service, value: shop-canary }]
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: success-rate }
    spec:
      args: [{ name: service }]
      metrics:
      - name: success-rate
        successCondition: result[0] >= 0.95
        provider: { prometheus: { address: "http://prometheus:9090", query: 'success_rate{service="{{args.service}}"}' } }`,
  workspace: {
    rollout(rollout, { report, workspace, text }) {
      for (const use of usesIn(rollout, workspace)) {
        if (!use.whole) continue;
        for (const [name, { template, node }] of lacking(use)) {
          const owner = `\`${template.name ?? ""}\``;
          report(
            use.at,
            `The controller refuses this Rollout: the template ${owner} needs a value for its argument \`${name}\`, and nobody gives one. Add it to \`args\`.`,
            repairs(use, name, text),
            isFromCluster(template) ? [] : [{ place: placeFor(template, node.at), message: `\`${name}\` has no default.` }],
          );
        }
      }
    },
  },
});

/** Arguments that no template of the use gives a default and the use no value. */
function lacking({ kind, templates, given }: TemplateUse) {
  const asked = templates.flatMap(template =>
    itemsOf(template.node, "spec", "args").map(node => ({ template, node, name: textOf(node, "name") })),
  );
  const filled = new Set(asked.filter(({ node }) => isSet(node, "value") || isSet(node, "valueFrom")).map(({ name }) => name));
  const found = new Map<string, (typeof asked)[number]>();
  for (const arg of asked) {
    // Of a background analysis each template is looked at alone: the default of another does not help. Source: AR-R014.
    const own = isSet(arg.node, "value") || isSet(arg.node, "valueFrom");
    if (arg.name === undefined || given.has(arg.name) || (kind === "background" ? own : filled.has(arg.name))) continue;
    if (!found.has(arg.name)) found.set(arg.name, arg);
  }
  return found;
}

function repairs({ node }: TemplateUse, name: string, text: string): readonly Fix[] {
  if (node.kind !== "map") return [];
  const title = `Give \`${name}\` a value`;
  const args = nodeAt(node, "args");
  if (args?.kind === "list")
    return [{ title, edits: addItem(text, args, args.flow ? [`{ name: ${name}, value: "" }`] : [`name: ${name}`, 'value: ""']) }];
  if (args) return [];
  return [
    { title, edits: addEntry(text, node, "args", node.flow ? [`[{ name: ${name}, value: "" }]`] : [`- name: ${name}`, '  value: ""']) },
  ];
}
