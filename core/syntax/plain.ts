import { aliasAt, anchorAt, anchored, fromMerge, isAlias, withMerged } from "./anchors.ts";
import type { Entry, ListNode, MapNode, ScalarNode, SourceNode } from "./nodes.ts";
import { blockScalarAt } from "./plain-blocks.ts";
import { flowAt, isFlowStart } from "./plain-flow.ts";
import { behindSpaces, dash, goOn, hash, isBlank, lineBehind, newline, nextLine, type Reading, unusual } from "./plain-reading.ts";
import { isKey, scalarAt } from "./plain-scalar.ts";

// Tabs, carriage returns and control characters have rules of their own.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
const special = /[\u0000-\u0009\u000b-\u001f\ufeff]/;
// What a person nests; the library has the last word on the rest.
const deepest = 100;

/**
 * The tree of a document as most are written: maps and lists by indentation, scalars on one line, literal blocks, and brackets that
 * close on their line. It is what the library `yaml` gives, some ten times sooner and without its tokens; undefined where anything else
 * occurs (tags, what goes on over lines, whatever is wrong), which is left to the library.
 */
export function readPlain(text: string): MapNode | ListNode | undefined {
  if (special.test(text)) return undefined;
  const reading: Reading = { text, anchors: new Map(), at: 0, indent: 0, comments: -1, after: 0, next: 0 };
  try {
    goOn(reading, 0, Number.POSITIVE_INFINITY);
    if (text.startsWith("---", reading.at) && reading.indent === 0)
      goOn(reading, lineBehind(reading, reading.at + 3), Number.POSITIVE_INFINITY);
    const root = blockAt(reading, 0);
    return reading.at === text.length ? root : undefined;
  } catch (reason) {
    if (reason === unusual) return undefined;
    throw reason;
  }
}

/** The map or list that begins a line. */
function blockAt(reading: Reading, depth: number): MapNode | ListNode {
  if (depth > deepest || reading.indent < 0) throw unusual;
  if (isItem(reading, reading.at)) return listAt(reading, reading.at, reading.indent, depth);
  const [start, indent] = [reading.at, reading.indent];
  return mapAt(reading, scalarAt(reading, start, false), indent, depth);
}

function isItem({ text }: Reading, at: number): boolean {
  return text.charCodeAt(at) === dash && isBlank(text.charCodeAt(at + 1));
}

/** The map whose first key has just been read. */
function mapAt(reading: Reading, first: ScalarNode, indent: number, depth: number): MapNode {
  const entries: Entry[] = [];
  const merged: Entry[] = [];
  let key = first;
  for (;;) {
    if (!isKey(reading)) throw unusual;
    const value = behindColon(reading, reading.after + 1, indent, depth);
    if (key.raw === "<<") merged.push(...fromMerge(value));
    else entries.push({ key, value, at: { start: key.at.start, end: Math.max(key.at.end, value.at.end) } });
    if (reading.indent < indent) break;
    if (reading.indent > indent || isItem(reading, reading.at)) throw unusual;
    key = scalarAt(reading, reading.at, false);
  }
  const end = closed(reading, indent);
  return { kind: "map", entries: withMerged(entries, merged), at: { start: first.at.start, end }, flow: false };
}

/** The list whose first dash stands at a place. */
function listAt(reading: Reading, start: number, indent: number, depth: number): ListNode {
  if (depth > deepest) throw unusual;
  const items: SourceNode[] = [];
  let at = start;
  for (;;) {
    items.push(behindDash(reading, at, indent, depth));
    // Keys of the map around it may be indented like its dashes.
    if (reading.indent < indent || (reading.indent === indent && !isItem(reading, reading.at))) break;
    if (reading.indent > indent) throw unusual;
    at = reading.at;
  }
  return { kind: "list", items, at: { start, end: closed(reading, indent) }, flow: false };
}

/**
 * Where a map or list ends that is not gone on with. Comments behind its last value that are indented like it are its own, and the
 * map or list around it ends behind those.
 */
function closed(reading: Reading, indent: number): number {
  const end = reading.next;
  if (indent > 0 && reading.comments >= indent) {
    reading.next = reading.at;
    reading.comments = -1;
  }
  return end;
}

/** What stands behind the dash at a place. */
function behindDash(reading: Reading, at: number, indent: number, depth: number): SourceNode {
  const { text } = reading;
  const dashed = behindSpaces(text, at + 1);
  const anchor = anchorAt(reading, dashed);
  const here = anchor?.behind ?? dashed;
  const code = text.charCodeAt(here);
  if (endsLine(code)) {
    goOn(reading, nextLine(text, here), Number.POSITIVE_INFINITY);
    if (reading.indent <= indent) throw unusual;
    return anchored(reading, anchor, blockAt(reading, depth + 1));
  }
  // A name in front of a key could be that of the key.
  if (anchor || isAlias(code) || isBlockScalar(code) || isFlowStart(code))
    return anchored(reading, anchor, inline(reading, here, indent, depth));
  const column = indent + here - at;
  if (isItem(reading, here)) return listAt(reading, here, column, depth + 1);
  const scalar = scalarAt(reading, here, false);
  return isKey(reading) ? mapAt(reading, scalar, column, depth + 1) : alone(reading, scalar, indent);
}

/** What stands behind a colon. */
function behindColon(reading: Reading, at: number, indent: number, depth: number): SourceNode {
  const { text } = reading;
  const spaced = behindSpaces(text, at);
  const anchor = anchorAt(reading, spaced);
  const here = anchor?.behind ?? spaced;
  const code = text.charCodeAt(here);
  if (!endsLine(code)) return anchored(reading, anchor, inline(reading, here, indent, depth));
  goOn(reading, nextLine(text, here), Number.POSITIVE_INFINITY);
  if (reading.indent > indent) return anchored(reading, anchor, blockAt(reading, depth + 1));
  if (reading.indent === indent && isItem(reading, reading.at))
    return anchored(reading, anchor, listAt(reading, reading.at, indent, depth + 1));
  // Nothing. Where it ends depends on the comments around it.
  if (anchor || code === hash || reading.comments >= 0) throw unusual;
  reading.next = here;
  return { kind: "scalar", value: null, raw: "", at: { start: here, end: here } };
}

function inline(reading: Reading, at: number, indent: number, depth: number): SourceNode {
  const code = reading.text.charCodeAt(at);
  if (isBlockScalar(code)) {
    const scalar = blockScalarAt(reading, at, indent);
    goOn(reading, reading.after, Number.POSITIVE_INFINITY);
    if (reading.indent > indent) throw unusual;
    return scalar;
  }
  if (isFlowStart(code)) return alone(reading, flowAt(reading, at, depth), indent);
  const alias = aliasAt(reading, at);
  if (alias) return alone(reading, alias, indent);
  return alone(reading, scalarAt(reading, at, false), indent);
}

/** A value that ends with its line. */
function alone<T extends SourceNode>(reading: Reading, value: T, indent: number): T {
  goOn(reading, lineBehind(reading, value.at.end), indent);
  // What is indented further goes on with it, or is wrong.
  if (reading.indent > indent) throw unusual;
  return value;
}

function endsLine(code: number): boolean {
  return code === newline || code === hash || Number.isNaN(code);
}

function isBlockScalar(code: number): boolean {
  return code === 124 || code === 62;
}
