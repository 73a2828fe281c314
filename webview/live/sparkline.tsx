/** Measured values in order, with the line that they are held against. A measurement without a value leaves a gap. */
export function Sparkline({ values, threshold }: { readonly values: readonly (number | null)[]; readonly threshold?: number | undefined }) {
  const known = values.filter(value => value !== null);
  if (known.length === 0) return null;
  const x = (i: number): number => (values.length === 1 ? width / 2 : inset + (i / (values.length - 1)) * (width - 2 * inset));
  const y = heightOf([...known, ...(threshold === undefined ? [] : [threshold])]);
  let path = "";
  values.forEach((value, i) => {
    if (value === null) return;
    const before = values[i - 1];
    path += `${before === null || before === undefined ? "M" : "L"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" focusable="false">
      {threshold !== undefined && <line class="threshold" x1="0" x2={width} y1={y(threshold)} y2={y(threshold)} />}
      <path class="spark" d={path} />
      {values.map((value, i) => (value === null ? null : <circle key={i} class="spark-dot" cx={x(i)} cy={y(value)} r="1.8" />))}
    </svg>
  );
}

const width = 112;
const height = 28;
const inset = 4;

/** Values over the height, with a margin; equal ones stand in the middle. */
function heightOf(values: readonly number[]): (value: number) => number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (most === least) return () => height / 2;
  return value => height - inset - ((value - least) / (most - least)) * (height - 2 * inset);
}
