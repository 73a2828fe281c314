import type { Span } from "../base/span.ts";
import { type Pattern, templatePattern } from "../base/token.ts";

/** A word of PromQL: `stray` is what no word begins with, `mark` a comma, or a colon between the times of a subquery. */
export interface Word extends Span {
  readonly sort: Pattern[0] | "mark" | "stray";
  readonly text: string;
}

type Mode = "plain" | "labels" | "times";
type WordPattern = readonly [Word["sort"], RegExp];

const comment: WordPattern = ["comment", /#[^\n]*/y];
const string: WordPattern = ["string", /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`[^`]*`?/y];
const number: WordPattern = ["number", /(?:\d+(?:ms|[smhdwy]))+(?![\w:])|0x[\da-f]+(?![\w:])|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w:])/iy];
const bracket: WordPattern = ["bracket", /[(){}[\]]/y];
const operator: WordPattern = ["operator", /=~|!~|==|!=|<=|>=|[<>=+\-*/%^@]/y];
const template = templatePattern as WordPattern;

// A colon is a letter of a metric's name, and of no label's; between times it divides.
const patterns: { readonly [mode in Mode]: readonly WordPattern[] } = {
  plain: [comment, template, string, number, ["word", /[a-z_:][\w:]*/iy], operator, bracket, ["mark", /,/y]],
  labels: [comment, template, string, ["word", /[a-z_]\w*/iy], ["operator", /=~|!~|!=|=/y], bracket, ["mark", /,/y]],
  times: [
    comment,
    template,
    ["number", /(?:\d+(?:ms|[smhdwy]))+(?!\w)|0x[\da-f]+(?!\w)|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?!\w)/iy],
    ["word", /[a-z_]\w*/iy],
    operator,
    bracket,
    ["mark", /[,:]/y],
  ],
};

/** The words of a query, in order, comments too. Never throws. Source: prometheus promql/parser/lex.go. */
export function wordsOf(text: string): readonly Word[] {
  const found: Word[] = [];
  let mode: Mode = "plain";
  let at = 0;
  while (at < text.length) {
    const word = /\s/.test(text[at] ?? "") ? undefined : wordAt(text, at, patterns[mode]);
    if (!word) {
      at += 1;
      continue;
    }
    found.push(word);
    at = word.end;
    if (word.sort !== "bracket") continue;
    if (word.text === "{") mode = "labels";
    else if (word.text === "[") mode = "times";
    else if (word.text === "}" || word.text === "]") mode = "plain";
  }
  return found;
}

function wordAt(text: string, start: number, tried: readonly WordPattern[]): Word {
  for (const [sort, pattern] of tried) {
    pattern.lastIndex = start;
    const word = pattern.exec(text)?.[0];
    if (word) return { sort, text: word, start, end: start + word.length };
  }
  return { sort: "stray", text: text[start] ?? "", start, end: start + 1 };
}

/** Is the string closed by the quote that opens it? */
export function isClosed({ text }: Word): boolean {
  return text.length > 1 && text.at(-1) === text[0] && !/(?:^|[^\\])(?:\\\\)*\\.$/s.test(text);
}
