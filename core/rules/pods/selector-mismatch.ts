import { isLabelKey, isLabelValue } from "../../base/name-forms.ts";
import { entryOf, isSet, itemsOf, nodeAt, placeOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const selectorMismatch = defineRule({
  id: "pods/selector-mismatch",
  severity: "error",
  summary: "The selector selects the labels of the pod template.",
  why: "The Rollout would start pods that do not belong to it: the controller refuses it.",
  source: "kubernetes pkg/apis/apps/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    selector: { matchLabels: { app: shop, tier: web } }
    #                                     ^^^^^^^^^ pods/selector-mismatch
    template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }`,
  good: `
    selector: { matchLabels: { app: shop } }
    template: { metadata: { labels: { app: shop, tier: web } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }`,
  rollout({ node }, { report }) {
    const labels = nodeAt(node, "template", "metadata", "labels");
    if (nodeAt(node, "template")?.kind !== "map" || isSet(node, "workloadRef")) return;
    const wanted = nodeAt(node, "selector", "matchLabels");
    for (const { key, value } of wanted?.kind === "map" ? wanted.entries : []) {
      const name = String(key.value);
      // What is no label at all is told as such.
      if (value.kind !== "scalar" || value.value === null || !isLabelKey(name) || !isLabelValue(String(value.value))) continue;
      const label = entryOf(labels, name)?.value;
      if (label?.kind === "scalar" && String(label.value) === String(value.value)) continue;
      const has = label?.kind === "scalar" ? `has \`${name}: ${label.raw}\`` : `has no label \`${name}\``;
      report(
        placeOf(wanted ?? node, [name]),
        `The controller refuses this Rollout: its selector wants pods with \`${name}: ${value.raw}\`, and its own pod template ${has}. Write the same label in both.`,
        label?.kind === "scalar" ? [{ title: `Select \`${name}: ${label.raw}\``, at: value.at, text: label.raw }] : [],
      );
    }
    for (const expression of itemsOf(node, "selector", "matchExpressions")) {
      const place = nodeAt(expression, "key");
      if (place && fits(expression, labels) === false)
        report(
          place.at,
          `The controller refuses this Rollout: its selector does not select its own pods, by their label \`${textOf(place) ?? ""}\`. Change the expression, or the labels of \`template\`.`,
        );
    }
  },
});

/** Do the labels fit an expression? Undefined for one that is wrong in itself, which is told as such. */
function fits(expression: SourceNode, labels: SourceNode | undefined): boolean | undefined {
  const key = textOf(expression, "key");
  if (key === undefined) return undefined;
  const label = entryOf(labels, key)?.value;
  const has = label !== undefined;
  const values = itemsOf(expression, "values").map(item => (item.kind === "scalar" ? String(item.value) : ""));
  const among = label?.kind === "scalar" && values.includes(String(label.value));
  switch (textOf(expression, "operator")) {
    case "In":
      return values.length === 0 ? undefined : has && among;
    case "NotIn":
      return values.length === 0 ? undefined : !has || !among;
    case "Exists":
      return values.length > 0 ? undefined : has;
    case "DoesNotExist":
      return values.length > 0 ? undefined : !has;
    default:
      return undefined;
  }
}
