import type { TextEdit } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import { type Entry, entryOf, type ListNode, type MapNode, type SourceNode } from "./nodes.ts";

/**
 * Edits of a document that touch what they are about and leave every other character, comments included, where it is. `text` is what
 * the nodes were read from. Values are given as lines of YAML, each relative to where the value goes; one line stays on the line of its key.
 */

/** Writes another value of an entry that is there, or adds the entry. */
export function setEntry(text: string, map: MapNode, key: string, value: readonly string[]): readonly TextEdit[] {
  const entry = entryOf(map, key);
  if (entry && isNoWord(entry)) return [];
  const [only, ...more] = value;
  if (!entry || entry.merged) return addEntry(text, map, key, value);
  if (entry.value.kind === "scalar" && only !== undefined && more.length === 0) {
    if (entry.value.at.end > entry.value.at.start) return instead(text, entry.value.at, only);
    const colon = text.indexOf(":", entry.key.at.end) + 1;
    return [{ at: { start: colon, end: colon }, text: ` ${only}` }];
  }
  const written = map.flow
    ? `${entry.key.raw}: ${value.join(" ")}`
    : entryText(entry.key.raw, value, columnOf(text, entry.key.at.start), eol(text));
  return instead(text, { start: entry.key.at.start, end: endOf(entry.value) }, written);
}

/** Adds an entry behind the last one of a map. */
export function addEntry(text: string, map: MapNode, key: string, value: readonly string[]): readonly TextEdit[] {
  const last = map.entries.findLast(entry => !entry.merged);
  if (map.flow || !last) {
    const flow = `${key}: ${value.join(" ")}`;
    if (last) return insertion(endOf(last.value), `, ${flow}`);
    return [{ at: map.at, text: `{ ${flow} }` }];
  }
  return insertLines(text, last, entryText(key, value, columnOf(text, last.key.at.start), eol(text)), columnOf(text, last.key.at.start));
}

/** Adds an item behind the last one of a list. */
export function addItem(text: string, list: ListNode, value: readonly string[]): readonly TextEdit[] {
  const last = list.items.at(-1);
  if (list.flow || !last) {
    const flow = value.join(" ");
    if (last) return insertion(endOf(last), `, ${flow}`);
    return [{ at: list.at, text: `[${flow}]` }];
  }
  const column = dashOf(text, last) - lineStart(text, dashOf(text, last));
  const item = `- ${value.join(`${eol(text)}${" ".repeat(column + 2)}`)}`;
  return insertLines(text, { value: last, key: last }, item, column);
}

/** Takes an entry out of a map, with the lines that are its own. A map that is left with nothing becomes `{}`. */
export function removeEntry(text: string, map: MapNode, key: string): readonly TextEdit[] {
  const entry = entryOf(map, key);
  if (!entry || entry.merged || isNoWord(entry)) return [];
  const own = map.entries.filter(other => !other.merged);
  const index = own.indexOf(entry);
  const next = own[index + 1];
  const before = own[index - 1];
  const end = endOf(entry.value);
  if (!next && !before) return instead(text, { start: entry.key.at.start, end }, map.flow ? "" : "{}");
  if (map.flow) return removal(next ? entry.key.at.start : endOf(before?.value ?? entry.key), next ? next.key.at.start : end);
  const start = lineStart(text, entry.key.at.start);
  // Behind a dash stands the first key of an item: the next one takes its place.
  if (next && text.slice(start, entry.key.at.start).trim() !== "") return removal(entry.key.at.start, next.key.at.start);
  return removal(start, nextLine(text, end));
}

/** Takes an item out of a list, with the lines that are its own. */
export function removeItem(text: string, list: ListNode, index: number): readonly TextEdit[] {
  const item = list.items[index];
  if (!item) return [];
  const next = list.items[index + 1];
  const before = list.items[index - 1];
  if (list.flow) return removal(next || !before ? item.at.start : endOf(before), next ? next.at.start : endOf(item));
  const dash = dashOf(text, item);
  const start = lineStart(text, dash);
  if (!next && !before) return emptied(text, dash, endOf(item));
  // A list inside a list begins on the line of the outer dash.
  if (text.slice(start, dash).trim() !== "") return next ? removal(item.at.start, next.at.start) : [];
  return removal(start, nextLine(text, endOf(item)));
}

/** A block list without its only item: `[]`, on the line of its key, since a list may stand no further in than its key and `[]` may not. */
function emptied(text: string, dash: number, end: number): readonly TextEdit[] {
  const colon = /:(?:[ \t]+[&!]\S+)*(?=[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*$)/.exec(text.slice(0, dash));
  if (!colon) return instead(text, { start: dash, end }, "[]");
  return [...insertion(colon.index + colon[0].length, " []"), ...removal(lineStart(text, dash), nextLine(text, end))];
}

/** The text after the edits, which may come in any order and must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.at.start - a.at.start || b.at.end - a.at.end)
    .reduce((changed, { at, text: written }) => changed.slice(0, at.start) + written + changed.slice(at.end), text);
}

/** Where a value ends: a collection with its last part, since what a parser counts to it can be white space and comments. */
export function endOf(node: SourceNode): number {
  if (node.original || node.kind === "scalar" || node.flow) return node.at.end;
  if (node.kind === "list") {
    const last = node.items.at(-1);
    return last ? Math.max(endOf(last), node.at.start) : node.at.end;
  }
  const last = node.entries.findLast(entry => !entry.merged);
  return last ? Math.max(endOf(last.value), last.key.at.end) : node.at.end;
}

/** Is the key a list or a map, as an unquoted `{{ template }}` is? No file of ours has one, and nobody knows where it ends. */
function isNoWord(entry: Entry): boolean {
  return entry.key.raw === "";
}

function entryText(key: string, [first = "", ...more]: readonly string[], column: number, newline: string): string {
  if (more.length === 0 && !/^- /.test(first)) return `${key}: ${first}`.trimEnd();
  // A list may stand under its key; fields stand further in.
  const pad = " ".repeat(/^- /.test(first) ? column : column + 2);
  return [`${key}:`, ...[first, ...more].map(line => pad + line)].join(newline);
}

/** Puts lines behind the line on which a value ends. */
function insertLines(
  text: string,
  behind: Pick<Entry, "value"> & { readonly key: SourceNode },
  lines: string,
  column: number,
): readonly TextEdit[] {
  const end = Math.max(endOf(behind.value), behind.key.at.end);
  const pad = " ".repeat(column);
  // A block text ends with its line, and so does nothing else.
  if (end > 0 && text[end - 1] === "\n") return insertion(end, `${pad}${lines}${eol(text)}`);
  return insertion(lineEnd(text, end), `${eol(text)}${pad}${lines}`);
}

/** Puts a text in the place of another. A block text ends with its line, and what takes its place does not. */
function instead(text: string, at: Span, written: string): readonly TextEdit[] {
  return [{ at, text: at.end > at.start && text[at.end - 1] === "\n" ? written + eol(text) : written }];
}

function insertion(at: number, written: string): readonly TextEdit[] {
  return [{ at: { start: at, end: at }, text: written }];
}

function removal(start: number, end: number): readonly TextEdit[] {
  const at: Span = { start, end };
  return [{ at, text: "" }];
}

/** The dash of an item of a block list. */
function dashOf(text: string, item: SourceNode): number {
  return text.lastIndexOf("-", item.at.start - (item.at.end > item.at.start ? 1 : 0));
}

function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const found = text.indexOf("\n", offset);
  if (found < 0) return text.length;
  return text[found - 1] === "\r" && found > offset ? found - 1 : found;
}

/** Where the line after the one that ends a value begins. */
function nextLine(text: string, end: number): number {
  if (end > 0 && text[end - 1] === "\n") return end;
  const found = text.indexOf("\n", end);
  return found < 0 ? text.length : found + 1;
}

function eol(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
