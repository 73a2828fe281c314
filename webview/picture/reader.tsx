import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { afterKey, type Cursor, type Moment, placeOf, stopsOn } from "./cursor.ts";
import { type CurveName, type CurveStyle, curveStyles } from "./curves.ts";
import { clamped, type TimeAxis } from "./time-axis.ts";

/** What is read out at a moment. */
export interface Reading {
  readonly time: string;
  readonly lines: readonly ReadingLine[];
}

export interface ReadingLine {
  /** The line or area of the picture that it belongs to, shown by its sample. */
  readonly of?: CurveName;
  readonly text: string;
}

export interface ReaderProps {
  /** What the picture is, for whoever does not see it. */
  readonly label: string;
  readonly axis: TimeAxis;
  readonly cursor: Cursor;
  /** Times at which something changes: an arrow key goes from one to the next. */
  readonly changes: readonly number[];
  readonly read: (moment: Moment) => Reading;
  /** Shows only a stretch of time; undefined shows all of it. */
  readonly zoom: (stretch: { readonly from: number; readonly to: number } | undefined) => void;
  /** The plot itself, over which the keyboard reads. */
  readonly plot: ComponentChildren;
  /** Rows that share the axis of the plot. */
  readonly children: ComponentChildren;
}

/**
 * A picture that reads itself out: pointing anywhere, or arrow keys on the plot, show a line through all rows and what holds there.
 * For a screen reader it is a slider over time whose value is the reading. Dragging over the plot shows that stretch alone.
 */
export function Reader({ label, axis, cursor, changes, read, zoom, plot, children }: ReaderProps) {
  const box = useRef<HTMLDivElement>(null);
  const dragged = useSignal<{ readonly from: number; readonly to: number } | undefined>(undefined);
  const xOf = (event: PointerEvent): number => event.clientX - (box.current?.getBoundingClientRect().left ?? 0);
  const release = (): void => {
    const stretch = dragged.value;
    dragged.value = undefined;
    if (!stretch || Math.abs(stretch.to - stretch.from) < 8) return;
    const [from, to] = [axis.at(Math.min(stretch.from, stretch.to)).t, axis.at(Math.max(stretch.from, stretch.to)).t];
    if (to - from > 1) zoom({ from, to });
  };
  return (
    <div
      class="reader"
      ref={box}
      onPointerMove={event => {
        const x = xOf(event);
        cursor.value = x < axis.left - 4 || x > axis.right + 4 ? undefined : axis.at(clamped(axis, x));
        if (dragged.value) dragged.value = { ...dragged.value, to: clamped(axis, x) };
      }}
      onPointerLeave={() => {
        if (!dragged.value) cursor.value = undefined;
      }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the hand in it does the same by keyboard */}
      <div
        class="surface"
        onPointerDown={event => {
          const x = xOf(event);
          if (event.button !== 0 || event.pointerType === "touch" || x < axis.left || x > axis.right) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          dragged.value = { from: x, to: x };
        }}
        onPointerUp={release}
        onPointerCancel={() => {
          dragged.value = undefined;
        }}
        onDblClick={() => zoom(undefined)}
      >
        {plot}
        <Hand label={label} axis={axis} cursor={cursor} changes={changes} read={read} zoom={zoom} />
        {dragged.value && (
          <div
            class="selected"
            style={{
              left: `${Math.min(dragged.value.from, dragged.value.to)}px`,
              width: `${Math.abs(dragged.value.to - dragged.value.from)}px`,
            }}
          />
        )}
      </div>
      {children}
      <Line axis={axis} cursor={cursor} read={read} />
    </div>
  );
}

/** What the keyboard holds: a slider over time. */
function Hand({ label, axis, cursor, changes, read, zoom }: Omit<ReaderProps, "plot" | "children">) {
  const now = cursor.value;
  const reading = now && read(now);
  return (
    <div
      class="hand"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={Math.round(axis.from)}
      aria-valuemax={Math.round(axis.to)}
      aria-valuenow={Math.round(now?.t ?? axis.from)}
      aria-valuetext={reading ? [reading.time, ...reading.lines.map(line => line.text)].join(", ") : "Arrow keys read it out."}
      onKeyDown={event => {
        const shown = axis.to - axis.from;
        const at = cursor.value?.t ?? axis.from + shown / 2;
        if (event.key === "+" && shown > 10) zoom({ from: Math.max(axis.from, at - shown / 4), to: Math.min(axis.to, at + shown / 4) });
        else if (event.key === "-" || event.key === "0" || event.key === "Escape") zoom(undefined);
        const moved = afterKey(event.key, axis, stopsOn(axis, changes), cursor.value);
        if (!moved) return;
        cursor.value = moved;
        event.preventDefault();
      }}
      onBlur={() => {
        cursor.value = undefined;
      }}
    />
  );
}

/** The line through all rows, and the card beside it that says what holds there. */
function Line({ axis, cursor, read }: Pick<ReaderProps, "axis" | "cursor" | "read">) {
  const now = cursor.value;
  if (!now) return null;
  const x = clamped(axis, placeOf(axis, now));
  const { time, lines } = read(now);
  return (
    <div class="reading" style={{ left: `${x}px` }} aria-hidden="true">
      <div class="card" ref={card => card?.style.setProperty("left", `${besides(x, card.offsetWidth, axis.right)}px`)}>
        <strong>{time}</strong>
        {lines.map(line => (
          <span key={line.text} class="card-line">
            {line.of ? <Sample of={line.of} /> : <span class="sample" />}
            <span>{line.text}</span>
          </span>
        ))}
      </div>
    </div>
  );
}

/** Where a card stands, from its line: right of it, else left, else as far right as there is room. */
function besides(x: number, width: number, right: number): number {
  const gap = 8;
  if (x + gap + width <= right) return gap;
  return x - gap - width >= 0 ? -gap - width : right - width - x;
}

/** A piece of a line or area as it is drawn, for keys and readings. */
export function Sample({ of }: { readonly of: NonNullable<ReadingLine["of"]> }) {
  return (
    <svg class="sample" viewBox="0 0 20 10" width="20" height="10" aria-hidden="true" focusable="false">
      {of === "bad" ? <path class="bad-sample" d="M3 9.5 9 0.5M9 9.5 15 0.5M15 9.5 19 3.5" /> : <SampleLine {...curveStyles[of]} />}
    </svg>
  );
}

function SampleLine({ colour, width, dash }: CurveStyle) {
  return <line x1="0" x2="20" y1="5" y2="5" stroke={`var(${colour})`} stroke-width={width} stroke-dasharray={dash?.join(" ")} />;
}
