import { nearest } from "../../base/nearest.ts";
import type { Fix } from "../../base/problem.ts";
import type { Span } from "../../base/span.ts";
import { addEntry, addItem } from "../../syntax/edit.ts";
import { isSet, itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";
import type { AnalysisView } from "../views.ts";

export const unknownArgument = defineRule({
  id: "analysis/unknown-argument",
  severity: "warning",
  summary: "A query uses arguments that its template lists under `args`.",
  why: "Nothing can be put in for one that is not listed: the run ends with an error, which rolls back, unless a template beside it lists it.",
  source: "argoproj/argo-rollouts utils/template/template.go (AR-R012)",
  bad: `
    args: [{ name: service }]
    metrics:
    - name: success-rate
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: 'rate{app="{{args.servcie}}"}' } }
      #                                                                              ^^^^^^^^^^^^^^^^ analysis/unknown-argument`,
  good: `
    args: [{ name: service }]
    metrics:
    - name: success-rate
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: 'rate{app="{{args.service}}"}' } }`,
  analysis(template, { report, text }) {
    // What other templates list counts too, and is not known here.
    if (isSet(template.node, "templates")) return;
    const known = itemsOf(template.node, "args").flatMap(arg => textOf(arg, "name") ?? []);
    const told = new Set<string>();
    for (const { name, at } of template.metrics.flatMap(metric => usesIn(metric, text))) {
      if (known.includes(name) || told.has(name)) continue;
      told.add(name);
      const meant = nearest(name, known);
      const wayOut = meant ? `Did you mean \`${meant}\`?` : "Add it, or use one that is there.";
      const renamed = meant ? [{ title: `Use \`${meant}\``, at, text: `{{args.${meant}}}` }] : [];
      report(
        at,
        `A run with this metric ends with an error, which rolls back: no argument \`${name}\` is listed under \`args\`. ${wayOut}`,
        [...renamed, ...repairs(template, name, text)],
      );
    }
  },
});

/** Each \`{{args.NAME}}\` in the texts below a node. */
function usesIn(node: SourceNode, text: string): readonly { readonly name: string; readonly at: Span }[] {
  if (node.original) return [];
  if (node.kind === "list") return node.items.flatMap(item => usesIn(item, text));
  if (node.kind === "map") return node.entries.flatMap(entry => (entry.merged ? [] : usesIn(entry.value, text)));
  if (!node.raw.includes("{{")) return [];
  const written = text.slice(node.at.start, node.at.end);
  return [...written.matchAll(/\{\{\s*args\.([\w.-]+)\s*\}\}/g)].map(found => {
    const start = node.at.start + found.index;
    return { name: found[1] ?? "", at: { start, end: start + found[0].length } };
  });
}

function repairs({ node }: AnalysisView, name: string, text: string): readonly Fix[] {
  if (node.kind !== "map") return [];
  const args = nodeAt(node, "args");
  const title = `List \`${name}\` under \`args\``;
  if (args?.kind === "list") return [{ title, edits: addItem(text, args, args.flow ? [`{ name: ${name} }`] : [`name: ${name}`]) }];
  return args ? [] : [{ title, edits: addEntry(text, node, "args", node.flow ? [`[{ name: ${name} }]`] : [`- name: ${name}`]) }];
}
