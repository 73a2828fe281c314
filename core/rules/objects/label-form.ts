import { isLabelKey, isLabelValue, isPlaceholder } from "../../base/name-forms.ts";
import { nodeAt, type Path } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

const places: readonly Path[] = [
  ["metadata", "labels"],
  ["spec", "template", "metadata", "labels"],
];

const annotated: readonly Path[] = [
  ["metadata", "annotations"],
  ["spec", "template", "metadata", "annotations"],
];

export const labelForm = defineRule({
  id: "objects/label-form",
  severity: "error",
  summary: "A label has a short key and a short value without blanks, and an annotation such a key.",
  why: "The API server refuses the object, and the controller a Rollout whose pods would have such a label.",
  source: "kubernetes apimachinery pkg/apis/meta/v1/validation (AR-V007)",
  bad: `
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata:
      name: success-rate
      labels: { team: shop and web }
      #               ^^^^^^^^^^^^ objects/label-form
    spec: { metrics: [{ name: rate, provider: { prometheus: { query: rate } } }] }`,
  good: `
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata:
      name: success-rate
      labels: { team: shop-and-web }
    spec: { metrics: [{ name: rate, provider: { prometheus: { query: rate } } }] }`,
  resource({ node, kindName }, { report }) {
    for (const path of annotated) {
      const annotations = nodeAt(node, ...path);
      if (path[0] === "spec" && kindName !== "Rollout") continue;
      for (const { key } of annotations?.kind === "map" ? annotations.entries : []) {
        const name = String(key.value);
        if (!isLabelKey(name.toLowerCase()) && !isPlaceholder(name))
          report(key.at, `This object is refused: \`${name}\` is no key of an annotation. Write one such as \`example.com/owner\`.`);
      }
    }
    for (const path of places) {
      const labels = nodeAt(node, ...path);
      if (path[0] === "spec" && kindName !== "Rollout") continue;
      for (const { key, value } of labels?.kind === "map" ? labels.entries : []) {
        const name = String(key.value);
        // A label that the selector has as well is told there.
        const selected = path[0] === "spec" ? nodeAt(node, "spec", "selector", "matchLabels", name) : undefined;
        if (isPlaceholder(name) || (selected?.kind === "scalar" && value.kind === "scalar" && selected.value === value.value)) continue;
        if (!isLabelKey(name))
          report(key.at, `This object is refused: \`${name}\` is no key of a label. Write one such as \`app.kubernetes.io/name\`.`);
        else if (value.kind === "scalar" && typeof value.value === "string" && !isLabelValue(value.value) && !isPlaceholder(value.value))
          report(
            value.at,
            "This object is refused: the value of a label has at most 63 letters, digits, `-`, `_` and `.`. Shorten it, or make it an annotation.",
          );
      }
    }
  },
});
