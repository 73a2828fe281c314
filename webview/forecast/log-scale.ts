/**
 * The stops of a slider over many powers of ten: 1, 1.2, 1.5, 2 … 10. A stop is a number a person would have typed, and one press
 * of an arrow key is one stop, which no continuous logarithm gives.
 */
const withinTen = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8] as const;

export function stopsBetween(least: number, most: number): readonly number[] {
  const stops: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power++)
    for (const mantissa of withinTen) {
      const stop = Number((mantissa * 10 ** power).toPrecision(2));
      if (stop >= least * (1 - 1e-9) && stop <= most * (1 + 1e-9)) stops.push(stop);
    }
  return stops;
}

/** The stop nearest to a value, by ratio. */
export function nearestStop(stops: readonly number[], value: number): number {
  const wanted = Math.log(Math.max(value, Number.MIN_VALUE));
  let best = 0;
  for (let i = 1; i < stops.length; i++)
    if (Math.abs(Math.log(stops[i] ?? 1) - wanted) < Math.abs(Math.log(stops[best] ?? 1) - wanted)) best = i;
  return best;
}
