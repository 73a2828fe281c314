import { checkCondition } from "../../conditions/checker.ts";
import { unknownNature } from "../../conditions/types.ts";
import { conditionsOf, faultOfAny, faultOfResults, inWords, type MetricCondition, typeInWords } from "../metric-conditions.ts";
import { defineRule } from "../rule.ts";

export const conditionType = defineRule({
  id: "analysis/condition-type",
  severity: "warning",
  summary: "A condition compares what can be compared, calls functions with what they take, and ends in a yes or no.",
  why: "The object is accepted, and then every measurement is an error: a few of them end the run, which rolls back.",
  source: "argoproj/argo-rollouts utils/evaluate/evaluate.go, expr-lang/expr checker (`argo-rollouts.md` part 5)",
  bad: `
    metrics:
    - name: failures
      successCondition: "count(result, # > 5)"
      #                 ^^^^^^^^^^^^^^^^^^^^^^ analysis/condition-type
      provider: { prometheus: { address: "http://prometheus:9090", query: failures } }`,
  good: `
    metrics:
    - name: failures
      successCondition: "count(result, # > 5) == 0"
      provider: { prometheus: { address: "http://prometheus:9090", query: failures } }`,
  analysis({ metrics }, { report }) {
    for (const condition of metrics.flatMap(conditionsOf)) {
      const fault = faultOfAny(condition);
      if (fault) {
        if (/^unknown name /.test(fault.message)) continue;
        report(
          condition.spanOf(fault.at),
          `Every measurement is an error, and after a few of them the run ends: ${inWords(fault)}. Give it what it takes.`,
        );
        continue;
      }
      const given = faultOfResults(condition) ? undefined : outcomeOf(condition);
      if (given !== undefined)
        report(
          condition.place.at,
          `Every measurement is an error, and after a few of them the run ends: the condition gives ${typeInWords(given)}, and no yes or no. Compare it with something, as in \`result[0] >= 0.95\`.`,
        );
    }
  },
});

/** The type of what comes out, where it is none that can be a yes or no. */
function outcomeOf({ tree, syntaxFault, results }: MetricCondition): string | undefined {
  if (syntaxFault) return undefined;
  const kinds = (results.length > 0 ? results : [unknownNature]).map(result => checkCondition(tree, result));
  const wrong = kinds.every(
    ({ nature: { type }, unknown }) => unknown === undefined && type && type.kind !== "bool" && type.kind !== "interface",
  );
  return wrong ? kinds[0]?.nature.type?.name : undefined;
}
