import type { Span } from "../../../core/base/span.ts";
import { entryOf, type MapNode, type Path, type SourceNode } from "../../../core/syntax/nodes.ts";
import { readChunk } from "../../../core/syntax/read.ts";

/** What could be written at the cursor of a document, found by writing something there and reading the document again. */
export interface Cursor {
  /** `key` and `value` are meant by their words; an `item` is a line of a list that has no `- ` yet. */
  readonly on: "key" | "value" | "item";
  /** Of the map that would get the key, of the value, or of the list that would get the item. */
  readonly path: Path;
  /** The map that would get the key, without it. */
  readonly siblings: readonly string[];
  /** The document as it reads with the mark in it. */
  readonly root: SourceNode;
  /** The characters that a proposal replaces: the word around the cursor. */
  readonly replace: Span;
  /** A colon follows already: only the name of a key is wanted. */
  readonly colon: boolean;
  /** A space has to go before the value (`replicas:|`). */
  readonly space: boolean;
  /** Between braces or brackets, where everything stays on one line. */
  readonly flow: boolean;
  /** Right between brackets, where a key has no braces of its own yet. */
  readonly bare: boolean;
  /** The word that stands at the cursor. */
  readonly written: string;
  /** In quotes. */
  readonly quoted: boolean;
  /** What the lines below are, where they would be the value of a key that is put here. */
  readonly below: "map" | "list" | "scalar" | undefined;
  /** A comma has to go behind the key and its value. */
  readonly comma: boolean;
  /** Where in its list an `item` would stand. */
  readonly index?: number;
  /** Characters from the dash of the item whose first key is typed to that key. */
  readonly afterDash: number | undefined;
  /** How far the key of the value stands in beyond the white space of its line; undefined where the value has a line of its own. */
  readonly keyIndent: number | undefined;
  /** Characters of the line before the word. */
  readonly column: number;
  /** How far further lines of a proposal go in, beyond the white space that their first line begins with. */
  readonly indent: number;
}

// As good as never the name of anything, and plain in every place where a word can stand.
const mark = "stepwise-cursor-0";

/** The ways to read what could stand at an offset of a document's text, the likeliest first. None in comments and in block texts. */
export function cursorsAt(text: string, offset: number): readonly Cursor[] {
  const line = lineAt(text, offset);
  const before = text.slice(line.start, offset);
  if (inComment(before)) return [];
  const rest = text.slice(offset, line.end);
  const word = (rest.trim() === "" ? severalWords(before) : undefined) ?? /[A-Za-z0-9_][\w./-]*$/.exec(before)?.[0] ?? "";
  const tail = /^[\w./-]*/.exec(rest)?.[0] ?? "";
  const prefix = before.slice(0, before.length - word.length);
  const quote = /["']$/.exec(prefix)?.[0];
  const site: Site = {
    text,
    lineStart: line.start,
    prefix,
    quote,
    replace: { start: offset - word.length, end: offset + tail.length },
    written: word + tail,
    rest: rest.slice(tail.length),
  };
  const lead = prefix.slice(0, prefix.length - (quote?.length ?? 0));
  const begins = /^\s*(-\s*)*$/.test(lead);
  if (quote !== undefined || !begins) {
    const probes = begins || /[{,[]\s*$/.test(lead) ? [asKey, asValue] : /[:\s-]$/.test(lead) ? [asValue] : [];
    return probes.flatMap(probe => probe(site) ?? []);
  }
  // Reading a long document again takes a while, so nothing is tried that cannot be.
  const key = asKey(site);
  const item = site.prefix.includes("-") || (key && !listBeside(site)) ? undefined : asItem(site);
  const value = key && key.siblings.length > 0 ? undefined : asValue(site);
  const found = [key, item, value].filter(cursor => cursor !== undefined);
  // The same place can be read as a key and as a value of nothing: once is enough.
  return found.filter((cursor, i) => found.findIndex(other => other.on === cursor.on && same(other.path, cursor.path)) === i);
}

/** What a line begins with when a proposal with spaces in its name is half typed: only wholes have such names, no key has. */
function severalWords(before: string): string | undefined {
  return /^\s*(?:-\s+)*(\w[\w()-]*,? [\w(), -]*)$/.exec(before)?.[1];
}

/** Does a list stand in the column of the cursor, so that the line could be its next item? */
function listBeside({ text, lineStart, prefix }: Site): boolean {
  let end = lineStart - 1;
  while (end > 0) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const above = text.slice(start, end);
    const column = above.search(/\S/);
    if (column >= 0 && column <= prefix.length) return column === prefix.length && above.startsWith("-", column);
    end = start - 1;
  }
  return false;
}

interface Site {
  readonly text: string;
  readonly lineStart: number;
  /** The line before the word. */
  readonly prefix: string;
  /** The quote before the word. */
  readonly quote: string | undefined;
  readonly replace: Span;
  readonly written: string;
  /** The line after the word. */
  readonly rest: string;
}

function asKey(site: Site): Cursor | undefined {
  const after = site.quote !== undefined && site.rest.startsWith(site.quote) ? site.rest.slice(1) : site.rest;
  const colon = /^\s*:(\s|$)/.test(after);
  // In quotes a key is there already, or is none yet.
  if (site.quote !== undefined && !colon) return undefined;
  const written = `${gap(site)}${mark}${colon ? "" : ": "}`;
  const alone = probe(site, written);
  const found = alone ?? (colon ? undefined : probe(site, `${written},`));
  if (found?.kind !== "key") return undefined;
  const siblings = found.map.entries.map(entry => String(entry.key.value)).filter(name => name !== mark);
  return { ...common(site, found), on: "key", path: found.path, siblings, colon, comma: alone === undefined };
}

function asItem(site: Site): Cursor | undefined {
  const found = probe(site, `- ${mark}: `);
  const index = found?.path.at(-1);
  if (found?.kind !== "key" || typeof index !== "number") return undefined;
  const cursor = common(site, found);
  return { ...cursor, on: "item", path: found.path.slice(0, -1), index, siblings: [], colon: false, indent: 2 };
}

function asValue(site: Site): Cursor | undefined {
  const { quote } = site;
  const closes = quote === undefined || site.rest.includes(quote);
  const found = probe(site, `${gap(site)}${mark}${closes ? "" : quote}`);
  if (found?.kind !== "value") return undefined;
  return { ...common(site, found), on: "value", path: found.path, siblings: [], colon: false, quoted: quote !== undefined };
}

/** After `key:` and `-` a space is due. */
function gap({ prefix }: Site): string {
  return /[:-]$/.test(prefix) ? " " : "";
}

function common(
  site: Site,
  found: Found,
): Pick<
  Cursor,
  | "root"
  | "replace"
  | "written"
  | "space"
  | "flow"
  | "bare"
  | "quoted"
  | "afterDash"
  | "below"
  | "comma"
  | "keyIndent"
  | "column"
  | "indent"
> {
  const column = site.replace.start - site.lineStart + gap(site).length;
  const dash = /-\s*$/.exec(site.prefix)?.[0].length;
  const leading = /^\s*/.exec(site.prefix)?.[0].length ?? 0;
  return {
    root: found.root,
    replace: site.replace,
    space: gap(site) !== "",
    flow: found.flow,
    bare: found.kind === "key" && found.flow && typeof found.path.at(-1) === "number" && found.map.at.start >= site.replace.start,
    written: site.written,
    quoted: false,
    afterDash: dash === undefined ? undefined : dash + gap(site).length,
    below: found.kind === "key" ? found.below : undefined,
    comma: false,
    keyIndent: /^\s*((?:-\s+)*)[\w"'][^:]*:\s*$/.exec(site.prefix)?.[1]?.length,
    column,
    indent: found.kind === "key" ? Math.max(0, column - leading) : 0,
  };
}

type Found = { readonly root: SourceNode; readonly path: Path; readonly flow: boolean } & (
  | { readonly kind: "key"; readonly map: MapNode; readonly below: Cursor["below"] }
  | { readonly kind: "value" }
);

/** Writes a text at the cursor and looks where the mark in it ends up; undefined where that is no YAML at this place. */
function probe({ text, replace }: Site, written: string): Found | undefined {
  const chunk = readChunk(text.slice(0, replace.start) + written + text.slice(replace.end));
  const lineEnd = replace.start + written.length + 1;
  const lineStart = text.lastIndexOf("\n", replace.start - 1) + 1;
  if (!chunk.root || chunk.problems.some(({ at }) => at.start < lineEnd && at.end > lineStart)) return undefined;
  // What breaks the lines below cannot stand here; what is broken already may be so.
  if (
    chunk.problems.length > 0 &&
    chunk.problems.length > readChunk(text.slice(0, replace.start) + text.slice(replace.end)).problems.length
  )
    return undefined;
  return search(chunk.root, chunk.root, [], false, replace.start);
}

function search(root: SourceNode, node: SourceNode, path: Path, flow: boolean, near: number): Found | undefined {
  // Only what reaches to the mark can hold it; an alias shows what stands elsewhere.
  if (node.original || node.at.end < near) return undefined;
  if (node.kind === "scalar") return node.value === mark ? { root, path, flow, kind: "value" } : undefined;
  const entry = entryOf(node, mark);
  if (node.kind === "map" && entry) {
    const nothing = entry.value.kind === "scalar" && entry.value.value === null;
    return { root, path, flow: node.flow, kind: "key", map: node, below: nothing ? undefined : entry.value.kind };
  }
  const children =
    node.kind === "list"
      ? node.items.map((item, i) => [i, item] as const)
      : node.entries.filter(entry => !entry.merged).map(entry => [String(entry.key.value), entry.value] as const);
  for (const [step, child] of children) {
    const found = search(root, child, [...path, step], node.flow, near);
    if (found) return found;
  }
  return undefined;
}

function same(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i]);
}

function lineAt(text: string, offset: number): Span {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const stop = end < 0 ? text.length : end;
  return { start, end: text[stop - 1] === "\r" && stop > offset ? stop - 1 : stop };
}

function inComment(before: string): boolean {
  const bare = before.replace(/"[^"]*"|'[^']*'/g, "");
  return /(^|\s)#/.test(bare);
}
