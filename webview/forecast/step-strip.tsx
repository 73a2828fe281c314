import { useComputed } from "@preact/signals";
import { useState } from "preact/hooks";
import type { ForecastStep } from "../../protocol/forecast.ts";
import type { Cursor } from "../picture/cursor.ts";
import { gutter } from "../picture/plot.tsx";
import { textWidth } from "../picture/text-width.ts";
import type { TimeAxis } from "../picture/time-axis.ts";
import { Sign } from "../shell/signs.tsx";
import { duration } from "../words/duration.ts";
import { stepAt } from "./reading.ts";
import { type PlacedStep, placeSteps } from "./strip-layout.ts";

/** The steps under the curve. One stop of the tab key; arrow keys go from step to step, Enter and a click show the YAML. */
export function StepStrip({
  steps,
  axis,
  cursor,
  reveal,
}: {
  readonly steps: readonly ForecastStep[];
  readonly axis: TimeAxis;
  readonly cursor: Cursor;
  readonly reveal: (step: ForecastStep) => void;
}) {
  const placed = placeSteps(steps, axis, textWidth);
  const [held, setHeld] = useState(0);
  const under = useComputed(() => {
    const now = cursor.value;
    return now && (now.within?.order ?? stepAt(steps, now.t)?.index);
  });
  if (placed.length === 0) return null;
  const tabStop = placed.some(({ step }) => step.index === held) ? held : placed[0]?.step.index;
  const barred = placed.some(({ row }) => row === "bars");
  return (
    <div class={barred ? "strip" : "strip flags-only"}>
      <span class="row-name" style={{ width: `${gutter - 8}px` }}>
        steps
      </span>
      <ol
        aria-label="Steps, in order"
        onKeyDown={event => {
          const wanted = neighbour(event.key, placed, tabStop);
          if (wanted === undefined) return;
          event.preventDefault();
          event.currentTarget.querySelector<HTMLElement>(`[data-step="${wanted}"]`)?.focus();
        }}
      >
        {placed.map(place => (
          <li key={place.step.index}>
            <StepButton
              place={place}
              of={steps.length}
              tabStop={place.step.index === tabStop}
              under={under.value === place.step.index}
              reveal={reveal}
              focused={() => {
                setHeld(place.step.index);
                const { step } = place;
                cursor.value = step.endless ? { t: step.from, within: { order: step.index } } : { t: step.from };
              }}
              left={() => {
                cursor.value = undefined;
              }}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

function StepButton({
  place,
  of,
  tabStop,
  under,
  reveal,
  focused,
  left,
}: {
  readonly place: PlacedStep;
  readonly of: number;
  readonly tabStop: boolean;
  readonly under: boolean;
  readonly reveal: (step: ForecastStep) => void;
  readonly focused: () => void;
  readonly left: () => void;
}) {
  const { step, row, labelled, dots } = place;
  return (
    <button
      type="button"
      data-step={step.index}
      class={`step ${row} step-${step.endless ? "person" : step.kind}${place.width < 16 ? " narrow" : ""}${under ? " under" : ""}`}
      style={{ left: `${place.left}px`, width: `${place.width}px` }}
      tabIndex={tabStop ? 0 : -1}
      aria-label={inWords(step, of)}
      onClick={() => reveal(step)}
      onFocus={event => {
        if (event.currentTarget.matches(":focus-visible")) focused();
      }}
      onBlur={left}
    >
      {step.endless ? (
        <>
          <Sign name="person" tone="waiting" />
          {labelled && <span>{step.label}</span>}
        </>
      ) : (
        labelled && <span class="step-label">{step.label}</span>
      )}
      {dots.length > 0 && (
        <span class="dots">
          {dots.map(x => (
            <span key={x} class="dot" style={{ left: `${x}px` }} />
          ))}
        </span>
      )}
    </button>
  );
}

function inWords(step: ForecastStep, of: number): string {
  const when = step.endless
    ? `from ${duration(step.from)}, as long as a person takes`
    : step.to > step.from
      ? `from ${duration(step.from)} to ${duration(step.to)}`
      : `at ${duration(step.from)}`;
  const measured = step.measurements.length > 0 ? `, ${step.measurements.length} measurements` : "";
  return `Step ${step.index + 1} of ${of}, ${step.label}. ${step.detail} ${when}${measured}. Enter shows it in the YAML.`;
}

function neighbour(key: string, placed: readonly PlacedStep[], now: number | undefined): number | undefined {
  const at = placed.findIndex(({ step }) => step.index === now);
  const to =
    key === "ArrowRight" || key === "ArrowDown"
      ? at + 1
      : key === "ArrowLeft" || key === "ArrowUp"
        ? at - 1
        : key === "Home"
          ? 0
          : key === "End"
            ? placed.length - 1
            : undefined;
  return to === undefined ? undefined : placed[to]?.step.index;
}
