import type { Place, Span } from "../base/span.ts";
import { cut } from "./cut.ts";
import { type Chunk, readChunk } from "./read.ts";

/** A document of a file and where the file's text of it begins. */
export interface FileDocument {
  readonly chunk: Chunk;
  readonly start: number;
}

/** A file, cut into documents. Its text is that of its documents, and is put together where somebody wants it in one piece. */
export interface SourceFile {
  readonly uri: string;
  readonly documents: readonly FileDocument[];
  readonly length: number;
  readonly text: string;
}

/** Remembers what was read, by text, so that a keystroke reads one document again and not the file. */
export interface ChunkCache {
  read(text: string): Chunk;
}

/** A cache that keeps the documents of the last few thousand reads. */
export function chunkCache(most = 4000): ChunkCache {
  const kept = new Map<string, Chunk>();
  return {
    read(text) {
      const known = kept.get(text);
      if (known) {
        // Put it last again: the first of the map is then the one that was not asked for the longest.
        kept.delete(text);
        kept.set(known.text, known);
        return known;
      }
      const own = ownText(text);
      const chunk = readChunk(own);
      kept.set(own, chunk);
      const oldest = kept.size > most ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      return chunk;
    },
  };
}

/** The same text on its own: a slice keeps the whole file alive that it was cut from, for each keystroke another one. */
function ownText(text: string): string {
  return ` ${text}`.slice(1);
}

/** Reads a file. Never throws. */
export function readFile(uri: string, text: string, cache?: ChunkCache): SourceFile {
  return fileOf(uri, documentsIn(text, 0, cache));
}

/**
 * The file once the characters of a span are replaced: what reading the whole new text gives, for the work of reading the documents
 * that are touched and their neighbours. An edit may join a document to the one before it and take the border of the one behind it; it
 * reaches no further, since a document that is not touched keeps the border at its beginning, and something in it.
 */
export function editFile(file: SourceFile, { start, end }: Span, text: string, cache?: ChunkCache): SourceFile {
  const { uri, documents } = file;
  const first = Math.max(0, placeOf(documents, start) - 1);
  const last = Math.min(documents.length - 1, placeOf(documents, end) + 1);
  const from = documents[first]?.start ?? 0;
  const touched = documents
    .slice(first, last + 1)
    .map(({ chunk }) => chunk.text)
    .join("");
  const now = touched.slice(0, start - from) + text + touched.slice(end - from);
  const others = first > 0 || last < documents.length - 1;
  const behind = documents.slice(last + 1);
  const by = text.length - (end - start);
  return fileOf(uri, [
    ...documents.slice(0, first),
    // A file has a document even when it is empty; beside others there is none without a text.
    ...(now === "" && others ? [] : documentsIn(now, from, cache)),
    ...(by === 0 ? behind : behind.map(document => ({ chunk: document.chunk, start: document.start + by }))),
  ]);
}

function documentsIn(text: string, from: number, cache: ChunkCache | undefined): readonly FileDocument[] {
  return cut(text).map(slice => ({ chunk: cache ? cache.read(slice.text) : readChunk(slice.text), start: from + slice.start }));
}

function fileOf(uri: string, documents: readonly FileDocument[]): SourceFile {
  const last = documents.at(-1);
  let whole: string | undefined;
  return {
    uri,
    documents,
    length: last ? last.start + last.chunk.text.length : 0,
    get text() {
      whole ??= documents.map(({ chunk }) => chunk.text).join("");
      return whole;
    },
  };
}

/** The document at an offset of the file: the last that begins there or before. */
export function documentAt(file: SourceFile, offset: number): FileDocument | undefined {
  return file.documents[placeOf(file.documents, offset)];
}

function placeOf(documents: readonly FileDocument[], offset: number): number {
  let low = 0;
  let high = documents.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((documents[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Does a document of the file have this text in it? Nothing is put together to find that out. */
export function fileIncludes(file: SourceFile, text: string): boolean {
  return file.documents.some(({ chunk }) => chunk.text.includes(text));
}

/** The place in the file of a span of one of its documents. */
export function placeIn(file: { readonly uri: string }, document: { readonly start: number }, span: Span): Place {
  return { uri: file.uri, start: document.start + span.start, end: document.start + span.end };
}
