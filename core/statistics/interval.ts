/** Wilson's 95 % interval of a probability from counts; Clopper-Pearson's where all or none happened. Source: `statistics.md` 12.7. */
export function proportionInterval(successes: number, runs: number): { readonly low: number; readonly high: number } {
  if (runs === 0) return { low: 0, high: 1 };
  if (successes === 0) return { low: 0, high: 1 - 0.025 ** (1 / runs) };
  if (successes === runs) return { low: 0.025 ** (1 / runs), high: 1 };
  const z = 1.959963984540054;
  const p = successes / runs;
  const centre = p + (z * z) / (2 * runs);
  const half = z * Math.sqrt((p * (1 - p)) / runs + (z * z) / (4 * runs * runs));
  const scale = 1 + (z * z) / runs;
  return { low: (centre - half) / scale, high: (centre + half) / scale };
}
