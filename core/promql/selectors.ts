import type { Cursor } from "./cursor.ts";
import type { Expression } from "./expression.ts";
import { isClosed, type Word } from "./words.ts";

export function labelNames(cursor: Cursor): readonly string[] {
  cursor.expect("(");
  const names: string[] = [];
  while (!cursor.is(")")) {
    if (names.length > 0) cursor.expect(",");
    // A comma may be the last.
    if (names.length > 0 && cursor.is(")")) break;
    const word = cursor.take();
    const named =
      word.sort === "word"
        ? !/:|^(inf|nan|without)$/i.test(word.text)
        : word.sort === "template" || (word.sort === "string" && isClosed(word));
    if (!named) {
      cursor.stop("the name of a label is missing before it", word);
    }
    cursor.adjacent(word);
    names.push(word.text.replace(/^(["'`])(.*)\1$/s, "$2"));
  }
  cursor.take();
  return names;
}

export function selector(cursor: Cursor, name: Word | undefined): Expression {
  const start = name?.start ?? cursor.here()?.start ?? 0;
  let end = name?.end ?? start;
  let called = name !== undefined;
  let selects = name !== undefined;
  if (cursor.is("{", "bracket")) {
    cursor.take();
    let first = true;
    while (!cursor.is("}")) {
      if (!first) cursor.expect(",");
      if (!first && cursor.is("}")) break;
      first = false;
      const { names, alone, selects: one } = matcher(cursor);
      if (names && called) cursor.refuse("type", { start, end: cursor.here()?.start ?? cursor.end }, "the metric is named twice");
      called ||= names && alone;
      selects ||= one;
    }
    ({ end } = cursor.take());
  }
  if (!selects) cursor.refuse("type", { start, end }, "no label has to have a value, so it is every metric");
  return { kind: "selector", type: "vector", start, end };
}

function matcher(cursor: Cursor): Matcher {
  const label = cursor.take();
  const quoted = label.sort === "string";
  if (label.sort !== "word" && label.sort !== "template" && !(quoted && isClosed(label))) {
    return cursor.stop("the name of a label is missing before it", label);
  }
  cursor.adjacent(label);
  const operator = cursor.here();
  if (quoted && (operator?.text === "," || operator?.text === "}")) return { names: true, alone: true, selects: true };
  if (operator?.sort !== "operator") return cursor.stop("`=` and a value in quotes are missing before it");
  cursor.take();
  const value = cursor.take();
  if ((value.sort !== "string" || !isClosed(value)) && value.sort !== "template") {
    return cursor.stop("a value in quotes is missing before it", value);
  }
  const named = label.text.replace(/^(["'`])(.*)\1$/s, "$2") === "__name__";
  return { names: named, alone: false, selects: value.sort === "template" || !matchesNothing(operator.text, value.text.slice(1, -1)) };
}
interface Matcher {
  /** It names the metric. */
  readonly names: boolean;
  /** A name in quotes, without a label. */
  readonly alone: boolean;
  readonly selects: boolean;
}

/** Does a series without the label fit as well? Of a pattern that nobody can read here it is not said. */
function matchesNothing(operator: string, value: string): boolean {
  if (operator === "=" || operator === "!=") return (value === "") === (operator === "=");
  if (value.includes("{{")) return false;
  try {
    return new RegExp(`^(?:${value.replaceAll("\\\\", "\\")})$`, "s").test("") === (operator === "=~");
  } catch {
    return false;
  }
}
