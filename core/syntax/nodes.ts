import type { Json } from "../base/json.ts";
import type { Span } from "../base/span.ts";

/** A node of a document, with the characters that it came from. Offsets count from the start of its chunk. */
export type SourceNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: "map";
  readonly entries: readonly Entry[];
  readonly at: Span;
  readonly flow: boolean;
  /** Where the aliased original stands, when this is an alias: `at` is then the place of the alias. */
  readonly original?: Span;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly SourceNode[];
  readonly at: Span;
  readonly flow: boolean;
  readonly original?: Span;
}

export interface ScalarNode {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** The characters as written, quotes included; empty for a value that is missing. */
  readonly raw: string;
  readonly at: Span;
  readonly original?: Span;
}

export interface Entry {
  readonly key: ScalarNode;
  readonly value: SourceNode;
  /** From the start of the key to the end of the value. */
  readonly at: Span;
  /** The place of the alias after `<<`, when the entry came in by a merge key. */
  readonly merged?: Span;
}

export type Path = readonly (string | number)[];

/** The entry of a map with this key; the last one when a key is written twice, as the controller's reader takes it. */
export function entryOf(node: SourceNode | undefined, key: string): Entry | undefined {
  if (node?.kind !== "map") return undefined;
  // Asked some hundred times for each document: a loop costs a third of what a search with a function does.
  const { entries } = node;
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    const value = entry?.key.value;
    if (value === key || (typeof value !== "string" && String(value) === key)) return entry;
  }
  return undefined;
}

/** The node at a path of keys and indexes; undefined where the path leads nowhere. */
export function nodeAt(node: SourceNode | undefined, ...path: Path): SourceNode | undefined {
  let here = node;
  for (let i = 0; i < path.length && here !== undefined; i++) {
    const step = path[i];
    if (typeof step === "number") here = here.kind === "list" ? here.items[step] : undefined;
    else here = entryOf(here, step ?? "")?.value;
  }
  return here;
}

/** The value of the text at a path; undefined when there is none or it is no text. */
export function textOf(node: SourceNode | undefined, ...path: Path): string | undefined {
  const found = nodeAt(node, ...path);
  return found?.kind === "scalar" && typeof found.value === "string" ? found.value : undefined;
}

/** The value of the number at a path. */
export function numberOf(node: SourceNode | undefined, ...path: Path): number | undefined {
  const found = nodeAt(node, ...path);
  return found?.kind === "scalar" && typeof found.value === "number" ? found.value : undefined;
}

/** The items of the list at a path; none when there is no list. */
export function itemsOf(node: SourceNode | undefined, ...path: Path): readonly SourceNode[] {
  const found = nodeAt(node, ...path);
  return found?.kind === "list" ? found.items : [];
}

/** Is there a value at the path, other than null and than nothing? An empty map counts. */
export function isSet(node: SourceNode | undefined, ...path: Path): boolean {
  const found = nodeAt(node, ...path);
  return found !== undefined && !(found.kind === "scalar" && found.value === null);
}

/**
 * The place to underline for a path: the whole entry for a key, the item for an index; where the path leads nowhere, the deepest
 * key that is there.
 */
export function placeOf(node: SourceNode, path: Path, target: "entry" | "key" | "value" = "entry"): Span {
  let here: SourceNode = node;
  let place: Span = node.at;
  for (const step of path) {
    if (typeof step === "number") {
      const item = here.kind === "list" ? here.items[step] : undefined;
      if (!item) return place;
      here = item;
      place = item.at;
    } else {
      const entry = entryOf(here, step);
      if (!entry) return place;
      here = entry.value;
      // What came in by a merge key stands elsewhere; its own place is where it is written.
      place = target === "key" ? entry.key.at : target === "value" ? entry.value.at : entry.at;
    }
  }
  return place;
}

// An alias bomb has few nodes and endless paths: data is cut off long before a machine would notice.
const mostValues = 200_000;

/** The plain data of a node. Merge keys are applied, a repeated key takes its last value. */
export function jsonOf(node: SourceNode): Json {
  let left = mostValues;
  const walk = (here: SourceNode): Json => {
    if (left-- <= 0) return null;
    if (here.kind === "scalar") return here.value;
    if (here.kind === "list") return here.items.map(walk);
    const result: { [key: string]: Json } = {};
    for (const entry of here.entries) result[String(entry.key.value)] = walk(entry.value);
    return result;
  };
  return walk(node);
}

/** A node without places, for data that came from a cluster. */
export function nodeOf(value: Json): SourceNode {
  const at = { start: 0, end: 0 };
  if (Array.isArray(value)) return { kind: "list", items: (value as readonly Json[]).map(nodeOf), at, flow: false };
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value as { [key: string]: Json }).map(([key, item]) => ({
      key: { kind: "scalar", value: key, raw: key, at } as const,
      value: nodeOf(item),
      at,
    }));
    return { kind: "map", entries, at, flow: false };
  }
  return { kind: "scalar", value: value as string | number | boolean | null, raw: String(value), at };
}
