import type { Scenario } from "../../protocol/forecast.ts";
import { binomialPmf } from "../statistics/binomial.ts";
import { ratioOf, successRateFails } from "../statistics/measurement.ts";
import type { Bound, Meaning } from "./meaning.ts";

/** How a metric answers under a scenario. `requests` are those that its window sees. */

/** Mean error rate of the requests that a window sees: a query that looks at both versions dilutes the fault by the share. */
export function seenErrorRate(scenario: Scenario, canaryOnly: boolean, share: number): number {
  return canaryOnly ? scenario.errorRate : share * scenario.errorRate + (1 - share) * scenario.stableErrorRate;
}

/** Chance that a measurement fails; exact for ratios. Undefined where nobody knows. No requests are no data, which is no failure of the condition. */
export function failProbability(meaning: Meaning, requests: number, errorRate: number): number | undefined {
  if (meaning.kind === "unknown") return undefined;
  // Latency is not touched by a fault in the error rate: a version passes as the stable one does.
  if (meaning.kind === "latency") return 0;
  const n = Math.round(requests);
  if (n === 0) return undefined;
  const threshold = successThreshold(meaning.of, meaning.scale, meaning.passes);
  if (!threshold) return undefined;
  return successRateFails(n, threshold.ratio, threshold.strict, errorRate, "fail");
}

/** The bound on the share of successes, as an exact ratio. An error ratio `<= x` is a success ratio `>= 1 - x`. */
function successThreshold(of: "success" | "error", scale: 1 | 100, passes: Bound) {
  const written = ratioOf(passes.written);
  if (!written) return undefined;
  const ratio = { numerator: written.numerator, denominator: written.denominator * BigInt(scale) };
  const strict = passes.operator === ">" || passes.operator === "<";
  if (of === "success") return { ratio, strict };
  return { ratio: { numerator: ratio.denominator - ratio.numerator, denominator: ratio.denominator }, strict };
}

/** Errors among n requests by inversion of u: one table for each (n, rate), so that a draw is a binary search. */
export class ErrorDraws {
  readonly #tables = new Map<string, { readonly first: number; readonly cumulative: readonly number[] }>();

  draw(n: number, rate: number, u: number): number {
    if (n <= 0 || rate <= 0) return 0;
    if (rate >= 1) return n;
    const key = `${n}/${rate}`;
    let table = this.#tables.get(key);
    if (!table) {
      table = cumulate(n, rate);
      this.#tables.set(key, table);
    }
    let low = 0;
    let high = table.cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((table.cumulative[middle] ?? 1) >= u) high = middle;
      else low = middle + 1;
    }
    return table.first + low;
  }
}

/** The distribution where it is not negligible: twelve standard deviations around the mean. */
function cumulate(n: number, rate: number): { readonly first: number; readonly cumulative: readonly number[] } {
  const reach = 12 * Math.sqrt(n * rate * (1 - rate)) + 20;
  const first = Math.max(0, Math.floor(n * rate - reach));
  const last = Math.min(n, Math.ceil(n * rate + reach));
  const cumulative: number[] = [];
  let sum = 0;
  for (let x = first; x <= last; x++) {
    sum += binomialPmf(x, n, rate);
    cumulative.push(sum);
  }
  return { first, cumulative };
}

/** The value that a metric shows for errors among requests, in its own scale. */
export function valueOfErrors(meaning: Extract<Meaning, { kind: "ratio" }>, errors: number, requests: number): number {
  const share = meaning.of === "error" ? errors / requests : (requests - errors) / requests;
  return share * meaning.scale;
}

/** A value with which the measurement passes: for latencies and for a fault that is not there. */
export function passingValue(passes: Bound): number {
  const { operator, threshold } = passes;
  if (operator === ">=" || operator === "<=" || operator === "==") return threshold;
  return operator === ">" ? threshold + Math.max(1e-9, Math.abs(threshold) * 1e-9) : threshold - Math.max(1e-9, Math.abs(threshold) * 1e-9);
}
