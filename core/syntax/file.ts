import type { Place, Span } from "../base/span.ts";
import { cut } from "./cut.ts";
import { type Chunk, readChunk } from "./read.ts";

/** A document of a file and where the file's text of it begins. */
export interface FileDocument {
  readonly chunk: Chunk;
  readonly start: number;
}

/** A file, cut into documents. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  readonly documents: readonly FileDocument[];
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
        kept.set(text, known);
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
  const documents = cut(text).map(slice => ({ start: slice.start, chunk: cache ? cache.read(slice.text) : readChunk(slice.text) }));
  return { uri, text, documents };
}

/** The place in the file of a span of one of its documents. */
export function placeIn(file: { readonly uri: string }, document: { readonly start: number }, span: Span): Place {
  return { uri: file.uri, start: document.start + span.start, end: document.start + span.end };
}
