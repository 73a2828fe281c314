import type { ScalarNode } from "./nodes.ts";

/** The letters of a value where they stand: quotes and the head of a block are left out, and an escape is as long as it is written. */
export function lettersOf({ raw, at }: ScalarNode): { readonly start: number; readonly letters: string } {
  const head = /^[|>][^\n]*\n/.exec(raw)?.[0].length;
  if (head !== undefined) return { start: at.start + head, letters: raw.slice(head) };
  if (raw.startsWith('"')) {
    const letters = raw.slice(1, -1).replace(/\\(.)/gs, (_, letter: string) => (letter === '"' || letter === "\\" ? ` ${letter}` : "  "));
    return { start: at.start + 1, letters };
  }
  if (raw.startsWith("'")) return { start: at.start + 1, letters: raw.slice(1, -1).replaceAll("''", " '") };
  return { start: at.start, letters: raw };
}
