/** The standard normal distribution: P(Z <= z), with full relative precision in both tails. */
export function normalUpTo(z: number): number {
  return z < 0 ? 0.5 * complementaryError(-z / Math.SQRT2) : 1 - 0.5 * complementaryError(z / Math.SQRT2);
}

/** erfc(x) for x >= 0: a series near 0, Lentz's continued fraction beyond. */
function complementaryError(x: number): number {
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let k = 1; Math.abs(term) > Math.abs(sum) * 1e-17; k++) {
      term *= (2 * x * x) / (2 * k + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let f = x;
  let c = x;
  let d = 0;
  for (let k = 1; k < 500; k++) {
    const a = k / 2;
    d = 1 / (x + a * d);
    c = x + a / c;
    const delta = c * d;
    f *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * f);
}
