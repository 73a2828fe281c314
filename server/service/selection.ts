import { type Span, shift, touches } from "../../core/base/span.ts";
import { endOf } from "../../core/syntax/edit.ts";
import { documentAt, type SourceFile } from "../../core/syntax/file.ts";
import type { SourceNode } from "../../core/syntax/nodes.ts";

/**
 * What a selection at an offset grows to, from the smallest: the word, the value, the entry, the item of the list with its dash, and so
 * on outwards (step, steps, strategy) to the document and the file.
 */
export function selectionsAt(file: SourceFile, offset: number): readonly Span[] {
  const document = documentAt(file, offset);
  const whole = { start: 0, end: file.length };
  if (!document) return [whole];
  const { chunk, start } = document;
  const inner = chunk.root ? around(chunk.text, chunk.root, offset - start) : [];
  const outer = [
    { start: 0, end: chunk.text.trimEnd().length },
    { start: 0, end: chunk.text.length },
  ];
  const chain: Span[] = [];
  for (const span of [...[...inner, ...outer].map(found => shift(found, start)), whole])
    if (grows(chain.at(-1), span, offset)) chain.push(span);
  return chain;
}

/** A selection only ever grows, and holds the cursor. */
function grows(last: Span | undefined, { start, end }: Span, offset: number): boolean {
  if (offset < start || offset > end) return false;
  return last === undefined || (start <= last.start && end >= last.end && (start < last.start || end > last.end));
}

/** The spans around an offset inside a node, the smallest first. */
function around(text: string, node: SourceNode, offset: number): readonly Span[] {
  const own = { start: node.at.start, end: endOf(node) };
  if (node.kind === "scalar") return [...words(node.raw, node.at.start, offset), own];
  if (node.original) return [own];
  if (node.kind === "list") {
    const item = node.items.findLast(({ at }) => touches(at, offset));
    if (!item) return [own];
    return [...around(text, item, offset), withDash(text, node.flow, { start: item.at.start, end: endOf(item) }), own];
  }
  const entry = node.entries.find(({ at, merged }) => !merged && touches(at, offset));
  if (!entry) return [own];
  const whole = { start: entry.key.at.start, end: Math.max(entry.key.at.end, endOf(entry.value)) };
  const inner = touches(entry.key.at, offset) ? [entry.key.at] : around(text, entry.value, offset);
  return [...inner, whole, own];
}

function withDash(text: string, flow: boolean, item: Span): Span {
  const dash = flow ? undefined : /-[ \t]*$/.exec(text.slice(0, item.start));
  return dash ? { start: dash.index, end: item.end } : item;
}

/** The word at an offset of a text, and what stands between its quotes. */
function words(raw: string, start: number, offset: number): readonly Span[] {
  const word = [...raw.matchAll(/[\w-]+/g)].find(({ 0: found, index }) =>
    touches({ start: start + index, end: start + index + found.length }, offset),
  );
  const spans: Span[] = word ? [{ start: start + word.index, end: start + word.index + word[0].length }] : [];
  if (/^(["']).*\1$/s.test(raw)) spans.push({ start: start + 1, end: start + raw.length - 1 });
  return spans;
}
