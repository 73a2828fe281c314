import type { Token, TokenSort } from "../base/token.ts";
import { type Lexeme, readLexemes } from "./lexer.ts";

/** A condition, word by word, for colours. What is no word is left out, and the rest is read on. */
export function conditionTokens(text: string): readonly Token[] {
  const found: Token[] = [];
  for (let from = 0; from < text.length; ) {
    const { words, comments, fault } = readLexemes(text.slice(from));
    const add = (sort: TokenSort, at: { readonly start: number; readonly end: number }): void => {
      found.push({ sort, start: from + at.start, end: from + at.end });
    };
    for (const comment of comments) add("comment", comment);
    for (const [i, word] of words.entries()) {
      const sort = sortOf(word, words[i - 1], words[i + 1]);
      if (sort) add(sort, word);
    }
    if (!fault) break;
    // A text that is not finished yet is one already.
    if (/["'`]/.test(text[from + fault.at.start] ?? "")) add("string", fault.at);
    from += fault.at.end;
  }
  return found.sort((a, b) => a.start - b.start);
}

const constants = new Set(["true", "false", "nil"]);

function sortOf({ kind, value }: Lexeme, before: Lexeme | undefined, next: Lexeme | undefined): TokenSort | undefined {
  switch (kind) {
    case "String":
      return "string";
    case "Number":
      return "number";
    case "Template":
      return "template";
    case "Operator":
      if (value.startsWith("#")) return "variable";
      if (!/^[a-z]/i.test(value)) return value === "," || value === ";" ? undefined : "operator";
      return isField(before) ? "label" : "keyword";
    case "Identifier":
      if (isField(before)) return "label";
      if (constants.has(value)) return "keyword";
      return next?.value === "(" ? "function" : "variable";
    default:
      return undefined;
  }
}

function isField(before: Lexeme | undefined): boolean {
  return before?.kind === "Operator" && (before.value === "." || before.value === "?.");
}
