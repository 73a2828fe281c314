import { binomialAbove, poissonPmf, poissonUpTo } from "./binomial.ts";
import { normalUpTo } from "./normal.ts";

/** Probability that one measurement fails. Source: `statistics.md` 12.2. */

/** A threshold as written, in whole numbers: 0.99 is 99 / 100. Doubles lose what decimals say (10 * (1 - 0.9) < 1). */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The exact ratio of a decimal text; undefined for what is none. */
export function ratioOf(decimal: string): Ratio | undefined {
  const parts = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(decimal.trim());
  if (!parts || (parts[2] === "" && parts[3] === "")) return undefined;
  const digits = BigInt(`${parts[2]}${parts[3]}` || "0") * (parts[1] === "-" ? -1n : 1n);
  const exponent = Number(parts[4] ?? 0) - (parts[3]?.length ?? 0);
  return exponent >= 0
    ? { numerator: digits * 10n ** BigInt(exponent), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(-exponent) };
}

/** Most errors among n requests with which a success rate still is `>= threshold` (or, strict, `> threshold`). */
export function errorsAllowed(n: number, threshold: Ratio, strict: boolean): number {
  const count = BigInt(n);
  const room = count * (threshold.denominator - threshold.numerator);
  if (room < 0n) return -1;
  const whole = room / threshold.denominator;
  return Number(strict && room % threshold.denominator === 0n ? whole - 1n : whole);
}

/** P(success rate of n requests is below the threshold), errors binomial. `noData` is the verdict on a window without requests. */
export function successRateFails(n: number, threshold: Ratio, strict: boolean, errorRate: number, noData: "pass" | "fail"): number {
  if (n === 0) return noData === "fail" ? 1 : 0;
  return binomialAbove(errorsAllowed(n, threshold, strict), n, errorRate);
}

/** The same where the number of requests is Poisson with a mean: errors and successes are then independent Poisson counts. */
export function successRateFailsPoisson(
  mean: number,
  threshold: Ratio,
  strict: boolean,
  errorRate: number,
  noData: "pass" | "fail",
): number {
  const errors = mean * errorRate;
  const successes = mean * (1 - errorRate);
  const gap = threshold.denominator - threshold.numerator;
  let sum = noData === "fail" ? Math.exp(-mean) : 0;
  let seen = poissonPmf(0, errors);
  for (let x = 1; seen < 1 - 1e-17 && x < errors + 60 + 40 * Math.sqrt(errors + 1); x++) {
    const probability = poissonPmf(x, errors);
    seen += probability;
    // S < theta x / (1 - theta), or <= where the comparison is strict.
    const product = threshold.numerator * BigInt(x);
    const most = gap <= 0n ? undefined : Number(strict ? product / gap : (product - 1n) / gap);
    sum += probability * (most === undefined ? 1 : poissonUpTo(most, successes));
  }
  return sum;
}

/** P(quantile of n log-normal latencies is above the limit), nearest rank. */
export function latencyQuantileFails(n: number, quantile: Ratio, limitMs: number, mu: number, sigma: number): number {
  if (n === 0) return 1;
  const rank = Number((quantile.numerator * BigInt(n) + quantile.denominator - 1n) / quantile.denominator);
  const within = normalUpTo((Math.log(limitMs) - mu) / sigma);
  // Fewer than `rank` of n within the limit is more than n - rank beyond it.
  return binomialAbove(n - rank, n, 1 - within);
}
