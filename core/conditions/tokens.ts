import { type Pattern, scan, type Token, type TokenSort, templatePattern } from "../base/token.ts";

/**
 * A condition, word by word: all of the language (expr-lang, with the functions that Argo Rollouts adds) and not only the part that
 * `readCondition` understands. Source: `argo-rollouts.md` part 5.
 */
export function conditionTokens(text: string): readonly Token[] {
  const words = scan(text, patterns);
  return words.flatMap(({ sort, text: word, start, end }, i): readonly Token[] => {
    if (sort === "bracket") return [];
    if (sort !== "word") return [{ sort, start, end }];
    return [{ sort: wordSort(word, words[i - 1]?.text, words[i + 1]?.text), start, end }];
  });
}

const patterns: readonly Pattern[] = [
  ["comment", /\/\/[^\n]*|\/\*[\s\S]*?\*\//y],
  templatePattern,
  ["string", /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|`[^`]*`?/y],
  ["number", /0x[\da-f_]+\b|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy],
  ["word", /[a-z_$][\w$]*/iy],
  ["variable", /#/y],
  ["operator", /&&|\|\||\?\?|\?\.|\*\*|==|!=|<=|>=|\.\.|[<>!+\-*/%^?:|.=]/y],
  ["bracket", /[()[\]{}]/y],
];

const keywords = new Set("and or not in matches contains startsWith endsWith let if else true false nil".split(" "));

function wordSort(word: string, before: string | undefined, next: string | undefined): TokenSort {
  if (before === "." || before === "?.") return "label";
  if (keywords.has(word)) return "keyword";
  return next === "(" ? "function" : "variable";
}
