import { endOf } from "../../core/syntax/edit.ts";
import type { SourceFile } from "../../core/syntax/file.ts";
import type { SourceNode } from "../../core/syntax/nodes.ts";
import type { Chunk } from "../../core/syntax/read.ts";
import { ourDocuments } from "./documents.ts";
import { positionsIn } from "./positions.ts";

/** Lines that can be folded into their first one, counted from 0. */
export interface Fold {
  readonly from: number;
  readonly to: number;
  readonly comment: boolean;
}

/** What can be folded in a file of ours: documents, and everything in them that goes on over several lines. Undefined in other files. */
export function foldsIn(file: SourceFile): readonly Fold[] | undefined {
  if (ourDocuments(file).every(({ neighbour }) => neighbour)) return undefined;
  let line = 0;
  return file.documents.flatMap(({ chunk }) => {
    const before = line;
    line += linesIn(chunk.text);
    return foldsOf(chunk).map(({ from, to, comment }) => ({ from: from + before, to: to + before, comment }));
  });
}

const remembered = new WeakMap<Chunk, readonly Fold[]>();

function foldsOf(chunk: Chunk): readonly Fold[] {
  const known = remembered.get(chunk);
  if (known) return known;
  const position = positionsIn(chunk.text);
  const byLine = new Map<number, Fold>();
  const add = (start: number, end: number): void => {
    const from = position(start).line;
    const to = position(start + chunk.text.slice(start, end).trimEnd().length).line;
    // The outermost of those that begin on a line: a step and its only field are one fold.
    if (to > from && (byLine.get(from)?.to ?? 0) < to) byLine.set(from, { from, to, comment: false });
  };
  const walk = (node: SourceNode): void => {
    if (node.original || node.kind === "scalar") return;
    if (node.kind === "list")
      for (const item of node.items) {
        if (item.kind !== "scalar") add(item.at.start, endOf(item));
        walk(item);
      }
    else
      for (const entry of node.entries.filter(({ merged }) => !merged)) {
        add(entry.key.at.start, endOf(entry.value));
        walk(entry.value);
      }
  };
  if (chunk.root) {
    const [first] = chunk.root.kind === "map" ? chunk.root.entries : [];
    add(first?.key.at.start ?? chunk.root.at.start, endOf(chunk.root));
    walk(chunk.root);
  }
  const folds = [...byLine.values(), ...commentsIn(chunk.text, position)];
  remembered.set(chunk, folds);
  return folds;
}

function commentsIn(text: string, position: ReturnType<typeof positionsIn>): readonly Fold[] {
  return [...text.matchAll(/^[ \t]*#[^\n]*(?:\n[ \t]*#[^\n]*)+/gm)].map(({ 0: lines, index }) => {
    const from = position(index).line;
    return { from, to: from + linesIn(lines), comment: true };
  });
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
