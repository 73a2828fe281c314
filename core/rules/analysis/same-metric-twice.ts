import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const sameMetricTwice = defineRule({
  id: "analysis/same-metric-twice",
  severity: "warning",
  summary: "The metrics of a template have names of their own.",
  why: "The template is accepted, and then no run can be made of it: a Rollout that uses it is refused.",
  source: "argoproj/argo-rollouts utils/analysis/factory.go (AR-A002)",
  bad: `
    metrics:
    - { name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: rate_1m } } }
    - { name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: rate_10m } } }
    #         ^^^^ analysis/same-metric-twice`,
  good: `
    metrics:
    - { name: rate-1m, successCondition: "result[0] > 1", provider: { prometheus: { query: rate_1m } } }
    - { name: rate-10m, successCondition: "result[0] > 1", provider: { prometheus: { query: rate_10m } } }`,
  analysis({ metrics }, { report }) {
    const seen = new Set<string>();
    for (const metric of metrics) {
      const name = textOf(metric, "name");
      const at = nodeAt(metric, "name")?.at;
      if (name === undefined || !at) continue;
      if (seen.has(name))
        report(at, `No run can be made of this template: two of its metrics are called \`${name}\`. Give one of them another name.`);
      seen.add(name);
    }
  },
});
