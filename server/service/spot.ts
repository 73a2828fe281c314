import { touches } from "../../core/base/span.ts";
import type { Entry, Path, SourceNode } from "../../core/syntax/nodes.ts";

/** What stands at an offset of a document: the deepest key or value that the offset touches. */
export interface Spot {
  readonly path: Path;
  readonly node: SourceNode;
  /** Undefined for an item of a list and for the document itself. */
  readonly entry: Entry | undefined;
  readonly on: "key" | "value";
}

/** The spot at an offset (of the document); undefined where the document has nothing there. */
export function spotAt(root: SourceNode, offset: number): Spot | undefined {
  return touches(root.at, offset) ? inside({ path: [], node: root, entry: undefined, on: "value" }, offset) : undefined;
}

function inside(spot: Spot, offset: number): Spot {
  const { node, path } = spot;
  // What an alias stands for has its places elsewhere.
  if (node.original) return spot;
  if (node.kind === "map") {
    for (const entry of node.entries) {
      if (entry.merged || !touches(entry.at, offset)) continue;
      const below = { path: [...path, String(entry.key.value)], node: entry.value, entry };
      if (touches(entry.key.at, offset)) return { ...below, on: "key" };
      if (touches(entry.value.at, offset)) return inside({ ...below, on: "value" }, offset);
    }
  }
  if (node.kind === "list") {
    const index = node.items.findIndex(item => touches(item.at, offset));
    const item = node.items[index];
    if (item) return inside({ path: [...path, index], node: item, entry: undefined, on: "value" }, offset);
  }
  return spot;
}
