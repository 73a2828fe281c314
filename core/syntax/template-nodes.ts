import type { Span } from "../base/span.ts";
import type { ListNode, MapNode, ScalarNode, SourceNode } from "./nodes.ts";
import { type Choice, hiddenBranches, type Template } from "./template.ts";
import type { Action } from "./template-actions.ts";

/** What a template leaves open in one reading of it: which values it makes, and which maps and lists it can put more into. */
export interface Openings {
  /** The value of a scalar comes from an action, and may be of any type. */
  unknown(node: ScalarNode): boolean;
  /** Where in a map or a list more may be put in: places of actions, none for a collection that is written out. */
  open(node: SourceNode): readonly Span[];
}

/** What the actions that are rendered leave open of a document that was read from its masked text. */
export function openingsOf(template: Template, choice: Choice, root: SourceNode): Openings {
  const hidden = hiddenBranches(template.blocks, choice);
  const live = template.actions.filter(
    ({ at, sort }) => sort !== "silent" && !hidden.some(span => span.start <= at.start && at.end <= span.end),
  );
  const open = new Map<string, Span[]>();
  const unknown = new Set<string>();
  const put = (node: SourceNode, at: Span): void => {
    const key = keyOf(node);
    open.set(key, [...(open.get(key) ?? []), at]);
  };
  for (const insert of insertsOf(template, live, hidden)) {
    const { chain, loose } = placeOf(template.text, root, insert);
    if (loose) unknown.add(keyOf(loose));
    for (const node of chain) put(node, insert.at);
  }
  const made = (node: ScalarNode): boolean => {
    const { start, end } = written(node);
    return unknown.has(keyOf(node)) || live.some(({ at }) => at.start < end && start < at.end);
  };
  // Each filling asks again.
  const known = new WeakMap<ScalarNode, boolean>();
  return {
    unknown: node => {
      const found = known.get(node) ?? made(node);
      known.set(node, found);
      return found;
    },
    open: node => open.get(keyOf(node)) ?? [],
  };
}

/** Something that is put between lines. */
interface Insert {
  readonly at: Span;
  /** The column that its lines begin in, as far as that is known. */
  readonly column: number | undefined;
}

/** Actions that write whole lines, and bodies of loops, which can be there more than once. */
function insertsOf({ text, blocks }: Template, live: readonly Action[], hidden: readonly Span[]): readonly Insert[] {
  const lines = live.filter(({ alone, inBlockText, sort }) => alone && !inBlockText && sort === "text");
  const loops = blocks.filter(({ word, branches: [body] }) => word === "range" && body && !hidden.includes(body));
  return [
    ...lines.map(({ at, indent }) => ({ at, column: indent ?? columnOf(text, at.start) })),
    ...loops.flatMap(({ branches: [body] }) =>
      body ? [{ at: { start: body.start - 1, end: body.start }, column: bodyColumn(text, body) }] : [],
    ),
  ];
}

/** The column of the first line of a loop's body that is no action. */
function bodyColumn(text: string, body: Span): number | undefined {
  const line = text
    .slice(body.start, body.end)
    .split("\n")
    .slice(1)
    .find(found => /^\s*[^\s{]/.test(found));
  return line?.search(/\S/);
}

/**
 * The collections that an insert goes into, and the scalar that it takes the place of: the ones that are begun before it and stand in
 * its column. Where no column fits, it may be any of them.
 */
function placeOf(
  text: string,
  root: SourceNode,
  { at, column }: Insert,
): { readonly chain: readonly SourceNode[]; readonly loose?: ScalarNode } {
  const chain: SourceNode[] = [];
  let node: SourceNode | undefined = root;
  let key = -1;
  while (node && node.kind !== "scalar" && !node.original) {
    chain.push(node);
    if (node.at.start > at.start) break;
    const last: Begun | undefined = lastBegun(text, node, at.start);
    if (!last) break;
    key = last.column;
    node = last.value;
  }
  const loose = node?.kind === "scalar" && (column === undefined || column > key || node.raw === "") ? node : undefined;
  if (loose && column !== undefined && column > key) return { chain: [], loose };
  const fitting = chain.filter(found => column !== undefined && columnOf(text, found.at.start) === column);
  return { chain: fitting.length > 0 ? fitting : chain, ...(loose ? { loose } : {}) };
}

interface Begun {
  readonly value: SourceNode;
  /** Of its key or its dash. */
  readonly column: number;
}

/** The last value of a collection whose key or dash stands before an offset. */
function lastBegun(text: string, node: MapNode | ListNode, offset: number): Begun | undefined {
  if (node.kind === "list") {
    const item = node.items.findLast(found => found.at.start < offset);
    return item && { value: item, column: columnOf(text, node.at.start) };
  }
  const entry = node.entries.findLast(found => !found.merged && found.key.at.start < offset);
  return entry && { value: entry.value, column: columnOf(text, entry.key.at.start) };
}

/** Where a node is written, which of an alias is elsewhere. */
function written({ at, original }: SourceNode): Span {
  return original ?? at;
}

function keyOf(node: SourceNode): string {
  return `${node.kind} ${written(node).start}`;
}

function columnOf(text: string, offset: number): number {
  return offset - text.lastIndexOf("\n", offset - 1) - 1;
}
