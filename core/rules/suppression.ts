import type { Problem } from "../base/problem.ts";
import type { SourceFile } from "../syntax/file.ts";
import type { Chunk } from "../syntax/read.ts";

/** What comments of a text silence: codes for the whole file, for the document, and for single lines. `*` stands for every code. */
interface Silence {
  readonly file: ReadonlySet<string>;
  readonly document: ReadonlySet<string>;
  /** By the offset where the line begins. */
  readonly lines: ReadonlyMap<number, ReadonlySet<string>>;
}

// On a line of its own, or, for the line itself, behind what is written there.
const comment =
  /(?:^[ \t]*#[ \t]*stepwise-disable(-next-line|-file)?|[ \t]#[ \t]*stepwise-disable(-line))(?=[ \t\r\n]|$)[ \t]*([^\r\n]*)/gm;

/**
 * The findings that no comment of the document silences: `# stepwise-disable-line steps/two-kinds` behind a line silences those that
 * begin on it, `# stepwise-disable-next-line steps/two-kinds` those of the next line, `# stepwise-disable steps/two-kinds` those of the
 * whole document. Several codes stand side by side, with or without commas; no code at all means every one. What follows ` -- ` is the
 * reason.
 */
export function withoutSilenced<T extends Problem>(text: string, problems: readonly T[]): readonly T[] {
  if (problems.length === 0 || !text.includes("stepwise-disable")) return problems;
  const silence = silenceOf(text);
  return problems.filter(problem => {
    const line = text.lastIndexOf("\n", problem.at.start - 1) + 1;
    return !names(silence.document, problem.code) && !names(silence.lines.get(line), problem.code);
  });
}

/** The findings that no `# stepwise-disable-file` silences, which may stand in any document of the file. */
export function withoutSilencedInFile<T extends Problem>(source: SourceFile, problems: readonly T[]): readonly T[] {
  if (problems.length === 0 || !source.documents.some(({ chunk }) => silencesFile(chunk))) return problems;
  const { file } = silenceOf(source.text);
  return problems.filter(problem => !names(file, problem.code));
}

const silencing = new WeakMap<Chunk, boolean>();

/** Remembered: every keystroke asks all documents of its file. */
function silencesFile(chunk: Chunk): boolean {
  const known = silencing.get(chunk);
  if (known !== undefined) return known;
  const found = chunk.text.includes("stepwise-disable-file");
  silencing.set(chunk, found);
  return found;
}

function names(codes: ReadonlySet<string> | undefined, code: string): boolean {
  return codes !== undefined && (codes.has(code) || codes.has("*"));
}

function silenceOf(text: string): Silence {
  const file = new Set<string>();
  const document = new Set<string>();
  const lines = new Map<number, Set<string>>();
  for (const found of text.matchAll(comment)) {
    const [whole, ownLine, behind, listed = ""] = found;
    const codes = codesIn(listed);
    if (!ownLine && !behind) for (const code of codes) document.add(code);
    else if (ownLine === "-file") for (const code of codes) file.add(code);
    else {
      const line = behind ? text.lastIndexOf("\n", found.index) + 1 : nextLine(text, found.index + whole.length);
      const silenced = lines.get(line) ?? new Set();
      for (const code of codes) silenced.add(code);
      lines.set(line, silenced);
    }
  }
  return { file, document, lines };
}

function codesIn(listed: string): readonly string[] {
  const [before = ""] = listed.split(/(?:^|\s)--(?:\s|$)/);
  const codes = before.split(/[\s,]+/).filter(code => code !== "");
  return codes.length === 0 ? ["*"] : codes;
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
