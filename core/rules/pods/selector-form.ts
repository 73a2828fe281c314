import { isLabelKey, isLabelValue, isPlaceholder } from "../../base/name-forms.ts";
import { isSet, itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule, type Report } from "../rule.ts";

/** Operators of `matchExpressions`: do they go with values? */
const operators: { readonly [operator: string]: boolean } = { In: true, NotIn: true, Exists: false, DoesNotExist: false };

export const selectorForm = defineRule({
  id: "pods/selector-form",
  severity: "error",
  summary: "A selector has labels and operators that Kubernetes knows.",
  why: "The controller cannot read the selector and stops at this Rollout, with a line in its log and no status: no pod is ever started.",
  source: "kubernetes apimachinery pkg/apis/meta/v1/validation, argoproj/argo-rollouts rollout/controller.go (AR-V003, AR-V006)",
  bad: `
    selector: { matchExpressions: [{ key: app, operator: Equals, values: [shop] }] }
    #                                                    ^^^^^^ pods/selector-form
    template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }`,
  good: `
    selector: { matchExpressions: [{ key: app, operator: In, values: [shop] }] }
    template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }`,
  rollout({ node }, { report }) {
    const selector = nodeAt(node, "selector");
    if (isSet(node, "workloadRef")) return;
    labels(nodeAt(selector, "matchLabels"), report);
    for (const expression of itemsOf(selector, "matchExpressions")) check(expression, report);
  },
});

function labels(map: SourceNode | undefined, report: Report): void {
  for (const { key, value } of map?.kind === "map" ? map.entries : []) {
    const name = String(key.value);
    if (isPlaceholder(name) || (value.kind === "scalar" && isPlaceholder(String(value.value)))) continue;
    if (!isLabelKey(name))
      report(
        key.at,
        `No pod is ever started, and only the controller's log says why: \`${name}\` is no label. Write one such as \`app.kubernetes.io/name\`.`,
      );
    else if (value.kind === "scalar" && typeof value.value === "string" && !isLabelValue(value.value))
      report(
        value.at,
        `No pod is ever started, and only the controller's log says why: \`${value.value}\` is no value of a label. Use at most 63 letters, digits, \`-\`, \`_\` and \`.\`.`,
      );
  }
}

function check(expression: SourceNode, report: Report): void {
  const operator = textOf(expression, "operator");
  const place = nodeAt(expression, "operator");
  if (operator === undefined || !place) return;
  const withValues = operators[operator];
  const values = itemsOf(expression, "values");
  if (withValues === undefined) {
    const meant = Object.keys(operators).find(known => known.toLowerCase() === operator.toLowerCase());
    report(
      place.at,
      `No pod is ever started, and only the controller's log says why: a selector has no operator \`${operator}\`. ${meant ? `Write \`${meant}\`.` : "Use `In`, `NotIn`, `Exists` or `DoesNotExist`."}`,
      meant ? [{ title: `Write \`${meant}\``, at: place.at, text: meant }] : [],
    );
  } else if (withValues !== values.length > 0) {
    report(
      place.at,
      withValues
        ? `No pod is ever started, and only the controller's log says why: \`${operator}\` needs at least one value to compare with. Add \`values\`.`
        : `No pod is ever started, and only the controller's log says why: \`${operator}\` compares with no value. Remove \`values\`, or use \`In\`.`,
    );
  }
}
