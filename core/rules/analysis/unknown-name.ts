import { edits } from "../../base/nearest.ts";
import { builtins, predicates } from "../../conditions/builtins/index.ts";
import { controllerFunctions } from "../../conditions/builtins/numbers.ts";
import { conditionsOf, faultOfAny } from "../metric-conditions.ts";
import { defineRule } from "../rule.ts";

/** Names that a condition knows and that somebody may have meant. */
const known = ["result", ...Object.keys(controllerFunctions), ...Object.keys(predicates), ...builtins.keys()];

export const unknownName = defineRule({
  id: "analysis/unknown-name",
  severity: "warning",
  summary: "A condition calls the answer `result`, and functions by their names.",
  why: "The object is accepted, and then every measurement is an error: a few of them end the run, which rolls back.",
  source: "argoproj/argo-rollouts utils/evaluate/evaluate.go (`argo-rollouts.md` part 5)",
  bad: `
    metrics:
    - name: success-rate
      successCondition: results[0] >= 0.95
      #                 ^^^^^^^ analysis/unknown-name
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  good: `
    metrics:
    - name: success-rate
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  analysis({ metrics }, { report }) {
    for (const condition of metrics.flatMap(conditionsOf)) {
      const fault = faultOfAny(condition);
      const written = /^unknown name (.+)$/.exec(fault?.message ?? "")?.[1];
      if (!fault || written === undefined) continue;
      const { place } = condition;
      const meant = meantBy(written);
      const plain = place.kind === "scalar" && !/^[|>]/.test(place.raw);
      const wayOut = meant ? `Write \`${meant}\`.` : "The answer is called `result`, and its fields stand behind it, as in `result.rate`.";
      report(
        condition.spanOf(fault.at),
        `Every measurement is an error, and after a few of them the run ends: a condition knows no \`${written}\`. ${wayOut}`,
        plain && meant
          ? [
              {
                title: `Write \`${meant}\``,
                at: place.at,
                text: place.raw.replaceAll(new RegExp(`(?<![\\w.])${written.replaceAll("$", "\\$")}\\b`, "g"), meant),
              },
            ]
          : [],
      );
    }
  },
});

/** A known name that is one slip away. */
function meantBy(written: string): string | undefined {
  return written.length < 4 ? undefined : known.find(name => name.length > 4 && edits(written.toLowerCase(), name.toLowerCase()) <= 1);
}
