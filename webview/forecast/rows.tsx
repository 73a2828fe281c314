import type { ForecastView, TimelinePoint } from "../../protocol/forecast.ts";
import { gutter, marginRight } from "../picture/plot.tsx";
import { placeHeld, steppedArea, stretches } from "../picture/stepped.ts";
import { textWidth } from "../picture/text-width.ts";
import { clamped, type TimeAxis } from "../picture/time-axis.ts";
import { SignShape } from "../shell/signs.tsx";

/** Analyses that run beside the steps: a line under all that they span, with a dot for each measurement. */
export function BackgroundRows({ background, axis }: { readonly background: ForecastView["background"]; readonly axis: TimeAxis }) {
  return (
    <>
      {background
        .filter(run => run.to >= axis.from && run.from <= axis.to)
        .map(run => {
          const [left, right] = [clamped(axis, axis.x(run.from)), clamped(axis, axis.x(run.to))];
          // The label stands at the line's left end, or as far left of it as it has to.
          const labelLeft = Math.max(axis.left, Math.min(left, axis.right + marginRight - textWidth(run.label) - 4));
          return (
            <div key={run.label} class="background-row">
              <span class="row-name" style={{ width: `${gutter - 8}px` }}>
                checks
              </span>
              <span class="background-label" style={{ left: `${labelLeft}px`, width: `${axis.right + marginRight - labelLeft}px` }}>
                {run.label}
              </span>
              <span class="background-line" style={{ left: `${left}px`, width: `${Math.max(2, right - left)}px` }} />
              {run.measurements
                .filter(t => t >= axis.from && t <= axis.to)
                .map(t => (
                  <span key={t} class="dot" style={{ left: `${axis.x(t)}px` }} />
                ))}
            </div>
          );
        })}
    </>
  );
}

const rowHeight = 18;
const fullHeight = 14;

/** How many pods each version has: the height of the bar, and the number where it begins to hold. */
export function PodRows({ points, axis }: { readonly points: readonly TimelinePoint[]; readonly axis: TimeAxis }) {
  const most = Math.max(1, ...points.flatMap(point => [point.stablePods, point.canaryPods]));
  if (points.length === 0) return null;
  return (
    <div class="pods">
      <PodRow name="stable" values={points.map(({ t, stablePods }) => ({ t, value: stablePods }))} most={most} axis={axis} />
      <PodRow name="canary" values={points.map(({ t, canaryPods }) => ({ t, value: canaryPods }))} most={most} axis={axis} />
    </div>
  );
}

function PodRow({
  name,
  values,
  most,
  axis,
}: {
  readonly name: "stable" | "canary";
  readonly values: readonly { readonly t: number; readonly value: number }[];
  readonly most: number;
  readonly axis: TimeAxis;
}) {
  const placed = placeHeld(values, axis);
  const y = (pods: number): number => rowHeight - 1 - (pods / most) * fullHeight;
  const width = axis.right + marginRight;
  return (
    <svg
      class={`pod-row ${name}`}
      width={width}
      height={rowHeight}
      viewBox={`0 0 ${width} ${rowHeight}`}
      aria-hidden="true"
      focusable="false"
    >
      <g transform="translate(0 3) scale(0.75)" class={`tone-${name}`}>
        <SignShape name={name} />
      </g>
      <text class="tick" x={16} y={13}>
        {name}
      </text>
      <line class="grid" x1={axis.left} x2={axis.right} y1={rowHeight - 1} y2={rowHeight - 1} />
      <clipPath id={`in-axis-${name}`}>
        <rect x={axis.left} y="0" width={Math.max(0, axis.right - axis.left)} height={rowHeight} />
      </clipPath>
      <g clip-path={`url(#in-axis-${name})`}>
        <path class="pod-area" d={steppedArea(placed, axis.right, y, rowHeight - 1)} />
        {stretches(placed, axis.right).flatMap(({ values: held, to }) =>
          held.map(({ x, value }, i) => {
            const end = held[i + 1]?.x ?? to;
            const begin = Math.max(x, axis.left);
            if (value === 0 || textWidth(String(value)) + 6 > end - begin) return null;
            return (
              <text key={x} class="pod-count" x={begin + 4} y={rowHeight - 5}>
                {value}
              </text>
            );
          }),
        )}
      </g>
    </svg>
  );
}
