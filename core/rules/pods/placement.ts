import { isLabelKey, isPlaceholder } from "../../base/name-forms.ts";
import { entryOf, isSet, itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { podOf } from "../pod-template.ts";
import { defineRule, type Report } from "../rule.ts";

export const placement = defineRule({
  id: "pods/placement",
  severity: "error",
  summary: "Where pods may run is said by labels that nodes can have, and tolerations name what they tolerate.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    selector: { matchLabels: { app: shop } }
    template:
      metadata: { labels: { app: shop } }
      spec:
        tolerations: [{ operator: Equal, value: spot }]
        #                         ^^^^^ pods/placement
        containers: [{ name: shop, image: "shop:1" }]`,
  good: `
    selector: { matchLabels: { app: shop } }
    template:
      metadata: { labels: { app: shop } }
      spec:
        tolerations: [{ key: capacity, operator: Equal, value: spot }]
        containers: [{ name: shop, image: "shop:1" }]`,
  rollout(rollout, { report }) {
    const pod = podOf(rollout);
    for (const toleration of itemsOf(pod, "tolerations")) tolerated(toleration, report);
    const nodes = nodeAt(pod, "nodeSelector");
    for (const { key } of nodes?.kind === "map" ? nodes.entries : []) {
      const name = String(key.value);
      if (!isLabelKey(name) && !isPlaceholder(name))
        report(
          key.at,
          `The controller refuses this Rollout: no node can have the label \`${name}\`. Write one such as \`kubernetes.io/arch\`.`,
        );
    }
    for (const constraint of itemsOf(pod, "topologySpreadConstraints")) {
      const skew = numberOf(constraint, "maxSkew");
      const place = nodeAt(constraint, "maxSkew");
      if (place && skew !== undefined && skew < 1)
        report(place.at, `The controller refuses this Rollout: \`maxSkew\` is ${skew}, and the least is 1. Write \`1\` or more.`);
    }
  },
});

function tolerated(toleration: SourceNode, report: Report): void {
  const operator = entryOf(toleration, "operator");
  const key = textOf(toleration, "key") ?? "";
  const exists = textOf(toleration, "operator") === "Exists";
  if (key === "" && !exists && toleration.kind === "map")
    report(
      operator?.value.at ?? toleration.at,
      "The controller refuses this Rollout: nobody says what is tolerated. Add `key`, or write `operator: Exists` to tolerate everything.",
    );
  else if (exists && isSet(toleration, "value") && textOf(toleration, "value") !== "")
    report(
      operator?.value.at ?? toleration.at,
      "The controller refuses this Rollout: `Exists` looks at no value. Remove `value`, or write `operator: Equal`.",
    );
}
