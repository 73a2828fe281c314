import type { Fix, Problem, Severity } from "../../core/base/problem.ts";
import type { Span } from "../../core/base/span.ts";
import type { Position } from "../../server/service/index.ts";

/** A finding with the place in its file that people and protocols name. */
export interface Finding {
  readonly file: string;
  /** Positions count from 0, characters in UTF-16 units, as LSP's do. */
  readonly range: { readonly start: Position; readonly end: Position };
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fixes: readonly PlacedFix[];
}

export interface PlacedFix {
  readonly title: string;
  readonly beyond?: true;
  readonly edits: readonly { readonly range: Finding["range"]; readonly text: string }[];
}

/** What a check found, for whoever prints it. */
export interface Checked {
  /** In the order in which the files were read, each file from its beginning. */
  readonly findings: readonly Finding[];
  /** The files that were checked. */
  readonly files: readonly string[];
  /** How many repairs were written. */
  readonly fixed: number;
  readonly version: string;
}

/** A way to print what was found: one file, one word in the index. */
export type Report = (checked: Checked, options: { readonly colours: boolean }) => string;

/** The findings of a file. */
export function findingsOf(file: string, problems: readonly Problem[], position: (offset: number) => Position): readonly Finding[] {
  const rangeOf = ({ start, end }: Span): Finding["range"] => ({ start: position(start), end: position(end) });
  const placed = ({ edits, ...fix }: Fix): PlacedFix => ({ ...fix, edits: edits.map(({ at, text }) => ({ range: rangeOf(at), text })) });
  return problems
    .toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end)
    .map(({ at, code, severity, message, fixes = [] }) => ({
      file,
      range: rangeOf(at),
      code,
      severity,
      message,
      fixes: fixes.map(placed),
    }));
}
