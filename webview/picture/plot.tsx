import type { ComponentChildren } from "preact";
import { duration, roughly } from "../words/duration.ts";
import { textWidth } from "./text-width.ts";
import type { Tick } from "./ticks.ts";
import type { PlacedBreak, TimeAxis } from "./time-axis.ts";

/** Room to the left of all that shares a time axis, for the names of rows, and to its right. */
export const gutter = 68;
export const marginRight = 12;

const top = 6;
const bottom = 2;

/** Where a share of traffic, in percent, stands in a plot of this height, with room for labels above it. */
export function weightPlace(height: number, headroom = 0): (weight: number) => number {
  return weight => top + headroom + (1 - weight / 100) * (height - top - headroom - bottom);
}

/** The frame of a picture of shares over time: lines at 0, 50 and 100 %, breaks of the axis, and what is drawn in it. */
export function Plot({
  axis,
  height,
  headroom = 0,
  children,
}: {
  readonly axis: TimeAxis;
  readonly height: number;
  readonly headroom?: number;
  readonly children: ComponentChildren;
}) {
  const y = weightPlace(height, headroom);
  const width = axis.right + marginRight;
  return (
    <svg class="plot" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <Clips axis={axis} height={height} />
      {[0, 50, 100].map(weight => (
        <g key={weight}>
          <line class="grid" x1={axis.left} x2={axis.right} y1={y(weight)} y2={y(weight)} />
          <text class="tick" x={axis.left - 8} y={y(weight)} dy="0.35em" text-anchor="end">
            {weight} %
          </text>
        </g>
      ))}
      {axis.breaks.map(gap => (
        <g key={`${gap.at}/${gap.order}`}>
          <path class="torn" d={torn(gap.left, y(100), y(0))} />
          <path class="torn" d={torn(gap.right, y(100), y(0))} />
          {gap.until > gap.at && (
            <text class="tick left-out" x={(gap.left + gap.right) / 2} y={y(50)} dy="0.35em" text-anchor="middle">
              {lengthOf(gap)}
            </text>
          )}
        </g>
      ))}
      {children}
    </svg>
  );
}

export const outsideBreaks = "url(#outside-breaks)";
export const insideBreaks = "url(#inside-breaks)";

/** A line is drawn solid outside breaks and dotted in them: there it says only that nothing else happens. */
function Clips({ axis, height }: { readonly axis: TimeAxis; readonly height: number }) {
  const edges = [axis.left, ...axis.breaks.flatMap(gap => [gap.left, gap.right]), axis.right];
  const rectangles = edges.slice(1).map((right, i) => ({ left: edges[i] ?? right, right, inside: i % 2 === 1 }));
  // A line that rises at the edge of a break belongs to the solid side, in its whole width.
  const rect = ({ left, right, inside }: (typeof rectangles)[number]) => (
    <rect key={left} x={left + (inside ? 1.5 : -1.5)} y="0" width={Math.max(0, right - left + (inside ? -3 : 3))} height={height} />
  );
  return (
    <defs>
      <clipPath id="in-axis">
        <rect x={axis.left} y="0" width={Math.max(0, axis.right - axis.left)} height={height} />
      </clipPath>
      <clipPath id="outside-breaks">{rectangles.filter(({ inside }) => !inside).map(rect)}</clipPath>
      <clipPath id="inside-breaks">{rectangles.filter(({ inside }) => inside).map(rect)}</clipPath>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line class="hatch-line" x1="0" y1="0" x2="0" y2="6" />
      </pattern>
    </defs>
  );
}

/** How long a stretch is that is left out, as exactly as there is room. */
function lengthOf({ at, until, left, right }: PlacedBreak): string {
  const exact = duration(Math.round((until - at) / 60) * 60);
  return textWidth(exact) + 6 <= right - left ? exact : roughly(until - at);
}

/** A torn edge: small waves from top to bottom. */
function torn(x: number, from: number, to: number): string {
  const waves = Math.max(1, Math.round((to - from) / 8));
  const length = (to - from) / waves;
  return `M${x} ${from}${`q2.5 ${length / 4} 0 ${length / 2}q-2.5 ${length / 4} 0 ${length / 2}`.repeat(waves)}`;
}

/** The labels of the time axis. */
export function TimeLabels({ axis, ticks }: { readonly axis: TimeAxis; readonly ticks: readonly Tick[] }) {
  const width = axis.right + marginRight;
  return (
    <svg class="time-labels" width={width} height="20" viewBox={`0 0 ${width} 20`} aria-hidden="true" focusable="false">
      {ticks.map(tick => (
        <g key={tick.t}>
          <line class="tick-line" x1={tick.x} x2={tick.x} y1="0" y2="4" />
          <text class="tick" x={tick.x} y="15" text-anchor={tick.x > axis.right - 16 ? "end" : "middle"}>
            {tick.label}
          </text>
        </g>
      ))}
    </svg>
  );
}
