/** A run of characters, as offsets into the text that it came from: `start` inclusive, `end` exclusive. Lines exist only at the edge. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value and the characters that it was read from. */
export interface At<T> {
  readonly value: T;
  readonly at: Span;
}

/** A span in a file. */
export interface Place extends Span {
  readonly uri: string;
}

/** The place of what was not written anywhere: objects that came from a cluster. */
export const nowhere: Span = { start: 0, end: 0 };

/** The same span, in a text that begins `by` characters earlier. */
export function shift(span: Span, by: number): Span {
  return by === 0 ? span : { start: span.start + by, end: span.end + by };
}

/** Is the offset inside the span, or at its end (where a cursor still touches it)? */
export function touches(span: Span, offset: number): boolean {
  return offset >= span.start && offset <= span.end;
}
