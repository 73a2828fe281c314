import type { Token } from "../../core/base/token.ts";

/** Tokens in words: `function:sum variable:up`. */
export function drawn(text: string, tokens: readonly Token[]): string {
  return tokens.map(({ sort, start, end }) => `${sort}:${text.slice(start, end)}`).join(" ");
}
