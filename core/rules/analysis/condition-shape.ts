import { metricProvider } from "../../providers/metrics/index.ts";
import { nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
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
    for (const metric of metrics) {
      const provider = nodeAt(metric, "provider");
      const key = provider?.kind === "map" && provider.entries.length === 1 ? String(provider.entries[0]?.key.value) : "";
      const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
      if (!shape || isScalarQuery(provider, key)) continue;
      for (const field of ["successCondition", "failureCondition"]) {
        const place = nodeAt(metric, field);
        const text = textOf(place);
        if (!place || text === undefined || !misfits(text, shape.want)) continue;
        const plain = place.kind === "scalar" && !/^[|>]/.test(place.raw);
        const fixed = shape.want === "item" ? indexed(place) : shape.want === "number" ? unindexed(place) : undefined;
        const wayOut = { item: "Write `result[0]`.", number: "Write `result`.", field: "Take the field that you mean." }[shape.want];
        report(
          place.at,
          `Every measurement is an error, and after a few of them the run ends: of ${metricProvider(key)?.label ?? key} \`result\` is ${shape.is}. ${wayOut}`,
          plain && fixed !== undefined ? [{ title: wayOut.slice(0, -1), at: place.at, text: fixed }] : [],
        );
      }
    }
  },
});

/** Can the query answer with one number, as `scalar(…)`, `time()` and plain numbers do? Of one that an argument decides nobody knows. */
function isScalarQuery(provider: SourceNode | undefined, key: string): boolean {
  const query = textOf(provider, key, "query")?.trim() ?? "";
  return key === "prometheus" && (/\b(scalar|time)\s*\(/.test(query) || /^[\d.]+$/.test(query) || /^\{\{[^}]*\}\}$/.test(query));
}

const bare = /(?<![\w.)\]])result\s*(?:[<>]=?|[!=]=)|(?:[<>]=?|[!=]=)\s*result(?!\s*[.[(?\w])|\b(?:isNaN|isInf)\(\s*result\s*\)/;

function misfits(condition: string, want: "item" | "number" | "field"): boolean {
  const code = condition.replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`[^`]*`/g, "0");
  return want === "number" ? /\bresult\s*\[/.test(code) : bare.test(code);
}

function indexed(node: SourceNode): string | undefined {
  // What takes the whole list (`len(result)`) is right as it is.
  if (node.kind === "scalar" && /\b(?!isNaN\b|isInf\b)\w+\s*\(\s*result\b/.test(node.raw)) return undefined;
  return node.kind === "scalar" ? node.raw.replace(/(?<![\w.])result(?!\s*[.[(\w])/g, "result[0]") : undefined;
}

function unindexed(node: SourceNode): string | undefined {
  return node.kind === "scalar" ? node.raw.replace(/\bresult\s*\[\s*\d+\s*\]/g, "result") : undefined;
}
