import { isLabelKey, isPlaceholder } from "../../base/name-forms.ts";
import { entryOf, isSet, itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { fieldsAt, nodeExpressions, podOf, podSelectors } from "../pod-template.ts";
import { defineRule, type Report } from "../rule.ts";

export const placement = defineRule({
  id: "pods/placement",
  severity: "error",
  summary: "Where pods may run is said by labels that nodes can have, and tolerations name what they tolerate.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    tolerations: [{ operator: Equal, value: spot }]
    #                         ^^^^^ pods/placement
    containers: [{ name: shop, image: "shop:1" }]`,
  good: `
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
    affinities(pod, report);
    for (const constraint of itemsOf(pod, "topologySpreadConstraints")) {
      const skew = numberOf(constraint, "maxSkew");
      const place = nodeAt(constraint, "maxSkew");
      if (place && skew !== undefined && skew < 1)
        report(place.at, `The controller refuses this Rollout: \`maxSkew\` is ${skew}, and the least is 1. Write \`1\` or more.`);
      spread(constraint, report);
    }
  },
});

function spread(constraint: SourceNode, report: Report): void {
  const domains = entryOf(constraint, "minDomains");
  const least = numberOf(constraint, "minDomains");
  if (domains && least !== undefined && least < 1)
    report(domains.value.at, `The controller refuses this Rollout: \`minDomains\` is ${least}, and the least is 1. Write \`1\` or more.`);
  else if (domains && least !== undefined && textOf(constraint, "whenUnsatisfiable") === "ScheduleAnyway")
    report(
      domains.key.at,
      "The controller refuses this Rollout: pods that may go anywhere need no number of places. Remove `minDomains`, or write `whenUnsatisfiable: DoNotSchedule`.",
    );
  const keys = entryOf(constraint, "matchLabelKeys");
  if (keys && itemsOf(constraint, "matchLabelKeys").length > 0 && !isSet(constraint, "labelSelector"))
    report(keys.key.at, "The controller refuses this Rollout: nobody says which pods are counted. Add `labelSelector`.");
}

const preferred = "preferredDuringSchedulingIgnoredDuringExecution";

function affinities(pod: SourceNode | undefined, report: Report): void {
  for (const kind of ["nodeAffinity", "podAffinity", "podAntiAffinity"])
    for (const wish of itemsOf(pod, "affinity", kind, preferred)) {
      const weight = numberOf(wish, "weight");
      const place = nodeAt(wish, "weight");
      if (place && weight !== undefined && (weight < 1 || weight > 100))
        report(place.at, `The controller refuses this Rollout: the weight of a wish is ${weight}, and lies between 1 and 100.`);
    }
  const terms = entryOf(nodeAt(pod, "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"), "nodeSelectorTerms");
  if (terms?.value.kind === "list" && terms.value.items.length === 0)
    report(terms.key.at, "The controller refuses this Rollout: no node is good enough. Add a term, or remove `nodeAffinity`.");
  for (const expression of nodeExpressions.flatMap(path => fieldsAt(pod, path))) compared(expression, report);
  for (const selector of podSelectors)
    for (const expression of fieldsAt(pod, `${selector}.matchExpressions[]`)) compared(expression, report);
}

/** How many values an operator compares with. What is no operator is told elsewhere. */
const counts: { readonly [operator: string]: readonly [least: number, most: number, words: string] } = {
  In: [1, Number.POSITIVE_INFINITY, "needs at least one value to compare with. Add `values`."],
  NotIn: [1, Number.POSITIVE_INFINITY, "needs at least one value to compare with. Add `values`."],
  Exists: [0, 0, "compares with no value. Remove `values`, or use `In`."],
  DoesNotExist: [0, 0, "compares with no value. Remove `values`, or use `NotIn`."],
  Gt: [1, 1, "compares with one value. Write one number in `values`."],
  Lt: [1, 1, "compares with one value. Write one number in `values`."],
};

function compared(expression: SourceNode, report: Report): void {
  const place = nodeAt(expression, "operator");
  const [least, most, words] = counts[textOf(place) ?? ""] ?? [];
  const count = itemsOf(expression, "values").length;
  if (!place || least === undefined || most === undefined || (least <= count && count <= most)) return;
  report(place.at, `The controller refuses this Rollout: \`${textOf(place) ?? ""}\` ${words}`);
}

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
  const effect = nodeAt(toleration, "effect");
  if (isSet(toleration, "tolerationSeconds") && textOf(effect) !== "NoExecute")
    report(
      entryOf(toleration, "tolerationSeconds")?.key.at ?? toleration.at,
      "The controller refuses this Rollout: only what sends pods away can be put up with for a time. Write `effect: NoExecute`, or remove `tolerationSeconds`.",
    );
}
