/**
 * What can be said of a PromQL query from its text alone, without knowing the metrics. The reader looks at quotes, brackets and what
 * stands outside of all brackets; where a template decides what the query is it says nothing.
 */
export type QueryFault =
  | { readonly kind: "empty" }
  | { readonly kind: "unclosed"; readonly bracket: string }
  | { readonly kind: "unopened"; readonly bracket: string }
  /** The value is a list of samples over time (`rate_total[5m]`). */
  | { readonly kind: "range" }
  /** A comparison without `bool`: what does not fit it is not in the answer. */
  | { readonly kind: "filter"; readonly operator: string };

const closing: { readonly [open: string]: string } = { "(": ")", "[": "]", "{": "}" };

/** The worst that is wrong with a query; undefined where nothing is, or where nobody can tell. */
export function promqlFault(query: string): QueryFault | undefined {
  // What controls a template (`{{ if … }}`) can hide half a query.
  if (/\{\{-?\s*(if|range|with|else|end|define|block)\b/.test(query)) return undefined;
  const bare = query
    .replace(/\{\{[\s\S]*?\}\}/g, "x")
    .replace(/"(\\[\s\S]|[^"\\])*"|'(\\[\s\S]|[^'\\])*'|`[^`]*`/g, '""')
    .replace(/#[^\n]*/g, "")
    .trim();
  if (bare === "") return { kind: "empty" };
  const open: string[] = [];
  let outside = "";
  for (const letter of bare) {
    const close = closing[letter];
    if (open.length === 0 && !")]}".includes(letter)) outside += letter;
    if (close) open.push(close);
    else if (")]}".includes(letter)) {
      if (open.pop() !== letter) return { kind: "unopened", bracket: letter };
      if (open.length === 0) outside += letter;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) return { kind: "unclosed", bracket: unclosed };
  return shapeFault(bare, outside);
}

/** `outside` has the brackets that stand outside of all others, without what is in them. */
function shapeFault(bare: string, outside: string): QueryFault | undefined {
  if (/^\(\)$/.test(outside)) return promqlFault(bare.slice(1, -1));
  if (/^[\w:]*\s*(\{\})?\s*\[\](\s*(offset|@)\s+\S+)*$/.test(outside)) return { kind: "range" };
  if (/\b(and|or|unless)\b/i.test(outside)) return undefined;
  const comparison = /(==|!=|<=|>=|<|>)(?!\s*bool\b)/.exec(outside);
  return comparison?.[1] ? { kind: "filter", operator: comparison[1] } : undefined;
}
