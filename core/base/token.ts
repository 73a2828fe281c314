import type { Span } from "./span.ts";

/** What a word of a language inside a text is: enough to colour it. */
export type TokenSort = "comment" | "function" | "keyword" | "label" | "number" | "operator" | "string" | "template" | "variable";

/** A word and where it stands in its text. */
export interface Token extends Span {
  readonly sort: TokenSort;
}

/** A pattern of words of one sort: sticky, so that it is tried where the last word ended. */
export type Pattern = readonly [sort: TokenSort | "bracket" | "word", pattern: RegExp];

/** The words of a text by the first pattern that fits, brackets and plain words included. What fits none is left out. Never throws. */
export function scan(text: string, patterns: readonly Pattern[]): readonly (Span & { readonly sort: Pattern[0]; readonly text: string })[] {
  const found: (Span & { readonly sort: Pattern[0]; readonly text: string })[] = [];
  let at = 0;
  while (at < text.length) {
    let end = at + 1;
    for (const [sort, pattern] of patterns) {
      pattern.lastIndex = at;
      const word = pattern.exec(text)?.[0];
      if (!word) continue;
      end = at + word.length;
      found.push({ sort, text: word, start: at, end });
      break;
    }
    at = end;
  }
  return found;
}

/** What both platforms fill in before the text is read: `{{args.name}}`. */
export const templatePattern: Pattern = ["template", /\{\{[^{}]*\}\}/y];
