/**
 * Binomial and Poisson probabilities to near machine precision, by Loader's saddle-point form ("Fast and Accurate Computation of
 * Binomial Probabilities", 2000): the error does not grow with n as it does with differences of log-gammas.
 */

// stirlerr(n) = log n! - log(sqrt(2 pi n) (n/e)^n) for n < 16, where the series is not yet exact enough.
const small = [
  0, 0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509, 0.01664469118982119, 0.01387612882307075,
  0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.00833056343336287, 0.00757367548795184, 0.00694284010720953,
  0.006408994188004207, 0.005951370112758847, 0.005554733551962801,
];

function stirlingError(n: number): number {
  const known = small[n];
  if (known !== undefined) return known;
  const nn = n * n;
  if (n > 500) return (1 / 12 - 1 / 360 / nn) / n;
  if (n > 80) return (1 / 12 - (1 / 360 - 1 / 1260 / nn) / nn) / n;
  if (n > 35) return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / nn) / nn) / nn) / n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / nn) / nn) / nn) / nn) / n;
}

/** x log(x/m) + m - x, without the loss of digits near x = m. */
function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}

/** P(X = x) of Bin(n, p). */
export function binomialPmf(x: number, n: number, p: number): number {
  if (x < 0 || x > n) return 0;
  if (p <= 0) return x === 0 ? 1 : 0;
  if (p >= 1) return x === n ? 1 : 0;
  if (x === 0) return n === 0 ? 1 : Math.exp(n * Math.log1p(-p));
  if (x === n) return Math.exp(n * Math.log(p));
  const exponent = stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * (1 - p));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}

/** P(X > m) of Bin(n, p): the smaller side is summed, so that small tails keep their digits. */
export function binomialAbove(m: number, n: number, p: number): number {
  if (m < 0) return 1;
  if (m >= n) return 0;
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  const odds = p / (1 - p);
  if (m + 1 > n * p) {
    let term = binomialPmf(m + 1, n, p);
    let sum = term;
    for (let x = m + 2; x <= n && term > sum * 1e-18; x++) {
      term *= (odds * (n - x + 1)) / x;
      sum += term;
    }
    return sum;
  }
  let term = binomialPmf(m, n, p);
  let sum = term;
  for (let x = m - 1; x >= 0 && term > sum * 1e-18; x--) {
    term *= (x + 1) / (odds * (n - x));
    sum += term;
  }
  return 1 - sum;
}

/** P(X = x) of Poisson(mean). */
export function poissonPmf(x: number, mean: number): number {
  if (x < 0) return 0;
  if (mean <= 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

/** P(X <= x) of Poisson(mean). */
export function poissonUpTo(x: number, mean: number): number {
  if (x < 0) return 0;
  if (mean <= 0) return 1;
  if (x < mean) {
    let term = poissonPmf(x, mean);
    let sum = term;
    for (let k = x; k > 0 && term > sum * 1e-18; k--) {
      term *= k / mean;
      sum += term;
    }
    return sum;
  }
  let term = poissonPmf(x + 1, mean);
  let sum = term;
  for (let k = x + 2; term > sum * 1e-18 && term > 0; k++) {
    term *= mean / k;
    sum += term;
  }
  return 1 - sum;
}
