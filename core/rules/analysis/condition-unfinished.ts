import { conditionsOf } from "../metric-conditions.ts";
import { defineRule } from "../rule.ts";

export const conditionUnfinished = defineRule({
  id: "analysis/condition-unfinished",
  severity: "warning",
  summary: "A condition is a whole expression.",
  why: "The object is accepted, and then no measurement can be judged: the run ends with an error after a few of them, which rolls back.",
  source: "argoproj/argo-rollouts utils/evaluate/evaluate.go (`argo-rollouts.md` part 5)",
  bad: `
    metrics:
    - name: success-rate
      successCondition: result[0] >
      #                 ^^^^^^^^^^^ analysis/condition-unfinished
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  good: `
    metrics:
    - name: success-rate
      successCondition: result[0] > 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  analysis({ metrics }, { report }) {
    for (const { place, text, templated, syntaxFault, spanOf } of metrics.flatMap(conditionsOf)) {
      const why = unfinished(text);
      if (why)
        report(
          place.at,
          `No measurement can be judged, so the run ends with an error and rolls back: the condition ${why}. Finish it, as in \`result[0] >= 0.95\`.`,
        );
      // What an argument brings may be an operator as well.
      else if (syntaxFault && !templated)
        report(
          spanOf(syntaxFault.at),
          `No measurement can be judged, so the run ends with an error and rolls back: the condition cannot be read from here on, the controller says \`${syntaxFault.message}\`. Write it as in \`result[0] >= 0.95\`.`,
        );
    }
  },
});

const closing: { readonly [open: string]: string } = { "(": ")", "[": "]", "{": "}" };

/** What is surely unfinished, whatever the expression means; undefined for what may be whole. */
function unfinished(expression: string): string | undefined {
  // An argument stands for anything, and texts are no code.
  const bare = expression
    .replace(/\{\{[^}]*\}\}/g, "0")
    .replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`[^`]*`/g, "0")
    .trim();
  if (bare === "") return undefined;
  if (/["'`]/.test(bare)) return "has a text that does not end";
  if (/(&&|\|\||[<>=!+*/%,.?:-]|\b(and|or|not|in))$/.test(bare)) return "ends with an operator";
  const open: string[] = [];
  for (const letter of bare) {
    const close = closing[letter];
    if (close) open.push(close);
    else if (")]}".includes(letter) && open.pop() !== letter) return `has a \`${letter}\` that nothing opens`;
  }
  return open.length > 0 ? `lacks a \`${open.at(-1)}\`` : undefined;
}
