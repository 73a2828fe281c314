import { goDuration } from "../../base/duration.ts";
import type { Span } from "../../base/span.ts";
import { entryOf, nodeAt, type SourceNode } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** The numbers of a metric; undefined for one that is not there, and for one that an argument decides. */
interface Numbers {
  readonly count: number | undefined;
  readonly failureLimit: number | undefined;
  readonly inconclusiveLimit: number | undefined;
  readonly consecutiveErrorLimit: number | undefined;
  readonly consecutiveSuccessLimit: number | undefined;
  readonly interval: boolean;
}

/** What makes the numbers of a metric invalid: the field to look at, and why. In the controller's order, of which only the first counts. */
const checks: readonly { readonly field: keyof Numbers; wrong(numbers: Numbers): string | undefined }[] = [
  {
    field: "consecutiveSuccessLimit",
    wrong: ({ consecutiveSuccessLimit: limit = 0 }) => (limit < 0 ? `is ${limit}, and the least is 0` : undefined),
  },
  {
    field: "failureLimit",
    wrong: ({ failureLimit: limit = 0 }) => (limit < -1 ? `is ${limit}, and the least is -1, which is no limit` : undefined),
  },
  {
    field: "failureLimit",
    wrong: ({ failureLimit, consecutiveSuccessLimit = 0 }) =>
      failureLimit === -1 && consecutiveSuccessLimit === 0
        ? "is -1 and there is no `consecutiveSuccessLimit`, so nothing could ever decide"
        : undefined,
  },
  { field: "inconclusiveLimit", wrong: ({ inconclusiveLimit: limit = 0 }) => (limit < 0 ? `is ${limit}, and the least is 0` : undefined) },
  {
    field: "consecutiveErrorLimit",
    wrong: ({ consecutiveErrorLimit: limit = 4 }) => (limit < 0 ? `is ${limit}, and the least is 0` : undefined),
  },
  {
    field: "count",
    wrong({ count = 0, failureLimit = 0, consecutiveSuccessLimit = 0 }) {
      const needed = Math.max(failureLimit, 0) + consecutiveSuccessLimit;
      return count > 0 && count < needed
        ? `is ${count}, and \`failureLimit\` and \`consecutiveSuccessLimit\` together ask for ${needed}`
        : undefined;
    },
  },
  {
    field: "count",
    wrong: ({ count = 0, inconclusiveLimit = 0 }) =>
      count > 0 && count < inconclusiveLimit ? `is ${count}, and \`inconclusiveLimit\` is ${inconclusiveLimit}` : undefined,
  },
  {
    field: "count",
    wrong: ({ count = 0, interval }) =>
      count > 1 && !interval ? `is ${count}, and there is no \`interval\` between measurements` : undefined,
  },
];

export const limits = defineRule({
  id: "analysis/limits",
  severity: "warning",
  summary: "The count, the limits and the interval of a metric go together.",
  why: "The object is accepted, and then every run with this metric ends with an error at once, which rolls back.",
  source: "argoproj/argo-rollouts utils/analysis/factory.go (AR-A003 to AR-A011)",
  bad: `
    metrics:
    - name: success-rate
      count: 5
      #      ^ analysis/limits
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  good: `
    metrics:
    - name: success-rate
      count: 5
      interval: 1m
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  analysis({ metrics }, { report }) {
    for (const metric of metrics) {
      const numbers = numbersOf(metric);
      const found = checks.map(({ field, wrong }) => ({ field, why: numbers && wrong(numbers) })).find(({ why }) => why !== undefined);
      if (found)
        report(
          placeOfField(metric, found.field),
          `Every run with this metric ends with an error at once, which rolls back: \`${found.field}\` ${found.why}. Change one of them.`,
        );
      for (const field of ["interval", "initialDelay"]) {
        const node = nodeAt(metric, field);
        if (
          node?.kind !== "scalar" ||
          typeof node.value !== "string" ||
          node.value === "" ||
          node.value.includes("{{") ||
          goDuration(node.value) !== undefined
        )
          continue;
        report(
          node.at,
          `Every run with this metric ends with an error at once, which rolls back: \`${field}\` is no duration. Write one such as \`30s\`, \`5m\` or \`1h\`.`,
        );
      }
    }
  },
});

/** Undefined where an argument decides one of them: nobody knows here what they come to. */
function numbersOf(metric: SourceNode): Numbers | undefined {
  const fields = ["count", "failureLimit", "inconclusiveLimit", "consecutiveErrorLimit", "consecutiveSuccessLimit"] as const;
  const values = fields.map(field => {
    const node = nodeAt(metric, field);
    if (node?.kind !== "scalar" || node.value === null) return undefined;
    return String(node.value).includes("{{") ? Number.NaN : /^-?\d+$/.test(String(node.value).trim()) ? Number(node.value) : 0;
  });
  if (values.some(Number.isNaN)) return undefined;
  const [count, failureLimit, inconclusiveLimit, consecutiveErrorLimit, consecutiveSuccessLimit] = values;
  const interval = nodeAt(metric, "interval");
  return {
    count,
    failureLimit,
    inconclusiveLimit,
    consecutiveErrorLimit,
    consecutiveSuccessLimit,
    interval: interval?.kind === "scalar" && interval.value !== null,
  };
}

function placeOfField(metric: SourceNode, field: string): Span {
  return entryOf(metric, field)?.value.at ?? entryOf(metric, "name")?.value.at ?? metric.at;
}
