import { removeEntry } from "../../syntax/edit.ts";
import { isSet, itemsOf, type MapNode, nodeAt, type SourceNode } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const emptyInSelector = defineRule({
  id: "pods/empty-in-selector",
  severity: "error",
  summary: "A selector has no empty lists and maps in it.",
  why: "The controller leaves them out when it writes the Rollout, the API server takes that for another selector, which none may write, and so the controller never gets to begin. Only its log says so.",
  source: "argoproj/argo-rollouts manifests/crds/rollout-crd.yaml (`.spec.selector is immutable`), rollout/sync.go",
  bad: `
    selector: { matchLabels: { app: shop }, matchExpressions: [] }
    #                                       ^^^^^^^^^^^^^^^^ pods/empty-in-selector`,
  good: `
    selector: { matchLabels: { app: shop } }`,
  rollout({ node }, { report, text }) {
    const selector = nodeAt(node, "selector");
    if (isSet(node, "workloadRef") || selector?.kind !== "map") return;
    const expressions = itemsOf(selector, "matchExpressions").filter(item => item.kind === "map");
    // With nothing else in it the selector selects nothing, which is another mistake.
    const whole = selector.entries.filter(entry => !isEmpty(entry.value)).length === 0 ? [] : [selector];
    for (const map of [...whole, ...expressions])
      for (const { key, value } of map.entries.filter(entry => isEmpty(entry.value) && !needsValues(map, String(entry.key.value))))
        report(
          key.at,
          `The controller never begins with this Rollout: it cannot write back a selector with an empty \`${key.raw}\` in it. Remove it.`,
          value.original ? [] : [{ title: `Remove \`${key.raw}\``, edits: removeEntry(text, map, String(key.value)) }],
        );
  },
});

function isEmpty(value: SourceNode): boolean {
  return (value.kind === "list" && value.items.length === 0) || (value.kind === "map" && value.entries.length === 0);
}

/** `In` without values is told as such. */
function needsValues(map: MapNode, field: string): boolean {
  const operator = nodeAt(map, "operator");
  return field === "values" && operator?.kind === "scalar" && (operator.value === "In" || operator.value === "NotIn");
}
