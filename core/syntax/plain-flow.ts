import { aliasAt, anchorAt, anchored, fromMerge, withMerged } from "./anchors.ts";
import type { Entry, ListNode, MapNode, SourceNode } from "./nodes.ts";
import { behindSpaces, type Reading, unusual } from "./plain-reading.ts";
import { isKey, scalarAt } from "./plain-scalar.ts";

const [comma, bracket, bracketEnd, brace, braceEnd] = [44, 91, 93, 123, 125];

/** Does a map or list in brackets begin with this character? */
export function isFlowStart(code: number): boolean {
  return code === brace || code === bracket;
}

/** The map or list in brackets at a place, all of it on one line. `after` is then behind it. */
export function flowAt(reading: Reading, at: number, depth: number): MapNode | ListNode {
  if (depth > 50) throw unusual;
  return reading.text.charCodeAt(at) === brace ? flowMap(reading, at, depth) : flowList(reading, at, depth);
}

function flowMap(reading: Reading, at: number, depth: number): MapNode {
  const entries: Entry[] = [];
  const merged: Entry[] = [];
  const end = each(reading, at, braceEnd, here => {
    const key = scalarAt(reading, here, true);
    if (!isKey(reading)) throw unusual;
    const value = valueAt(reading, behindSpaces(reading.text, reading.after + 1), depth);
    if (key.raw === "<<") merged.push(...fromMerge(value));
    else entries.push({ key, value, at: { start: key.at.start, end: value.at.end } });
  });
  return { kind: "map", entries: withMerged(entries, merged), at: { start: at, end }, flow: true };
}

function flowList(reading: Reading, at: number, depth: number): ListNode {
  const items: SourceNode[] = [];
  const end = each(reading, at, bracketEnd, here => {
    items.push(valueAt(reading, here, depth));
  });
  return { kind: "list", items, at: { start: at, end }, flow: true };
}

/** Reads one after another what stands between commas, and gives the place behind the bracket that closes. */
function each(reading: Reading, at: number, close: number, read: (here: number) => void): number {
  const { text } = reading;
  let here = behindSpaces(text, at + 1);
  if (text.charCodeAt(here) !== close)
    for (;;) {
      read(here);
      here = behindSpaces(text, reading.after);
      const code = text.charCodeAt(here);
      if (code === close) break;
      if (code !== comma) throw unusual;
      here = behindSpaces(text, here + 1);
    }
  reading.after = here + 1;
  return here + 1;
}

function valueAt(reading: Reading, at: number, depth: number): SourceNode {
  const anchor = anchorAt(reading, at);
  const here = anchor?.behind ?? at;
  if (isFlowStart(reading.text.charCodeAt(here))) return anchored(reading, anchor, flowAt(reading, here, depth + 1));
  const alias = aliasAt(reading, here);
  if (alias && anchor) throw unusual;
  return alias ?? anchored(reading, anchor, scalarAt(reading, here, true));
}
