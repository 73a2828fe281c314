import type { SourceNode } from "./nodes.ts";

/** Where the reading of a plain document stands. One object, changed as it goes: a file has tens of thousands of nodes. */
export interface Reading {
  readonly text: string;
  /** What has been named so far. */
  readonly anchors: Map<string, SourceNode>;
  /** The next character that is neither white space nor a comment; the length of the text where there is none. */
  at: number;
  /** How far that one is indented; -1 at the end of the text. */
  indent: number;
  /** The deepest indentation of the comments that were passed on the way to it; -1 where there was none. */
  comments: number;
  /** Where what was read last ends: behind its characters, and (`next`) where the parser of the library would go on. */
  after: number;
  next: number;
}

/** Thrown (without a stack, since it is common) where a text holds what is left to the library. */
export const unusual: unique symbol = Symbol("left to the library");

export const space = 32;
export const newline = 10;
export const hash = 35;
export const colon = 58;
export const dash = 45;

/** Does a character end a word: white space, or the end of the text (`NaN`)? */
export function isBlank(code: number): boolean {
  return code === space || code === newline || Number.isNaN(code);
}

/** The first place from `at` on that is no space. */
export function behindSpaces(text: string, at: number): number {
  let here = at;
  while (text.charCodeAt(here) === space) here++;
  return here;
}

/** Where the next line begins. */
export function nextLine(text: string, at: number): number {
  const found = text.indexOf("\n", at);
  return found < 0 ? text.length : found + 1;
}

/** Where the next line begins, seen from the end of a value: behind it stands nothing but a comment. */
export function lineBehind({ text }: Reading, after: number): number {
  const here = behindSpaces(text, after);
  const code = text.charCodeAt(here);
  if (code === newline || Number.isNaN(code)) return nextLine(text, here);
  if (code === hash && here > after) return nextLine(text, here);
  throw unusual;
}

/**
 * Goes to what is written next, from the beginning of a line. Comments that are indented further than `owner` belong to the value
 * before them (as the library has it): `next` is then where the last of those ends.
 */
export function goOn(reading: Reading, line: number, owner: number): void {
  const { text } = reading;
  let [start, own] = [line, true];
  reading.next = line;
  reading.comments = -1;
  for (;;) {
    const here = behindSpaces(text, start);
    const code = text.charCodeAt(here);
    if (code === newline) start = here + 1;
    else if (code === hash) {
      const indent = here - start;
      start = nextLine(text, here);
      own &&= indent > owner;
      if (own) reading.next = start;
      else if (indent > reading.comments) reading.comments = indent;
    } else {
      reading.at = here;
      reading.indent = here < text.length ? here - start : -1;
      return;
    }
  }
}
