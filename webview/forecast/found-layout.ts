import type { ForecastView } from "../../protocol/forecast.ts";
import type { TimeAxis } from "../picture/time-axis.ts";
import { duration } from "../words/duration.ts";

/** When bad versions are found, as labels above the plot, each at the line down to its moment. */
export interface FoundLabel {
  readonly label: string;
  readonly x: number;
  /** The side of its line. */
  readonly side: "left" | "right";
  /** Counted from the top. */
  readonly row: number;
}

const gap = 5;

/** Labels beside each other where any choice of sides allows it, else under each other. */
export function placeFound(
  found: NonNullable<ForecastView["found"]>,
  axis: TimeAxis,
  textWidth: (label: string) => number,
): readonly FoundLabel[] {
  const marks = marksOf(found)
    .filter(({ t }) => t >= axis.from && t <= axis.to)
    .map(({ t, label }) => ({ label, x: Math.round(axis.x(t)) + 0.5, width: textWidth(label) }));
  const spread = ({ x, width }: (typeof marks)[number], side: FoundLabel["side"]) =>
    side === "right" ? { from: x + gap, to: x + gap + width } : { from: x - gap - width, to: x - gap };
  const fits = (mark: (typeof marks)[number], side: FoundLabel["side"]): boolean => {
    const { from, to } = spread(mark, side);
    return from >= 0 && to <= axis.right && marks.every(other => other === mark || other.x < from || other.x > to);
  };
  const [first, second] = marks;
  if (first && second)
    for (const [a, b] of choices) {
      if (fits(first, a) && fits(second, b) && spread(first, a).to + gap <= spread(second, b).from)
        return [
          { label: first.label, x: first.x, side: a, row: 0 },
          { label: second.label, x: second.x, side: b, row: 0 },
        ];
    }
  return marks.map((mark, row) => ({ label: mark.label, x: mark.x, side: spread(mark, "right").to <= axis.right ? "right" : "left", row }));
}

const choices = [
  ["right", "right"],
  ["left", "right"],
  ["right", "left"],
  ["left", "left"],
] as const;

function marksOf({ median, p90 }: NonNullable<ForecastView["found"]>): readonly { readonly t: number; readonly label: string }[] {
  if (median === p90) return [{ t: p90, label: `90 % found by ${duration(p90)}` }];
  return [
    { t: median, label: `half found by ${duration(median)}` },
    { t: p90, label: `90 % by ${duration(p90)}` },
  ];
}
