import type { Cursor } from "./cursor.ts";
import type { Word } from "./words.ts";

/** A length of time of a range, which may be reckoned. Source: positive_duration_expr in generated_parser.y. */
export function duration(cursor: Cursor): void {
  const start = cursor.here()?.start ?? cursor.end;
  const literal = reckoned(cursor);
  if (literal !== undefined && literal <= 0) cursor.refuse("type", { start, end: cursor.behind() }, "a range is longer than 0");
}

/** The number that a length of time is, where it is only that: in seconds, or in whatever unit it has. */
function reckoned(cursor: Cursor): number | undefined {
  const factor = sign(cursor);
  const { word } = durationValue(cursor);
  return reckonedOn(cursor) || !word || word.sort === "template" ? undefined : factor * secondsOf(word.text);
}

export function reckonedOn(cursor: Cursor): boolean {
  let on = false;
  for (; ["+", "-", "*", "/", "%", "^"].some(operator => cursor.is(operator, "operator")); on = true) {
    cursor.take();
    sign(cursor);
    durationValue(cursor);
  }
  return on;
}

export function sign(cursor: Cursor): 1 | -1 {
  let sign: 1 | -1 = 1;
  while (cursor.is("-") || cursor.is("+")) if (cursor.take().text === "-") sign = sign === 1 ? -1 : 1;
  return sign;
}

export function durationValue(cursor: Cursor): { readonly end: number; readonly word?: Word } {
  if (cursor.is("(")) {
    cursor.take();
    cursor.deeper(() => reckoned(cursor));
    return { end: cursor.expect(")").end };
  }
  if (cursor.is("step") || cursor.is("range")) {
    cursor.take();
    cursor.expect("(");
    return { end: cursor.expect(")").end };
  }
  if (cursor.is("max_of") || cursor.is("min_of")) {
    cursor.take();
    cursor.expect("(");
    reckoned(cursor);
    cursor.expect(",");
    reckoned(cursor);
    return { end: cursor.expect(")").end };
  }
  const word = cursor.here();
  if (!word || (word.sort !== "number" && word.sort !== "template")) return cursor.stop("a length of time like `5m` is missing before it");
  cursor.take();
  return { end: cursor.adjacent(word), word };
}

/** The number in a length of time; its unit makes no difference to whether it is above 0. */
function secondsOf(text: string): number {
  return /^0x/i.test(text) ? Number(text) : Number.parseFloat(text);
}
