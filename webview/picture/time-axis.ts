/**
 * Time from left to right, with breaks. A break is a stretch that has a fixed width whatever it lasts: an endless pause has no
 * length to draw, and a weekend of waiting would press everything else into a line.
 */
export interface AxisBreak {
  readonly at: number;
  /** Equal to `at` where nobody knows how long it lasts. */
  readonly until: number;
  /** Orders what happens at the same moment: the index of the step. */
  readonly order: number;
}

export interface PlacedBreak extends AxisBreak {
  readonly left: number;
  readonly right: number;
}

export interface TimeAxis {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
  readonly pixelsPerSecond: number;
  readonly breaks: readonly PlacedBreak[];
  /** Where a moment is. Of what happens at the moment of an endless break, things before `order` stand left of it, others right. */
  x(t: number, order?: number): number;
  /** The moment at a place, and the break that the place is in. */
  at(x: number): { readonly t: number; readonly within?: PlacedBreak };
}

export interface AxisShape {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
  readonly breaks?: readonly AxisBreak[];
  readonly breakWidth?: number;
}

export function timeAxis({ from, to, left, right, breaks = [], breakWidth = 28 }: AxisShape): TimeAxis {
  const inside = breaks.filter(gap => gap.at >= from && gap.until <= to).toSorted((a, b) => a.at - b.at || a.order - b.order);
  // Breaks may never take more than two fifths of the room, or the picture shows nothing but them.
  const each = Math.min(breakWidth, ((right - left) * 0.4) / Math.max(1, inside.length));
  const seconds = to - from - inside.reduce((sum, gap) => sum + gap.until - gap.at, 0);
  const pixelsPerSecond = Math.max(0, right - left - inside.length * each) / Math.max(seconds, 1e-9);

  const placed: PlacedBreak[] = [];
  for (const gap of inside) {
    const before = placed.at(-1);
    const x = (before?.right ?? left) + (gap.at - (before?.until ?? from)) * pixelsPerSecond;
    placed.push({ ...gap, left: x, right: x + each });
  }

  return {
    from,
    to,
    left,
    right,
    pixelsPerSecond,
    breaks: placed,
    x(t, order = Number.POSITIVE_INFINITY) {
      let base = left;
      let start = from;
      for (const gap of placed) {
        if (t < gap.at || (t === gap.at && gap.order >= order)) break;
        if (t < gap.until) return gap.left + ((t - gap.at) / (gap.until - gap.at)) * (gap.right - gap.left);
        base = gap.right;
        start = gap.until;
      }
      return base + (t - start) * pixelsPerSecond;
    },
    at(x) {
      let base = left;
      let start = from;
      for (const gap of placed) {
        if (x < gap.left) break;
        if (x < gap.right) return { t: gap.at + ((x - gap.left) / (gap.right - gap.left)) * (gap.until - gap.at), within: gap };
        base = gap.right;
        start = gap.until;
      }
      return { t: Math.min(to, Math.max(from, start + (x - base) / pixelsPerSecond)) };
    },
  };
}

/** A place outside the axis, brought to its nearest end. */
export function clamped(axis: TimeAxis, x: number): number {
  return Math.min(axis.right, Math.max(axis.left, x));
}
