import type { Token, TokenSort } from "../base/token.ts";
import { aggregations } from "./functions.ts";
import { wordsOf } from "./words.ts";

/** PromQL, coloured word by word: half a query has colours too. */
export function promqlTokens(text: string): readonly Token[] {
  const words = wordsOf(text);
  const tokens: Token[] = [];
  // Between braces, and behind `by` and its like between parentheses, a name is a label.
  const inside: ("labels" | "other")[] = [];
  let listsLabels = false;
  for (const [i, { sort, text: word, start, end }] of words.entries()) {
    if (sort === "mark" || sort === "stray") continue;
    if (sort === "bracket") {
      if (word === "{" || word === "(" || word === "[") inside.push(word === "{" || listsLabels ? "labels" : "other");
      else inside.pop();
      listsLabels = false;
      continue;
    }
    const named = sort === "word" ? wordSort(word, inside.at(-1) === "labels", words[i + 1]?.text) : sort;
    tokens.push({ sort: named, start, end });
    listsLabels = named === "keyword" && labelKeywords.has(word.toLowerCase());
  }
  return tokens;
}

const labelKeywords = new Set(["by", "without", "on", "ignoring", "group_left", "group_right"]);
const keywords = new Set([...labelKeywords, "and", "or", "unless", "offset", "bool", "start", "end", "atan2"]);

function wordSort(word: string, label: boolean, next: string | undefined): TokenSort {
  const lower = word.toLowerCase();
  if (label) return "label";
  if (lower === "inf" || lower === "nan") return "number";
  if (aggregations.has(lower) && (next === "(" || next?.toLowerCase() === "by" || next?.toLowerCase() === "without")) return "function";
  if (keywords.has(lower)) return "keyword";
  return next === "(" ? "function" : "variable";
}
