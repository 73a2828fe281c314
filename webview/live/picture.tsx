import { useMemo } from "preact/hooks";
import type { LiveView } from "../../protocol/live.ts";
import { remember, remembered } from "../host.ts";
import type { Curve } from "../picture/chart.ts";
import { type Moment, useCursor } from "../picture/cursor.ts";
import { gutter, marginRight, Plot, TimeLabels, weightPlace } from "../picture/plot.tsx";
import { Reader, Sample } from "../picture/reader.tsx";
import { heldAt, placeHeld } from "../picture/stepped.ts";
import { clockTicks } from "../picture/ticks.ts";
import { type TimeAxis, timeAxis } from "../picture/time-axis.ts";
import { useWidth } from "../shell/width.ts";
import { clock } from "../words/clock.ts";
import { heardUntil } from "./connection.ts";
import { quietStretches } from "./quiet-stretches.ts";
import { readLive } from "./reading.ts";

/** What happened, what was planned and what comes next. `now` is an instant of the cluster's clock. */
export function LivePicture({ view, now }: { readonly view: LiveView; readonly now: number }) {
  const [box, width] = useWidth<HTMLElement>();
  const cursor = useCursor();
  const { zoom } = remembered.value;
  const stretch = zoom?.of === view.title ? zoom : undefined;
  const nowAt = (now - view.since) / 1000;
  const heard = heardAt(view, nowAt);
  const axis = axisOf(view, nowAt, Math.max(width, 200), stretch);
  const changes = useMemo(() => changesOf(view), [view]);
  const height = Math.round(Math.min(220, Math.max(148, width * 0.22)));
  const y = weightPlace(height);
  const nowX = axis.x(nowAt);
  const heardX = axis.x(heard);
  const unheard = view.connection.state === "stale" && nowX - heardX > 3;
  return (
    <section class="picture" ref={box} aria-label="Course over time">
      <div class="key">
        <span class="key-entry">
          <Sample of="actual" /> actual
        </span>
        {view.plan.length > 0 && (
          <span class="key-entry">
            <Sample of="plan" /> plan
          </span>
        )}
        {view.projected.length > 0 && (
          <span class="key-entry">
            <Sample of="projected" /> projected, if measurements pass and people promote at once
          </span>
        )}
        {stretch && (
          <button type="button" class="link" onClick={() => remember(({ zoom: _, ...rest }) => rest)}>
            Show all of it
          </button>
        )}
      </div>
      {width > 0 && (
        <Reader
          label="Course of the rollout over time"
          axis={axis}
          cursor={cursor}
          changes={changes}
          read={(moment: Moment) => readLive(view, heard, nowAt, moment)}
          zoom={wanted => remember(({ zoom: _, ...rest }) => (wanted ? { ...rest, zoom: { of: view.title, ...wanted } } : rest))}
          plot={
            <Plot
              axis={axis}
              height={height}
              curves={curvesOf(view, axis, heard, nowAt)}
              behind={
                unheard && (
                  <Unheard
                    from={heardX}
                    to={nowX}
                    top={y(100)}
                    bottom={y(0)}
                    since={view.since + heard * 1000}
                    now={view.since + nowAt * 1000}
                  />
                )
              }
            >
              <Now x={nowX} axis={axis} top={y(100)} bottom={y(0)} unheard={unheard} />
            </Plot>
          }
        >
          <TimeLabels axis={axis} ticks={clockTicks(axis, view.since)} />
        </Reader>
      )}
    </section>
  );
}

function curvesOf(view: LiveView, axis: TimeAxis, heard: number, now: number): readonly Curve[] {
  const placed = (points: readonly { readonly t: number; readonly weight: number | null }[]): Curve["placed"] =>
    placeHeld(
      points.map(({ t, weight }) => ({ t, value: weight })),
      axis,
    );
  return [
    { of: "plan", placed: placed(view.plan), until: axis.right },
    { of: "projected", placed: placed(fromNow(view.projected, now)), until: axis.right },
    { of: "actual", placed: placed(view.actual), until: axis.x(heard) },
  ];
}

/** Where now is. */
function Now({
  x,
  axis,
  top,
  bottom,
  unheard,
}: {
  readonly x: number;
  readonly axis: TimeAxis;
  readonly top: number;
  readonly bottom: number;
  readonly unheard: boolean;
}) {
  if (x < axis.left || x > axis.right) return null;
  const tight = x > axis.right - 40;
  return (
    <g class={unheard ? "now unheard" : "now"}>
      <line x1={x} x2={x} y1={top} y2={bottom} />
      <text x={tight ? x - 5 : x + 5} y={top + 12} text-anchor={tight ? "end" : "start"}>
        now
      </text>
    </g>
  );
}

/** Where nothing was heard nothing is drawn, and the picture says since when. */
function Unheard({
  from,
  to,
  top,
  bottom,
  since,
  now,
}: {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
  readonly since: number;
  readonly now: number;
}) {
  return (
    <g class="unheard">
      <rect x={from} y={top} width={to - from} height={bottom - top} />
      <text x={(from + to) / 2} y={(top + bottom) / 2} text-anchor="middle">
        {to - from > 150 ? `nothing heard since ${clock(since, "minute", now)}` : ""}
      </text>
    </g>
  );
}

/** A projection says nothing of what is past by now. */
function fromNow(projected: LiveView["projected"], now: number): LiveView["projected"] {
  const held = heldAt(projected, now);
  return held ? [{ ...held, t: now }, ...projected.filter(point => point.t > now)] : projected;
}

/** Until when the actual line may be drawn: what was heard last, and never further. */
function heardAt(view: LiveView, now: number): number {
  const heard = heardUntil(view.connection, view.since + now * 1000);
  const last = view.actual.at(-1)?.t ?? 0;
  return heard === undefined ? Math.min(last, now) : Math.min(now, Math.max(last, (heard - view.since) / 1000));
}

function axisOf(view: LiveView, now: number, width: number, stretch: { readonly from: number; readonly to: number } | undefined): TimeAxis {
  const moments = [0, now, ...changesOf(view)];
  const breaks = quietStretches(moments);
  const end = Math.max(60, ...moments);
  const drawn = end - breaks.reduce((sum, gap) => sum + gap.until - gap.at, 0);
  return timeAxis({
    from: stretch?.from ?? 0,
    to: stretch?.to ?? end + drawn * 0.03,
    left: gutter,
    right: width - marginRight,
    breaks,
    breakWidth: width < 560 ? 40 : 76,
  });
}

/** All times at which something that is drawn changes. */
function changesOf(view: LiveView): readonly number[] {
  const actual = view.actual.filter((point, i) => i === 0 || point.weight !== view.actual[i - 1]?.weight);
  return [...actual, ...view.plan, ...view.projected].map(point => point.t);
}
