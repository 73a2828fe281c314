import fc from "fast-check";

/** A change of a text at a place, given as a share of its length so that it can be shrunk and fits any text. */
export type Mutation =
  | { readonly kind: "insert"; readonly at: number; readonly text: string }
  | { readonly kind: "remove"; readonly at: number; readonly length: number }
  | { readonly kind: "repeat"; readonly at: number; readonly length: number }
  | { readonly kind: "break off"; readonly at: number };

// What YAML gives a meaning to, what people half type, and what no text should have in it.
const pieces = [
  ..."\t:-'\"{}[]|>&*!%#?,~",
  ": ",
  "- ",
  " ",
  "  ",
  "\n",
  "\r\n",
  "\r",
  "\n---\n",
  "\n...\n",
  "%YAML 1.2\n---\n",
  "&a ",
  "*a",
  "<<: *a\n",
  "!!binary ",
  "|2-\n",
  "# ",
  "\u0000",
  "\ud800",
  "\ufeff",
  "😀",
  "{{ .Values.x }}",
  "{{- if }}\n",
  "setWeight: ",
  "null",
  "1e999",
  "0x",
] as const;

const place = fc.double({ min: 0, max: 1, noNaN: true });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("insert" as const), at: place, text: fc.constantFrom(...pieces) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("remove" as const), at: place, length: fc.nat(12) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("repeat" as const), at: place, length: fc.nat(200) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("break off" as const), at: place }) },
);

/** One to six mutations. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(mutation, { minLength: 1, maxLength: 6 });

/** The text once one thing has happened to it. */
export function mutated(text: string, change: Mutation): string {
  const at = Math.floor(change.at * text.length);
  switch (change.kind) {
    case "insert":
      return text.slice(0, at) + change.text + text.slice(at);
    case "remove":
      return text.slice(0, at) + text.slice(at + change.length);
    case "repeat":
      return text.slice(0, at + change.length) + text.slice(at);
    case "break off":
      return text.slice(0, at);
  }
}
