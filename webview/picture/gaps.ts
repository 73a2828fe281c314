/** From and to, in one unit. */
export type Span = readonly [from: number, to: number];

/** The same spans without overlaps, in order. */
export function merged(spans: readonly Span[]): Span[] {
  const found: [number, number][] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) found.push([from, to]);
  }
  return found;
}

/** What of a range the spans leave. */
export function leftBy(spans: readonly Span[], [from, to]: Span): Span[] {
  const inside = merged(spans);
  const starts = [from, ...inside.map(span => span[1])];
  const ends = [...inside.map(span => span[0]), to];
  return starts.flatMap((start, i): Span[] => {
    const end = Math.min(to, ends[i] ?? to);
    return end > Math.max(from, start) ? [[Math.max(from, start), end]] : [];
  });
}
