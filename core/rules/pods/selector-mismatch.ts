import { entryOf, nodeAt, placeOf } from "../../syntax/nodes.ts";
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
    const wanted = nodeAt(node, "selector", "matchLabels");
    const labels = nodeAt(node, "template", "metadata", "labels");
    if (wanted?.kind !== "map" || nodeAt(node, "template")?.kind !== "map") return;
    for (const { key, value } of wanted.entries) {
      const name = String(key.value);
      if (value.kind !== "scalar" || value.value === null) continue;
      const label = entryOf(labels, name)?.value;
      if (label?.kind === "scalar" && String(label.value) === String(value.value)) continue;
      const has = label?.kind === "scalar" ? `has \`${name}: ${label.raw}\`` : `has no label \`${name}\``;
      report(
        placeOf(wanted, [name]),
        `The controller refuses this Rollout: its selector wants pods with \`${name}: ${value.raw}\`, and its own pod template ${has}. Write the same label in both.`,
        label?.kind === "scalar" ? [{ title: `Select \`${name}: ${label.raw}\``, at: value.at, text: label.raw }] : [],
      );
    }
  },
});
