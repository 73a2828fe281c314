import type { SourceFile } from "../../core/syntax/file.ts";
import type { Chunk } from "../../core/syntax/read.ts";

/** A place as people and protocols have it: line and character from 0, characters in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The positions of a text's offsets. Lines end as LSP has it: `\n`, `\r\n` or `\r`. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = linesOf(text);
  return offset => {
    const line = lastAt(starts.length, i => starts[i] ?? 0, offset);
    return { line, character: offset - (starts[line] ?? 0) };
  };
}

/**
 * The way between offsets of a file and positions of a client, document by document: nothing is computed anew for those that an edit
 * did not touch. What lies outside of the file or behind the end of a line is taken for the nearest place inside, as LSP has it.
 */
export interface FilePositions {
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
}

const known = new WeakMap<SourceFile, FilePositions>();
const linesOfChunk = new WeakMap<Chunk, readonly number[]>();

/** The positions of a file. Documents begin at the beginning of a line. */
export function positionsOf(file: SourceFile): FilePositions {
  const before = known.get(file);
  if (before) return before;
  const { documents } = file;
  const lines = documents.map(({ chunk }) => {
    const found = linesOfChunk.get(chunk) ?? linesOf(chunk.text);
    linesOfChunk.set(chunk, found);
    return found;
  });
  // The line that a document begins on. The last one of a document is the first of the next, or the empty one at the end of the file.
  const first: number[] = [];
  let line = 0;
  for (const starts of lines) {
    first.push(line);
    line += starts.length - 1;
  }
  const made: FilePositions = {
    positionAt(offset) {
      const at = Math.max(0, Math.min(offset, file.length));
      const i = lastAt(documents.length, place => documents[place]?.start ?? 0, at);
      const document = documents[i];
      const starts = lines[i];
      if (!document || !starts) return { line: 0, character: 0 };
      const inside = at - document.start;
      const own = lastAt(starts.length, place => starts[place] ?? 0, inside);
      const start = starts[own] ?? 0;
      return { line: (first[i] ?? 0) + own, character: beforeBreak(document.chunk.text, inside, start) - start };
    },
    offsetAt({ line: wanted, character }) {
      if (wanted > line) return file.length;
      const i = lastAt(documents.length, place => first[place] ?? 0, Math.max(0, wanted));
      const document = documents[i];
      const starts = lines[i];
      if (!document || !starts) return 0;
      const own = Math.max(0, wanted) - (first[i] ?? 0);
      const start = starts[own] ?? 0;
      const { text } = document.chunk;
      const end = Math.min(start + Math.max(0, character), starts[own + 1] ?? text.length);
      return document.start + beforeBreak(text, end, start);
    },
  };
  known.set(file, made);
  return made;
}

function linesOf(text: string): readonly number[] {
  const starts = [0];
  if (text.includes("\r")) for (const found of text.matchAll(/\r\n|\n|\r/g)) starts.push(found.index + found[0].length);
  else for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The last of `count` places, in rising order, that is not behind the offset. */
function lastAt(count: number, place: (i: number) => number, offset: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (place(middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

function beforeBreak(text: string, offset: number, start: number): number {
  let at = offset;
  while (at > start && (text.charCodeAt(at - 1) === 10 || text.charCodeAt(at - 1) === 13)) at--;
  return at;
}
