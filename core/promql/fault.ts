import type { Span } from "../base/span.ts";
import type { Expression } from "./expression.ts";
import { readQuery } from "./read.ts";
import type { Word } from "./words.ts";

/** What can be said of a PromQL query from its text alone, without knowing the metrics. */
export type QueryFault =
  | { readonly kind: "empty" }
  | { readonly kind: "unclosed"; readonly bracket: string }
  | { readonly kind: "unopened"; readonly bracket: string }
  /** The words mean nothing in this order: what is wrong with the one that stands at the place, or behind the last of all. */
  | { readonly kind: "unreadable"; readonly at: Span; readonly word: string | undefined; readonly words: string }
  /** The value is a list of samples over time (`rate_total[5m]`). */
  | { readonly kind: "range" }
  /** A comparison without `bool`: what does not fit it is not in the answer. */
  | { readonly kind: "filter"; readonly operator: string };

const closing: { readonly [open: string]: string } = { "(": ")", "[": "]", "{": "}" };
const comparisons = new Set(["==", "!=", "<=", "<", ">=", ">"]);

/** The worst that is wrong with a query; undefined where nothing is, or where nobody can tell. */
export function promqlFault(query: string): QueryFault | undefined {
  // What controls a template (`{{ if … }}`) can hide half a query.
  if (/\{\{-?\s*(if|range|with|else|end|define|block)\b/.test(query)) return undefined;
  const { words, expression, refusal } = readQuery(query);
  const written = words.filter(({ sort }) => sort !== "comment");
  if (written.length === 0) return { kind: "empty" };
  const bracket = bracketFault(written);
  if (bracket) return bracket;
  if (refusal?.kind === "syntax") {
    if (mayBeMore(written)) return undefined;
    // A list of values is one of the larger language's too.
    if (query[refusal.at.start] === ",") return undefined;
    const word = refusal.at.end > refusal.at.start ? query.slice(refusal.at.start, refusal.at.end) : undefined;
    return { kind: "unreadable", at: refusal.at, word, words: refusal.words };
  }
  return expression && shapeFault(expression);
}

/** Brackets are told first, whatever else is wrong: with one that is left open nothing behind it is what was meant. */
function bracketFault(words: readonly Word[]): QueryFault | undefined {
  const open: string[] = [];
  for (const { text: word } of words.filter(({ sort }) => sort === "bracket")) {
    const close = closing[word];
    if (close) open.push(close);
    else if (open.pop() !== word) return { kind: "unopened", bracket: word };
  }
  const unclosed = open.at(-1);
  return unclosed === undefined ? undefined : { kind: "unclosed", bracket: unclosed };
}

// Words of servers that take Prometheus' language and more. Source: VictoriaMetrics, MetricsQL.
const more = new Set(["with", "default", "if", "ifnot", "keep_metric_names", "limit", "prefix"]);

/** Could it be that somebody reads it after all: a template makes a part of it, or it is the larger language of another server? */
function mayBeMore(words: readonly Word[]): boolean {
  let braces = 0;
  for (const { sort, text } of words) {
    if (text === "{") braces += 1;
    if (text === "}") braces -= 1;
    if (sort === "template" || (sort === "word" && (more.has(text.toLowerCase()) || (braces > 0 && text.toLowerCase() === "or"))))
      return true;
    // `1h30`, `10Ki` and `5i` are numbers there.
    if (sort === "stray" && text !== "$") return true;
  }
  return false;
}

function shapeFault(expression: Expression): QueryFault | undefined {
  if (expression.inner) return shapeFault(expression.inner);
  if (expression.type === "matrix") return { kind: "range" };
  const { operator = "", bool } = expression;
  return comparisons.has(operator) && !bool ? { kind: "filter", operator } : undefined;
}

/** Where a query cannot be read any further, and why, behind "cannot read the query". */
export function behind({ word, words }: Extract<QueryFault, { readonly kind: "unreadable" }>): string {
  return word === undefined ? `: ${words}` : ` from \`${word}\` on: ${words}`;
}
