import type { Span } from "../base/span.ts";
import type { Nature } from "./types.ts";
import type { Value } from "./values.ts";

/**
 * A condition as a tree. Every node has the place that it was read from; the checker adds what kind of value it gives (`nature`), and the
 * rewriter replaces parts, which is why nodes can be written to. A tree is made anew for each shape of result and never shared.
 */
export type Node = (
  | { kind: "missing" | "nil" | "template" }
  | { kind: "identifier"; name: string }
  | { kind: "integer"; value: bigint }
  | { kind: "float"; value: number; written: string }
  | { kind: "bool"; value: boolean }
  | { kind: "string"; value: string }
  | { kind: "constant"; value: Value }
  | { kind: "unary"; operator: string; of: Node }
  | { kind: "binary"; operator: string; left: Node; right: Node }
  | { kind: "chain"; of: Node }
  | { kind: "member"; of: Node; property: Node; optional: boolean; method: boolean }
  | { kind: "slice"; of: Node; from: Node | undefined; to: Node | undefined }
  | { kind: "call"; callee: Node; arguments: Node[] }
  | BuiltinCall
  | { kind: "predicate"; of: Node }
  | { kind: "pointer"; name: string }
  | { kind: "let"; name: string; value: Node; body: Node }
  | { kind: "sequence"; nodes: Node[] }
  | { kind: "conditional"; condition: Node; then: Node; otherwise: Node }
  | { kind: "array"; nodes: Node[] }
  | { kind: "map"; pairs: { key: Node; value: Node }[] }
) & { at: Span; nature?: Nature };

/** `map` and `throws` are set by the rewriter alone: what a `filter` gives of each item, and that `find` must find. */
export interface BuiltinCall {
  kind: "builtin";
  name: string;
  arguments: Node[];
  map?: Node;
  throws?: boolean;
}

/** A direct part of a node, with a way to put another in its place. */
export type Part = readonly [node: Node, put: (other: Node) => void];

/** Where the parts of each kind are, in the order in which they are evaluated. */
const fields: { readonly [kind: string]: readonly string[] } = {
  unary: ["of"],
  chain: ["of"],
  predicate: ["of"],
  binary: ["left", "right"],
  member: ["of", "property"],
  slice: ["of", "from", "to"],
  call: ["callee", "arguments"],
  builtin: ["arguments"],
  let: ["value", "body"],
  sequence: ["nodes"],
  array: ["nodes"],
  conditional: ["condition", "then", "otherwise"],
};

/** Every direct part of a node. */
export function parts(node: Node): readonly Part[] {
  if (node.kind === "map") return node.pairs.flatMap(pair => [partAt(pair, "key"), partAt(pair, "value")]);
  const owner = node as unknown as { [field: string]: Node | Node[] | undefined };
  return (fields[node.kind] ?? []).flatMap(field => {
    const inside = owner[field];
    if (Array.isArray(inside)) return inside.map((_, i) => partAt(inside, i));
    return inside ? [partAt(owner as { [field: string]: Node }, field)] : [];
  });
}

function partAt<Key extends string | number>(owner: { [key in Key]: Node }, key: Key): Part {
  return [
    owner[key],
    other => {
      owner[key] = other;
    },
  ];
}

/** Calls back for a node and all that is in it, the whole before its parts. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const [part] of parts(node)) walk(part, visit);
}

/** Are two trees the same expression, wherever they stand? */
export function sameExpression(a: Node, b: Node): boolean {
  return plain(a) === plain(b);
}

function plain(node: Node): string {
  return JSON.stringify(node, (key, value: unknown) =>
    key === "at" || key === "nature" ? undefined : typeof value === "bigint" ? `${value}n` : value,
  );
}
