import { type Comparison, negated, type Operator, readCondition } from "../conditions/condition.ts";
import type { AskedMetric } from "../platforms/platform.ts";

/** What a metric measures, and against what. Decided by the rules of the design's *How traffic and a fault become measurements*. */
export type Meaning =
  | {
      readonly kind: "ratio" /** Of requests that succeed, or that fail. */;
      readonly of: "success" | "error";
      readonly scale: 1 | 100;
      readonly passes: Bound;
    }
  | { readonly kind: "latency"; readonly passes: Bound }
  | { readonly kind: "unknown"; readonly why: string };

/** The measurement passes when `value operator threshold`. */
export interface Bound {
  readonly operator: Operator;
  readonly threshold: number;
  /** The threshold as a decimal text between 0 and 1 for ratios: exact, where doubles are not. */
  readonly written: string;
}

const latencyWords = /latency|duration|histogram_quantile|\bp(50|90|95|99)\b/i;
const successWords = /success|availab|ratio|uptime/i;
const errorWords = /error|fail|5xx|5\.\./i;

/** What a person said of a metric, in a comment: `# stepwise: metric success-rate is success-ratio of requests`. */
export type Said = "success-ratio" | "error-ratio" | "success-percentage" | "error-percentage" | "latency";

/** What people said of metrics in a text, by the metric's name. */
export function saidIn(text: string): ReadonlyMap<string, Said> {
  const said = new Map<string, Said>();
  for (const [, name, meaning] of text.matchAll(
    /#\s*stepwise:\s*metric\s+(\S+)\s+is\s+(success-ratio|error-ratio|success-percentage|error-percentage|latency)\b/g,
  ))
    if (name !== undefined && meaning !== undefined) said.set(name, meaning as Said);
  return said;
}

/** What this metric is about. What a person said goes before what its name says. */
export function meaningOf(metric: AskedMetric, said?: Said): Meaning {
  const passes = passingBound(metric);
  if (said !== undefined) return passes ? saidMeaning(said, passes) : unknown("it is not one comparison with a number");
  if (metric.builtin === "request-success-rate")
    return passes ? { kind: "ratio", of: "success", scale: 100, passes } : unknown("it has no threshold");
  if (metric.builtin === "request-duration") return passes ? { kind: "latency", passes } : unknown("it has no threshold");
  if (!passes) return unknown("its conditions are more than one comparison with a number");
  const words = `${metric.name} ${metric.query}`;
  const above = passes.operator === ">=" || passes.operator === ">";
  const below = passes.operator === "<=" || passes.operator === "<";
  const { threshold } = passes;
  if (above && threshold > 0 && threshold <= 1) return { kind: "ratio", of: "success", scale: 1, passes };
  if (above && threshold > 1 && threshold <= 100 && successWords.test(words)) return { kind: "ratio", of: "success", scale: 100, passes };
  if (below && latencyWords.test(words)) return { kind: "latency", passes };
  if (below && threshold >= 0 && threshold < 1) return { kind: "ratio", of: "error", scale: 1, passes };
  if (below && threshold >= 1 && threshold <= 100 && errorWords.test(words)) return { kind: "ratio", of: "error", scale: 100, passes };
  return unknown("neither its condition nor its name says what it measures");
}

function saidMeaning(said: Said, passes: Bound): Meaning {
  if (said === "latency") return { kind: "latency", passes };
  return { kind: "ratio", of: said.startsWith("success") ? "success" : "error", scale: said.endsWith("percentage") ? 100 : 1, passes };
}

function unknown(why: string): Meaning {
  return { kind: "unknown", why };
}

/** The one comparison that makes a measurement pass; a `failureCondition` alone is read as its negation. */
function passingBound(metric: AskedMetric): Bound | undefined {
  const [first, ...more] = metric.conditions;
  if (!first || more.length > 0) return undefined;
  const condition = readCondition(first.text);
  const comparison: Comparison | undefined = condition.understood ? condition.comparison : undefined;
  if (!comparison) return undefined;
  return {
    operator: first.meaning === "failure" ? negated(comparison.operator) : comparison.operator,
    threshold: comparison.threshold,
    written: comparison.written,
  };
}

const prometheusUnits: { readonly [unit: string]: number } = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** How many seconds back a measurement looks: the longest range in the query, else the interval, else a minute. */
export function windowSecondsOf(metric: AskedMetric): number {
  if (metric.windowSeconds !== undefined) return metric.windowSeconds;
  let longest = 0;
  for (const [, number = "0", unit = "s"] of metric.query.matchAll(/\[(\d+)(ms|s|m|h|d|w)[\]:]/g))
    longest = Math.max(longest, Number(number) * (prometheusUnits[unit] ?? 1));
  return longest > 0 ? longest : (metric.intervalSeconds ?? 60);
}

/** Does the query look at the new version alone? Flagger's own do; others name the canary, a hash, a subset or an argument. */
export function looksAtCanary(metric: AskedMetric): boolean {
  return metric.builtin !== undefined || /canary|hash|subset|preview|latest|\{\{|service|workload|revision/i.test(metric.query);
}
