import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { themeChanges } from "../shell/theme.ts";
import { duration, roughly } from "../words/duration.ts";
import { Chart, type ChartShape, type Curve } from "./chart.ts";
import { textWidth } from "./text-width.ts";
import type { Tick } from "./ticks.ts";
import type { PlacedBreak, TimeAxis } from "./time-axis.ts";

/** Room to the left of all that shares a time axis, for the names of rows, and to its right. */
export const gutter = 68;
export const marginRight = 12;

const top = 6;
const bottom = 2;
// The label at 0 % stands half below the plot.
const halfLabel = 8;

/** Where a share of traffic, in percent, stands in a plot of this height, with room for labels above it. */
export function weightPlace(height: number, headroom = 0): (weight: number) => number {
  return weight => top + headroom + (1 - weight / 100) * (height - top - headroom - bottom);
}

export interface PlotProps {
  readonly axis: TimeAxis;
  readonly height: number;
  readonly headroom?: number;
  /** What is drawn, the lowest first. */
  readonly curves: readonly Curve[];
  /** Marks below the curves, and above them. */
  readonly behind?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A picture of shares over time: lines at 0, 50 and 100 %, curves, and over them the breaks of the axis and other marks. */
export function Plot({ axis, height, headroom = 0, curves, behind, children }: PlotProps) {
  const y = weightPlace(height, headroom);
  const width = axis.right + marginRight;
  return (
    <div class="plot" style={{ height: `${height}px` }}>
      <Layer width={width} height={height}>
        {behind}
      </Layer>
      <Curves shape={{ axis, width, height: height + halfLabel, place: y }} curves={curves} />
      <Layer width={width} height={height}>
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
      </Layer>
    </div>
  );
}

function Layer({ width, height, children }: { readonly width: number; readonly height: number; readonly children: ComponentChildren }) {
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** A chart of its own element, which Preact leaves alone. */
function Curves({ shape, curves }: { readonly shape: ChartShape; readonly curves: readonly Curve[] }) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<{ readonly drawn: Chart; readonly theme: number } | undefined>(undefined);
  const theme = themeChanges.value;
  useLayoutEffect(() => {
    if (chart.current?.theme === theme && chart.current.drawn.show(shape, curves)) return;
    chart.current?.drawn.close();
    chart.current = host.current ? { drawn: new Chart(host.current, shape, curves), theme } : undefined;
  });
  useLayoutEffect(() => () => chart.current?.drawn.close(), []);
  return <div class="curves" ref={host} aria-hidden="true" />;
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
