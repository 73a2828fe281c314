import { isPlaceholder } from "../../base/name-forms.ts";
import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const nameForm = defineRule({
  id: "objects/name-form",
  severity: "error",
  summary: "The name of an object has lower-case letters, digits, `-` and `.`, with a letter or digit at both ends.",
  why: "The API server refuses the object.",
  source: "kubernetes staging/src/k8s.io/apimachinery/pkg/api/validation/generic.go",
  bad: `
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata:
      name: Success_Rate
      #     ^^^^^^^^^^^^ objects/name-form
    spec: { metrics: [{ name: rate, provider: { prometheus: { query: rate } } }] }`,
  good: `
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata:
      name: success-rate
    spec: { metrics: [{ name: rate, provider: { prometheus: { query: rate } } }] }`,
  resource({ node }, { report }) {
    const place = nodeAt(node, "metadata", "name");
    const name = textOf(place);
    // What stands in for a name until some tool fills it in is none of our affair.
    if (!place || !name || isPlaceholder(name)) return;
    if (name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)) return;
    const meant = name
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, "-")
      .replace(/^[-.]+|[-.]+$/g, "");
    report(
      place.at,
      `The API server refuses this object: a name has lower-case letters, digits, \`-\` and \`.\`, with a letter or digit at both ends. ${meant ? `Write \`${meant}\`.` : "Write another one."}`,
      meant ? [{ title: `Write \`${meant}\``, at: place.at, text: meant }] : [],
    );
  },
});
