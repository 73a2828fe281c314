import { isPlaceholder } from "../../base/name-forms.ts";
import { quantity } from "../../base/quantity.ts";
import { nodeAt, type SourceNode } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule, type Report } from "../rule.ts";

export const resources = defineRule({
  id: "pods/resources",
  severity: "error",
  summary: "What a container requests is an amount, and no more than its limit.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    containers:
    - name: shop
      image: shop:1
      resources: { requests: { memory: 1Gi }, limits: { memory: 512Mi } }
      #                                ^^^ pods/resources`,
  good: `
    containers:
    - name: shop
      image: shop:1
      resources: { requests: { memory: 512Mi }, limits: { memory: 1Gi } }`,
  rollout(rollout, { report }) {
    for (const { node } of containersOf(podOf(rollout))) {
      const requests = nodeAt(node, "resources", "requests");
      const limits = nodeAt(node, "resources", "limits");
      for (const amounts of [requests, limits]) {
        for (const value of unreadable(amounts)) tell(value, report);
        for (const { key, value } of amounts?.kind === "map" ? amounts.entries : []) check(String(key.value), key, value, report);
      }
      for (const { key, value } of requests?.kind === "map" ? requests.entries : []) {
        const name = String(key.value);
        const [request, limit] = [amountOf(value), amountOf(nodeAt(limits, name))];
        if (request === undefined || limit === undefined || request <= limit) continue;
        report(
          value.at,
          `The controller refuses this Rollout: a container requests more \`${name}\` than its limit allows. Request at most \`${rawOf(nodeAt(limits, name))}\`.`,
          [{ title: `Request \`${rawOf(nodeAt(limits, name))}\``, at: value.at, text: rawOf(nodeAt(limits, name)) }],
        );
      }
    }
  },
});

const known = /^(cpu|memory|ephemeral-storage|hugepages-.+|.+\/.+)$/;

function check(name: string, key: SourceNode, value: SourceNode, report: Report): void {
  const amount = amountOf(value);
  if (!known.test(name) && !isPlaceholder(name))
    report(
      key.at,
      `The controller refuses this Rollout: a container has no resource \`${name}\`. Write \`cpu\`, \`memory\`, or one with a domain in front.`,
    );
  else if (amount !== undefined && amount < 0)
    report(value.at, "The controller refuses this Rollout: an amount is not negative. Write `0` or more.");
}

function unreadable(amounts: SourceNode | undefined): readonly SourceNode[] {
  return (amounts?.kind === "map" ? amounts.entries : [])
    .map(({ value }) => value)
    .filter(
      value =>
        value.kind === "scalar" && typeof value.value === "string" && quantity(value.value) === undefined && !isPlaceholder(value.value),
    );
}

function tell(value: SourceNode, report: Report): void {
  report(
    value.at,
    `The controller cannot read this Rollout: \`${rawOf(value)}\` is no amount. Write one such as \`250m\` of a processor or \`512Mi\` of memory.`,
  );
}

function amountOf(node: SourceNode | undefined): number | undefined {
  return node?.kind === "scalar" && (typeof node.value === "string" || typeof node.value === "number") ? quantity(node.value) : undefined;
}

function rawOf(node: SourceNode | undefined): string {
  return node?.kind === "scalar" ? node.raw : "";
}
