import type { ScalarNode } from "./nodes.ts";
import { behindSpaces, newline, nextLine, type Reading, unusual } from "./plain-reading.ts";

const header = /\|(-?) *(?=\n)/y;

/**
 * The block scalar at a place, `|` or `|-`, of what is indented by `owner`. `after` is then the beginning of the line behind it. Others
 * (folded ones, with an indentation of their own, with comments in the header) are left to the library.
 */
export function blockScalarAt(reading: Reading, at: number, owner: number): ScalarNode {
  const { text } = reading;
  header.lastIndex = at;
  const found = header.exec(text);
  if (!found) throw unusual;
  const first = at + found[0].length + 1;
  const indent = indentOf(text, first);
  if (indent <= owner) throw unusual;

  const lines: string[] = [];
  // Where the last line ends that has something in it, and how many lines there were then.
  let [stop, count] = [first, 0];
  for (let line = first; line < text.length; ) {
    const here = behindSpaces(text, line);
    const next = nextLine(text, here);
    const empty = here >= text.length || text.charCodeAt(here) === newline;
    if (!empty && here - line < indent) break;
    // White space alone counts at the end of a block, or does not.
    if (empty && here > line) throw unusual;
    lines.push(empty ? "" : text.slice(line + indent, text.charCodeAt(next - 1) === newline ? next - 1 : next));
    if (!empty) [stop, count] = [next, lines.length];
    line = next;
  }
  reading.after = stop;
  const value = lines.slice(0, count).join("\n") + (found[1] === "-" ? "" : "\n");
  return { kind: "scalar", value, raw: text.slice(at, stop), at: { start: at, end: stop } };
}

function indentOf(text: string, first: number): number {
  let line = first;
  while (text.charCodeAt(line) === newline) line++;
  const here = behindSpaces(text, line);
  if (here >= text.length || text.charCodeAt(here) === newline) throw unusual;
  return here - line;
}
