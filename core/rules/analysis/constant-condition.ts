import { type Condition, type Result, readCondition } from "../../conditions/condition.ts";
import { parseCondition } from "../../conditions/parser.ts";
import { walk } from "../../conditions/syntax.ts";
import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** What follows where a condition is the same whatever was measured. */
const consequences: { readonly [field: string]: { readonly [constant: string]: string } } = {
  successCondition: { true: "This metric can never fail", false: "This metric can never pass" },
  failureCondition: { true: "This metric always fails", false: "This condition never finds a failure" },
};

export const constantCondition = defineRule({
  id: "analysis/constant-condition",
  severity: "warning",
  summary: "A condition depends on what was measured.",
  why: "The metric always passes or never does, so every rollout ends the same way, whatever the new version is like.",
  source: "argoproj/argo-rollouts analysis/analysis.go (`argo-rollouts.md` 4.3)",
  bad: `
    metrics:
    - name: latency
      successCondition: result[0] < 100 && result[0] > 500
      #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ analysis/constant-condition
      provider: { prometheus: { address: "http://prometheus:9090", query: latency } }`,
  good: `
    metrics:
    - name: latency
      successCondition: result[0] > 100 && result[0] < 500
      provider: { prometheus: { address: "http://prometheus:9090", query: latency } }`,
  analysis({ metrics }, { report }) {
    for (const metric of metrics) {
      for (const [field, words] of Object.entries(consequences)) {
        const place = nodeAt(metric, field);
        const text = textOf(place);
        const constant = place && text ? constantIn(text) : undefined;
        if (!place || constant === undefined) continue;
        report(
          place.at,
          `${words[String(constant)]}: the condition is ${constant ? "true" : "false"} for every value. Check its operators and numbers.`,
        );
      }
    }
  },
});

const most = 500;
const constants = new Map<string, boolean | undefined>();

/** Remembered by its text: many metrics share a condition. */
function constantIn(text: string): boolean | undefined {
  if (constants.has(text)) return constants.get(text);
  const found = constantOf(readCondition(text));
  if (constants.size >= most) constants.clear();
  constants.set(text, found);
  return found;
}

/** Always true, always false, or undefined for what depends on the answer, and for what is not understood. */
function constantOf(condition: Condition): boolean | undefined {
  if (!condition.understood || !isOfNumbers(condition.text)) return undefined;
  // Several items vary on their own, which would take all their combinations.
  if (new Set([...condition.text.matchAll(/\[\s*(\d+)/g)].map(found => found[1])).size > 1) return undefined;
  const numbers = [...condition.text.matchAll(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|-?\.\d+/g)].map(found => Number(found[0]));
  // Between two numbers of the condition nothing changes: the numbers themselves, one value on each side, and none (NaN) are enough.
  const values = [...new Set([0, 1, -1, 1e15, -1e15, Number.NaN, ...numbers.flatMap(n => [n, -n, n - 1e-6, n + 1e-6, n / 2])])];
  const lengths = new Set([0, 1, 2, ...numbers.flatMap(n => [n - 1, n, n + 1])].filter(n => Number.isInteger(n) && n >= 0 && n <= 100));
  let only: boolean | undefined;
  const differs = (answer: Result): boolean => {
    const outcome = condition.evaluate(answer);
    if (!("value" in outcome)) return false;
    if (only !== undefined && outcome.value !== only) return true;
    only = outcome.value;
    return false;
  };
  // Nearly every condition differs between the first few.
  for (const value of values) {
    if (differs(value)) return undefined;
    for (const length of lengths) if (differs(new Array<number>(length).fill(value))) return undefined;
  }
  return only;
}

/** Does it look at numbers alone, so that numbers can show all that it does? Of texts and objects there are too many kinds to try. */
function isOfNumbers(text: string): boolean {
  let numbers = true;
  walk(parseCondition(text).tree, node => {
    if (node.kind === "binary") numbers &&= /^(<|<=|>|>=|==|!=|&&|\|\||and|or)$/.test(node.operator);
    else if (node.kind === "unary") numbers &&= /^(!|not|-|\+)$/.test(node.operator);
    else if (node.kind === "member") numbers &&= node.of.kind === "identifier" && node.property.kind === "integer";
    else if (node.kind === "builtin") numbers &&= node.name === "len" && node.arguments[0]?.kind === "identifier";
    else numbers &&= ["integer", "float", "bool", "identifier"].includes(node.kind);
  });
  return numbers;
}
