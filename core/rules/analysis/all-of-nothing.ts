import { type Node, walk } from "../../conditions/syntax.ts";
import { conditionsOf } from "../metric-conditions.ts";
import { defineRule } from "../rule.ts";

const passing = new Set(["all", "none"]);

export const allOfNothing = defineRule({
  id: "analysis/all-of-nothing",
  severity: "information",
  summary: "A condition about all values says what holds without any.",
  why: "Of an empty list everything is true of all, so that a version that nobody measured passes.",
  source: "argoproj/argo-rollouts metricproviders/prometheus, expr-lang/expr builtin (`argo-rollouts.md` part 5)",
  bad: `
    metrics:
    - name: latency
      successCondition: "all(result, # < 500)"
      #                  ^^^^^^^^^^^^^^^^^^^^ analysis/all-of-nothing
      provider: { prometheus: { address: "http://prometheus:9090", query: latency } }`,
  good: `
    metrics:
    - name: latency
      successCondition: "len(result) > 0 && all(result, # < 500)"
      provider: { prometheus: { address: "http://prometheus:9090", query: latency } }`,
  analysis({ metrics }, { report }) {
    for (const condition of metrics.flatMap(conditionsOf)) {
      // The others answer without data with an error, or with nil.
      if (condition.field !== "successCondition" || !["prometheus", "graphite"].includes(condition.provider)) continue;
      if (condition.syntaxFault || condition.results.length === 0) continue;
      let counted = false;
      const vacuous: (Node & { kind: "builtin" })[] = [];
      walk(condition.tree, node => {
        if (node.kind === "builtin" && (node.name === "len" || node.name === "count")) counted = true;
        // An item that is not there is an error, and no pass.
        if (node.kind === "member" && isResult(node.of)) counted = true;
        if (node.kind === "builtin" && passing.has(node.name) && isResult(node.arguments[0])) vacuous.push(node);
      });
      const [first] = vacuous;
      if (!first || counted) continue;
      report(
        condition.spanOf(first.at),
        `Without data this passes: of an empty list \`${first.name}\` is true. Write \`len(result) > 0 && …\` if there must be some.`,
      );
    }
  },
});

function isResult(node: Node | undefined): boolean {
  return node?.kind === "identifier" && node.name === "result";
}
