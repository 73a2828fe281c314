import type { Place, Span } from "./span.ts";

/** How bad a finding is, in LSP's words. `off` is a setting only: nothing is reported. */
export const severities = ["error", "warning", "information", "hint"] as const;
export type Severity = (typeof severities)[number];

/** A replacement of characters of the file that a finding is about. */
export interface TextEdit {
  readonly at: Span;
  readonly text: string;
}

/** A repair that a person can apply with one key. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Writes more than the place is about (another object): for a person who asks for it, and for nobody who only says *repair what can be*. */
  readonly beyond?: true;
}

/** The one repair of a finding that can be done unasked, where there is one and no other. */
export function onlyRepair<F extends Pick<Fix, "beyond">>({ fixes = [] }: { readonly fixes?: readonly F[] }): F | undefined {
  const [fix, ...others] = fixes.filter(({ beyond }) => !beyond);
  return others.length === 0 ? fix : undefined;
}

/**
 * Something that is wrong with a text: a name for machines (`code`, which stays), a place, and words for people, which say the
 * consequence first and the way out last. Offsets are those of the text that was read (a chunk, or a file once it left `core`).
 */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly at: Span;
  readonly message: string;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly { readonly place: Place; readonly message: string }[];
}

/** What was read, and what was wrong with it. There is always a value, perhaps a short one. */
export interface Read<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}
