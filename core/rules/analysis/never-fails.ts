import { count as measurements } from "../../base/figures.ts";
import { entryOf, isSet, nodeAt, type SourceNode } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const neverFails = defineRule({
  id: "analysis/never-fails",
  severity: "warning",
  summary: "A metric tolerates fewer failures than it takes measurements.",
  why: "Every measurement may fail and the metric still passes: it checks nothing.",
  source: "argoproj/argo-rollouts analysis/analysis.go (`argo-rollouts.md` part 4, T14)",
  bad: `
    metrics:
    - name: success-rate
      interval: 1m
      count: 3
      failureLimit: 3
      #             ^ analysis/never-fails
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  good: `
    metrics:
    - name: success-rate
      interval: 1m
      count: 3
      failureLimit: 1
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  analysis({ metrics }, { report }) {
    for (const metric of metrics) {
      const count = measurementsOf(metric);
      const limit = wholeAt(metric, "failureLimit");
      const entry = entryOf(metric, "failureLimit");
      if (!entry || count === undefined || limit === undefined || limit < count.taken) continue;
      // Above a count that is written the controller refuses the run, which another rule says.
      if (count.written && limit > count.taken) continue;
      report(
        entry.value.at,
        `This metric can never fail: it takes ${measurements(count.taken, "measurement")}${count.written ? "" : ", since it has no `interval` and no `count`,"} and tolerates ${measurements(limit, "failure")}. Set \`failureLimit\` to ${count.taken - 1}${count.taken > 1 ? " or less" : ""}.`,
        [{ title: `Set \`failureLimit\` to ${count.taken - 1}`, at: entry.value.at, text: String(count.taken - 1) }],
      );
    }
  },
});

/** How many measurements are taken; undefined for one that has no end, and for what an argument decides. */
function measurementsOf(metric: SourceNode): { readonly taken: number; readonly written: boolean } | undefined {
  const count = wholeAt(metric, "count");
  if (count !== undefined && count > 0) return { taken: count, written: true };
  return isSet(metric, "interval") || (isSet(metric, "count") && count === undefined) ? undefined : { taken: 1, written: false };
}

function wholeAt(metric: SourceNode, field: string): number | undefined {
  const node = nodeAt(metric, field);
  return node?.kind === "scalar" && /^\d+$/.test(String(node.value)) ? Number(node.value) : undefined;
}
