import { useId, useState } from "preact/hooks";
import { figure, typedNumber } from "../words/figures.ts";
import { nearestStop } from "./log-scale.ts";

/** A number over several powers of ten: dragged from stop to stop, or typed as it is. */
export function Slider({
  label,
  unit,
  value,
  stops,
  least,
  most,
  decimals,
  change,
}: {
  readonly label: string;
  /** As it stands behind the number: `%`, `/s`. */
  readonly unit: string;
  readonly value: number;
  readonly stops: readonly number[];
  /** What may be typed. */
  readonly least: number;
  readonly most: number;
  readonly decimals: number;
  readonly change: (value: number) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const parsed = typed === undefined ? value : typedNumber(typed);
  const valid = parsed !== undefined && parsed >= least && parsed <= most;
  const at = nearestStop(stops, value);
  const range = `${figure(least, decimals)} to ${figure(most, decimals)} ${unit}`;
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <input
        type="range"
        min="0"
        max={stops.length - 1}
        step="1"
        value={at}
        aria-label={label}
        aria-valuetext={`${figure(value, decimals)} ${unit}`}
        ref={input => input?.style.setProperty("--filled", `${(at / Math.max(1, stops.length - 1)) * 100}%`)}
        onInput={event => {
          setTyped(undefined);
          const stop = stops[Number(event.currentTarget.value)];
          if (stop !== undefined) change(stop);
        }}
      />
      <span class={valid ? "number" : "number invalid"}>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          spellcheck={false}
          value={typed ?? figure(value, decimals)}
          aria-invalid={!valid}
          aria-describedby={valid ? undefined : `${id}-range`}
          onInput={event => {
            const text = event.currentTarget.value;
            setTyped(text);
            const number = typedNumber(text);
            if (number !== undefined && number >= least && number <= most) change(number);
          }}
          onBlur={() => setTyped(undefined)}
          onKeyDown={event => {
            if (event.key === "Enter" || event.key === "Escape") setTyped(undefined);
          }}
        />
        <span class="unit">{unit}</span>
      </span>
      {!valid && (
        <span class="range" id={`${id}-range`} role="alert">
          {range}
        </span>
      )}
    </div>
  );
}
