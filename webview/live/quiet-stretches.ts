import type { AxisBreak } from "../picture/time-axis.ts";

/**
 * The stretches in which nothing changed and that would leave no room for the rest: a rollout that waits since Friday is still to
 * be read on Monday. `moments` are all times at which something is drawn.
 */
export function quietStretches(moments: readonly number[]): readonly AxisBreak[] {
  const sorted = [...new Set(moments)].toSorted((a, b) => a - b);
  const gaps = sorted.slice(1).map((until, i) => ({ at: sorted[i] ?? until, until }));
  let rest = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  const left: AxisBreak[] = [];
  for (const gap of gaps.toSorted((a, b) => b.until - b.at - (a.until - a.at))) {
    const length = gap.until - gap.at;
    const others = rest - length;
    // Twice as long as everything else together, and the rest is more than the blink of two samples.
    if (others < 20 || length < 2 * others) break;
    const margin = others * 0.08;
    left.push({ at: gap.at + margin, until: gap.until - margin, order: 0 });
    rest = others + 2 * margin;
  }
  return left.toSorted((a, b) => a.at - b.at);
}
