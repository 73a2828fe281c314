import type { Problem } from "../base/problem.ts";

/** What comments of a document silence: codes for the whole document, and codes for single lines. `*` stands for every code. */
interface Silence {
  readonly document: ReadonlySet<string>;
  /** By the offset where the line begins. */
  readonly lines: ReadonlyMap<number, ReadonlySet<string>>;
}

const comment = /^[ \t]*#[ \t]*stepwise-disable(-next-line)?(?=[ \t\r\n]|$)[ \t]*([^\r\n]*)/gm;
const none: Silence = { document: new Set(), lines: new Map() };

/**
 * The findings that no comment of the document silences: `# stepwise-disable-next-line steps/two-kinds` for those that begin on the
 * next line, `# stepwise-disable steps/two-kinds` for the whole document. Several codes stand side by side, with or without commas;
 * no code at all means every one. What follows ` -- ` is the reason.
 */
export function withoutSilenced<T extends Problem>(text: string, problems: readonly T[]): readonly T[] {
  if (problems.length === 0 || !text.includes("stepwise-disable")) return problems;
  const silence = silenceOf(text);
  return problems.filter(problem => {
    const line = text.lastIndexOf("\n", problem.at.start - 1) + 1;
    return !names(silence.document, problem.code) && !names(silence.lines.get(line), problem.code);
  });
}

function names(codes: ReadonlySet<string> | undefined, code: string): boolean {
  return codes !== undefined && (codes.has(code) || codes.has("*"));
}

function silenceOf(text: string): Silence {
  const document = new Set<string>();
  const lines = new Map<number, Set<string>>();
  for (const found of text.matchAll(comment)) {
    const listed =
      (found[2] ?? "")
        .split(/(?:^|\s)--(?:\s|$)/)[0]
        ?.split(/[\s,]+/)
        .filter(code => code !== "") ?? [];
    const codes = listed.length === 0 ? ["*"] : listed;
    if (!found[1]) for (const code of codes) document.add(code);
    else {
      const line = nextLine(text, found.index + found[0].length);
      const silenced = lines.get(line) ?? new Set();
      for (const code of codes) silenced.add(code);
      lines.set(line, silenced);
    }
  }
  return document.size + lines.size === 0 ? none : { document, lines };
}

/** Where the next line begins that is no comment and not blank. */
function nextLine(text: string, from: number): number {
  let start = text.indexOf("\n", from) + 1;
  while (start > 0 && /^[ \t]*(#[^\n]*)?\r?$/.test(text.slice(start, endOfLine(text, start)))) {
    const end = text.indexOf("\n", start);
    if (end < 0) return start;
    start = end + 1;
  }
  return start;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}
