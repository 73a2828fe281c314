import type { Span } from "../../../core/base/span.ts";

/** Something that could be written at the cursor. */
export interface Proposal {
  readonly label: string;
  readonly sort: "field" | "value" | "name" | "step" | "snippet";
  /** On the right of the label: a type, or where a name comes from. */
  readonly detail: string;
  readonly documentation?: string;
  /** A snippet, as LSP has them; lines after the first begin with what they need beyond the white space of the first. */
  readonly insert: string;
  readonly replace: Span;
  /** Once it is taken, more can be proposed where the cursor then is: an editor may ask at once. */
  readonly goesOn?: true;
  /** Decides the order; labels decide among equals. */
  readonly rank: number;
}

/** What an editor compares with what is typed. */
export const ranks = { required: 0, likely: 1, usual: 2, rare: 3 } as const;
