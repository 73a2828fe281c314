import { useMemo } from "preact/hooks";
import type { ForecastStep, ForecastView } from "../../protocol/forecast.ts";
import { remember, remembered } from "../host.ts";
import type { Curve } from "../picture/chart.ts";
import { type Moment, useCursor } from "../picture/cursor.ts";
import { gutter, marginRight, Plot, TimeLabels, weightPlace } from "../picture/plot.tsx";
import { Reader, Sample } from "../picture/reader.tsx";
import { placeHeld } from "../picture/stepped.ts";
import { textWidth } from "../picture/text-width.ts";
import { durationTicks } from "../picture/ticks.ts";
import { type TimeAxis, timeAxis } from "../picture/time-axis.ts";
import { useLargest } from "../shell/steady-height.ts";
import { useWidth } from "../shell/width.ts";
import { placeFound } from "./found-layout.ts";
import { FoundMarks, foundRow } from "./found-marks.tsx";
import { readForecast } from "./reading.ts";
import { BackgroundRows, PodRows } from "./rows.tsx";
import { StepStrip } from "./step-strip.tsx";

/** The course of a healthy version, the bad ones that still run, and under the same time axis the steps, checks and pods. */
export function ForecastPicture({ view, reveal }: { readonly view: ForecastView; readonly reveal: (step: ForecastStep) => void }) {
  const [box, width] = useWidth<HTMLElement>();
  const cursor = useCursor();
  const { zoom } = remembered.value;
  const stretch = zoom?.of === view.title ? zoom : undefined;
  const axis = useMemo(() => axisOf(view, Math.max(width, 200), stretch), [view, width, stretch]);
  const changes = useMemo(() => changesOf(view), [view]);
  const found = view.found && (view.outcome?.rolledBack ?? 0) >= oftenEnough ? placeFound(view.found, axis, textWidth) : [];
  const headroom = useLargest(`${view.title}/${width}`, Math.max(0, ...found.map(label => (label.row + 1) * foundRow)));
  const height = Math.round(Math.min(220, Math.max(148, width * 0.22))) + headroom;
  const read = (moment: Moment) => readForecast(view, axis, moment);
  return (
    <section class="picture" ref={box} aria-label="Course over time">
      <div class="key">
        <span class="key-entry">
          <Sample of="healthy" /> traffic on a healthy version
        </span>
        {view.stillRunning.length > 0 && (
          <span class="key-entry">
            <Sample of="bad" /> bad versions still running
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
          read={read}
          zoom={wanted => remember(({ zoom: _, ...rest }) => (wanted ? { ...rest, zoom: { of: view.title, ...wanted } } : rest))}
          plot={
            <Plot axis={axis} height={height} headroom={headroom} curves={curvesOf(view, axis)}>
              <FoundMarks labels={found} bottom={weightPlace(height, headroom)(0)} />
            </Plot>
          }
        >
          <TimeLabels axis={axis} ticks={durationTicks(axis)} />
          <StepStrip steps={view.steps} axis={axis} cursor={cursor} reveal={reveal} />
          <BackgroundRows background={view.background} axis={axis} />
          <PodRows points={view.healthy} axis={axis} />
        </Reader>
      )}
    </section>
  );
}

// When something happens is worth a mark only where it happens now and then.
const oftenEnough = 0.05;
// Below this nothing of an area is seen, and its edge would look like the axis.
const nothing = 0.003;

function curvesOf(view: ForecastView, axis: TimeAxis): readonly Curve[] {
  const bad = view.stillRunning.map(({ t, share }) => ({ t, value: share < nothing ? null : share * 100 }));
  const healthy = view.healthy.map(({ t, weight }) => ({ t, value: weight }));
  return [
    { of: "bad", placed: placeHeld(bad, axis), until: axis.right },
    { of: "healthy", placed: placeHeld(healthy, axis), until: axis.right },
  ];
}

function axisOf(view: ForecastView, width: number, stretch: { readonly from: number; readonly to: number } | undefined): TimeAxis {
  const end = Math.max(1, ...changesOf(view));
  return timeAxis({
    from: stretch?.from ?? 0,
    // A little more than the end, so that the last weight is seen to hold.
    to: stretch?.to ?? end * 1.04,
    left: gutter,
    right: width - marginRight,
    breaks: view.steps.filter(step => step.endless).map(step => ({ at: step.from, until: step.to, order: step.index })),
    breakWidth: width < 560 ? 32 : 60,
  });
}

/** All times at which something that is drawn changes. */
function changesOf(view: ForecastView): readonly number[] {
  return [
    ...view.healthy.map(point => point.t),
    ...view.stillRunning.map(point => point.t),
    ...view.steps.flatMap(step => [step.from, step.to, ...step.measurements]),
    ...view.background.flatMap(run => [run.from, run.to]),
  ];
}
