import { type Node, walk } from "../../conditions/syntax.ts";
import { conditionsOf } from "../metric-conditions.ts";
import { defineRule } from "../rule.ts";

export const defaultIgnored = defineRule({
  id: "analysis/default-ignored",
  severity: "warning",
  summary: "An answer without values is caught by `len(result)`, and not by `default` or `isNil`.",
  why: "No value is an empty list, which is not nil, and both functions ignore what they are given: `result[0]` is still an error.",
  source: "argoproj/argo-rollouts utils/evaluate/evaluate.go (`argo-rollouts.md` part 5)",
  bad: `
    metrics:
    - name: success-rate
      successCondition: default(result[0], 1) >= 0.95
      #                 ^^^^^^^^^^^^^^^^^^^^^ analysis/default-ignored
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  good: `
    metrics:
    - name: success-rate
      successCondition: len(result) == 0 || result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  analysis({ metrics }, { report }) {
    for (const condition of metrics.flatMap(conditionsOf)) {
      if (!["prometheus", "graphite"].includes(condition.provider)) continue;
      const reported: Node[] = [];
      walk(condition.tree, node => {
        if (node.kind === "call" && node.callee.kind === "identifier" && ["default", "isNil"].includes(node.callee.name))
          reported.push(node);
      });
      const [first] = reported;
      if (first?.kind !== "call" || first.callee.kind !== "identifier") continue;
      report(
        condition.spanOf(first.at),
        `An answer without values is an error all the same: \`${first.callee.name}\` ignores what it is given, and an empty list is not nil. Write \`len(result) == 0 || …\`.`,
      );
    }
  },
});
