import { type Pattern, scan, type Token, type TokenSort, templatePattern } from "../base/token.ts";

/** PromQL, word by word. Only the words are known, not whether they make a query. Source: Prometheus, querying basics and operators. */
export function promqlTokens(text: string): readonly Token[] {
  const words = scan(text, patterns);
  const tokens: Token[] = [];
  // Between braces, and behind `by` and its like between parentheses, a name is a label.
  const inside: ("labels" | "other")[] = [];
  let listsLabels = false;
  for (const [i, { sort, text: word, start, end }] of words.entries()) {
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

const patterns: readonly Pattern[] = [
  ["comment", /#[^\n]*/y],
  templatePattern,
  ["string", /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|`[^`]*`?/y],
  ["number", /(?:\d+(?:ms|[smhdwy]))+\b|0x[\da-f]+\b|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w:])/iy],
  ["word", /[a-z_:][\w:]*/iy],
  ["operator", /=~|!~|==|!=|<=|>=|[<>=+\-*/%^@]/y],
  ["bracket", /[(){}[\]]/y],
];

const labelKeywords = new Set(["by", "without", "on", "ignoring", "group_left", "group_right"]);
const keywords = new Set([...labelKeywords, "and", "or", "unless", "offset", "bool", "start", "end", "atan2"]);
const aggregations = new Set("sum min max avg group stddev stdvar count count_values bottomk topk quantile limitk limit_ratio".split(" "));

function wordSort(word: string, label: boolean, next: string | undefined): TokenSort {
  const lower = word.toLowerCase();
  if (label) return "label";
  if (lower === "inf" || lower === "nan") return "number";
  if (aggregations.has(lower) && (next === "(" || next?.toLowerCase() === "by" || next?.toLowerCase() === "without")) return "function";
  if (keywords.has(lower)) return "keyword";
  return next === "(" ? "function" : "variable";
}
