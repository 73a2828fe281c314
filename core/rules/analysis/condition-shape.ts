import type { Span } from "../../base/span.ts";
import { type Node, walk } from "../../conditions/syntax.ts";
import { metricProvider } from "../../providers/metrics/index.ts";
import type { SourceNode } from "../../syntax/nodes.ts";
import { conditionsOf, faultOfAny, faultOfResults, inWords } from "../metric-conditions.ts";
import { defineRule } from "../rule.ts";

/** What `result` is, where a condition that takes it for something else is surely wrong. */
const shapes: { readonly [provider: string]: { readonly is: string; readonly want: "item" | "number" | "field" } } = {
  prometheus: { is: "a list, with one number for each series", want: "item" },
  graphite: { is: "a list, with one number for each point", want: "item" },
  influxdb: { is: "a list, with one value for each record", want: "item" },
  datadog: { is: "one number", want: "number" },
  newRelic: { is: "a row with named fields", want: "field" },
  cloudWatch: { is: "a list of answers, each with `Values`", want: "field" },
  skywalking: { is: "an object", want: "field" },
};

export const conditionShape = defineRule({
  id: "analysis/condition-shape",
  severity: "warning",
  summary: "A condition takes `result` for what the provider answers: a number, a list, or an object.",
  why: "The object is accepted, and then every measurement is an error: a few of them end the run, which rolls back.",
  source: "argoproj/argo-rollouts utils/evaluate/evaluate.go, metricproviders (`argo-rollouts.md` part 5)",
  bad: `
    metrics:
    - name: success-rate
      successCondition: result >= 0.95
      #                 ^^^^^^^^^^^^^^ analysis/condition-shape
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  good: `
    metrics:
    - name: success-rate
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  analysis({ metrics }, { report }) {
    for (const condition of metrics.flatMap(conditionsOf)) {
      const fault = faultOfAny(condition) ? undefined : faultOfResults(condition);
      if (!fault) continue;
      const { place, provider } = condition;
      const shape = shapes[provider];
      const label = metricProvider(provider)?.label ?? provider;
      const whole = takesWhole(condition.tree, fault.at);
      const want = shape?.want === "item" && !whole ? undefined : shape?.want === "number" && whole ? undefined : shape?.want;
      const wayOut = want === undefined ? "Take it for what it is." : waysOut[want];
      const plain = place.kind === "scalar" && !/^[|>]/.test(place.raw);
      const fixed = want === "item" ? indexed(place) : want === "number" ? unindexed(place) : undefined;
      const is = shape ? `of ${label} \`result\` is ${shape.is}, and ` : "";
      report(
        condition.spanOf(fault.at),
        `Every measurement is an error, and after a few of them the run ends: ${is}${inWords(fault)}. ${wayOut}`,
        plain && fixed !== undefined ? [{ title: wayOut.slice(0, -1), at: place.at, text: fixed }] : [],
      );
    }
  },
});

const waysOut = { item: "Write `result[0]`.", number: "Write `result`.", field: "Take the field that you mean." };

/** Does the part at that place look at `result` as a whole, and not at one of its items or fields? */
function takesWhole(tree: Node, { start, end }: Span): boolean {
  let taken = false;
  let whole = false;
  walk(tree, node => {
    if (node.at.start < start || node.at.end > end) return;
    if (node.kind === "member" && node.of.kind === "identifier" && node.of.name === "result") taken = true;
    if (node.kind === "identifier" && node.name === "result") whole = true;
  });
  return whole && !taken;
}

function indexed(node: SourceNode): string | undefined {
  // What takes the whole list (`len(result)`) is right as it is.
  if (node.kind === "scalar" && /\b(?!isNaN\b|isInf\b)\w+\s*\(\s*result\b/.test(node.raw)) return undefined;
  return node.kind === "scalar" ? node.raw.replace(/(?<![\w.])result(?!\s*[.[(\w])/g, "result[0]") : undefined;
}

function unindexed(node: SourceNode): string | undefined {
  return node.kind === "scalar" ? node.raw.replace(/\bresult\s*\[\s*\d+\s*\]/g, "result") : undefined;
}
