import type { Fault } from "./lexer.ts";
import { power } from "./power.ts";
import { type BuiltinCall, type Node, parts, sameExpression, walk } from "./syntax.ts";
import { goType, type Nature, nature } from "./types.ts";
import { GoMap, List, type Value, wrapped } from "./values.ts";

/**
 * What expr-lang makes of a tree before it evaluates it. It is meant to be faster and to mean the same, but does not always: what
 * stands beside `false and …` is never evaluated, so its errors are gone, and sums are added in another order.
 * Source: expr-lang/expr v1.17.7 `optimizer`.
 */
export interface Rewritten {
  readonly tree: Node;
  readonly fault: Fault | undefined;
}

/** One change: another node in the place of this one, or undefined. */
type Rewrite = (node: Node) => Node | undefined;

class Refused {
  readonly fault: Fault;
  constructor(fault: Fault) {
    this.fault = fault;
  }
}

/** Rewrites a checked tree; the old one is used up. */
export function rewritten(tree: Node): Rewritten {
  try {
    let now = everywhere(tree, inList).tree;
    for (let round = 0; round <= 1000; round++) {
      const folded = everywhere(now, fold);
      now = folded.tree;
      if (!folded.changed) break;
    }
    for (const rewrite of [
      inRange,
      filterMap,
      filterLength,
      filterEnd("findLast", "last", -1n),
      filterEnd("find", "first", 0n),
      combined,
      sumOfArray,
      sumOfMap,
    ])
      now = everywhere(now, rewrite).tree;
    return { tree: now, fault: undefined };
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    return { tree, fault: problem.fault };
  }
}

function everywhere(tree: Node, rewrite: Rewrite): { readonly tree: Node; readonly changed: boolean } {
  let changed = false;
  const visit = (node: Node): Node => {
    for (const [part, put] of parts(node)) {
      const other = visit(part);
      if (other !== part) put(other);
    }
    const other = rewrite(node);
    if (other) changed = true;
    return other ?? node;
  };
  return { tree: visit(tree), changed };
}

function at(node: Node): { at: Node["at"]; nature?: Nature } {
  return node.nature ? { at: node.at, nature: node.nature } : { at: node.at };
}

const integer = (node: Node, value: bigint): Node => ({ kind: "integer", value: wrapped(value), at: node.at, nature: nature("int") });
const float = (node: Node, value: number): Node => ({
  kind: "float",
  value,
  written: String(value),
  at: node.at,
  nature: nature("float64"),
});
const boolean = (node: Node, value: boolean): Node => ({ kind: "bool", value, at: node.at, nature: nature("bool") });

/** `x in ["a", "b"]` looks up a key, for which another type than the expected one is an error. */
function inList(node: Node): Node | undefined {
  if (node.kind !== "binary" || node.operator !== "in" || node.right.kind !== "array" || node.right.nodes.length === 0) return undefined;
  const { nodes } = node.right;
  const whole = node.left.nature?.type?.name === "int" && nodes.every(item => item.kind === "integer");
  const keys = nodes.flatMap((item): readonly Value[] => (item.kind === (whole ? "integer" : "string") ? [item.value] : []));
  if (keys.length < nodes.length) return undefined;
  const value = new GoMap(new Map(keys.map(key => [key, true])), goType(whole ? "map[int]bool" : "map[string]bool"));
  return { ...node, right: { kind: "constant", value, at: node.right.at, nature: nature(value.type) } };
}

function fold(node: Node): Node | undefined {
  switch (node.kind) {
    case "unary":
      return foldUnary(node);
    case "binary":
      return foldBinary(node);
    case "array": {
      const values = node.nodes.map(constantOf);
      if (values.length === 0 || values.includes(undefined)) return undefined;
      return { kind: "constant", value: new List(values.map(value => value ?? null)), at: node.at, nature: nature("[]interface {}") };
    }
    case "builtin": {
      const [inner, outer] = node.arguments;
      if (node.name !== "filter" || inner?.kind !== "builtin" || inner.name !== "filter" || outer?.kind !== "predicate") return undefined;
      const [list, first] = inner.arguments;
      if (!list || first?.kind !== "predicate") return undefined;
      const both: Node = { kind: "binary", operator: "&&", left: first.of, right: outer.of, at: node.at };
      return { kind: "builtin", name: "filter", arguments: [list, { kind: "predicate", of: both, at: outer.at }], ...at(node) };
    }
    default:
      return undefined;
  }
}

function constantOf(node: Node): Value | undefined {
  return node.kind === "integer" || node.kind === "float" || node.kind === "string" || node.kind === "bool" ? node.value : undefined;
}

function foldUnary(node: Node & { kind: "unary" }): Node | undefined {
  const { of, operator } = node;
  if (of.kind === "integer" && operator === "-") return integer(node, -of.value);
  if (of.kind === "integer" && operator === "+") return integer(node, of.value);
  if (of.kind === "float" && operator === "-") return float(node, -of.value);
  if (of.kind === "float" && operator === "+") return float(node, of.value);
  return of.kind === "bool" && (operator === "!" || operator === "not") ? boolean(node, !of.value) : undefined;
}

const wholes: { readonly [operator: string]: (a: bigint, b: bigint) => bigint } = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
};
const reals: { readonly [operator: string]: (a: number, b: number) => number } = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "**": power,
  "^": power,
};

function foldBinary(node: Node & { kind: "binary" }): Node | undefined {
  const { left, right, operator } = node;
  if (operator === "and" || operator === "&&" || operator === "or" || operator === "||") return foldLogical(node);
  if (left.kind === "integer" && right.kind === "integer") {
    if (operator === "==") return boolean(node, left.value === right.value);
    if (operator === "%") {
      if (right.value === 0n) throw new Refused({ message: "integer divide by zero", at: node.at });
      return integer(node, left.value % right.value);
    }
    const whole = wholes[operator];
    if (whole) return integer(node, whole(left.value, right.value));
  }
  if ((left.kind === "integer" || left.kind === "float") && (right.kind === "integer" || right.kind === "float")) {
    const real = reals[operator];
    return real && float(node, real(Number(left.value), Number(right.value)));
  }
  if (left.kind === "string" && right.kind === "string") {
    if (operator === "+") return { kind: "string", value: left.value + right.value, at: node.at, nature: nature("string") };
    return operator === "==" ? boolean(node, left.value === right.value) : undefined;
  }
  return operator === "==" && left.kind === "bool" && right.kind === "bool" ? boolean(node, left.value === right.value) : undefined;
}

/** What is decided is decided, on whichever side it stands. */
function foldLogical(node: Node & { kind: "binary" }): Node | undefined {
  const neutral = node.operator === "and" || node.operator === "&&";
  const { left, right } = node;
  if (left.kind === "bool" && left.value === neutral) return { ...right, ...at(node) };
  if (right.kind === "bool" && right.value === neutral) return { ...left, ...at(node) };
  return left.kind === "bool" || right.kind === "bool" ? boolean(node, !neutral) : undefined;
}

/** `x in 1..5` is two comparisons, and no list is made. */
function inRange(node: Node): Node | undefined {
  if (node.kind !== "binary" || node.operator !== "in" || node.left.nature?.type?.kind !== "int") return undefined;
  const { left, right } = node;
  if (right.kind !== "binary" || right.operator !== ".." || right.left.kind !== "integer" || right.right.kind !== "integer")
    return undefined;
  return {
    kind: "binary",
    operator: "and",
    left: { kind: "binary", operator: ">=", left, right: right.left, at: node.at },
    right: { kind: "binary", operator: "<=", left, right: right.right, at: node.at },
    ...at(node),
  };
}

function isFilter(node: Node | undefined): node is Node & BuiltinCall {
  return node?.kind === "builtin" && node.name === "filter" && node.arguments.length === 2;
}

function filterMap(node: Node): Node | undefined {
  if (node.kind !== "builtin" || node.name !== "map") return undefined;
  const [list, made] = node.arguments;
  if (!isFilter(list) || list.map || made?.kind !== "predicate") return undefined;
  let indexed = false;
  walk(made, part => {
    if (part.kind === "pointer" && part.name === "index") indexed = true;
  });
  return indexed ? undefined : { kind: "builtin", name: "filter", arguments: list.arguments, map: made.of, ...at(node) };
}

function filterLength(node: Node): Node | undefined {
  const list = node.kind === "builtin" && node.name === "len" ? node.arguments[0] : undefined;
  return isFilter(list) ? { kind: "builtin", name: "count", arguments: list.arguments, ...at(node) } : undefined;
}

/** The first or the last of what is filtered is searched for. */
const filterEnd =
  (find: string, builtin: string, index: bigint): Rewrite =>
  node => {
    const indexed = node.kind === "member" && !node.optional && node.property.kind === "integer" && node.property.value === index;
    const list = indexed ? node.of : node.kind === "builtin" && node.name === builtin ? node.arguments[0] : undefined;
    if (!isFilter(list)) return undefined;
    return { kind: "builtin", name: find, arguments: list.arguments, throws: indexed, ...(list.map ? { map: list.map } : {}), ...at(node) };
  };

const joins: { readonly [builtin: string]: { readonly [operator: string]: string } } = {
  all: { and: "and", "&&": "&&" },
  any: { or: "or", "||": "||" },
  none: { and: "or", "&&": "||" },
};

/** `all(x, p) && all(x, q)` goes through the list once. */
function combined(node: Node): Node | undefined {
  if (node.kind !== "binary" || node.left.kind !== "builtin" || node.right.kind !== "builtin" || node.left.name !== node.right.name)
    return undefined;
  const operator = Object.hasOwn(joins, node.left.name) ? joins[node.left.name]?.[node.operator] : undefined;
  const [list, first] = node.left.arguments;
  const [other, second] = node.right.arguments;
  if (!operator || !list || !other || first?.kind !== "predicate" || second?.kind !== "predicate" || !sameExpression(list, other))
    return undefined;
  if (list.nature?.type !== other.nature?.type) return undefined;
  const both: Node = { kind: "binary", operator, left: first.of, right: second.of, at: node.at };
  return {
    kind: "builtin",
    name: node.left.name,
    arguments: [list, { kind: "predicate", of: combined(both) ?? both, at: node.at }],
    ...at(node),
  };
}

function sumOfArray(node: Node): Node | undefined {
  if (node.kind !== "builtin" || node.name !== "sum" || node.arguments.length !== 1) return undefined;
  const [list] = node.arguments;
  if (list?.kind !== "array" || list.nodes.length < 2) return undefined;
  const sum = list.nodes.reduceRight((right, left) => ({ kind: "binary", operator: "+", left, right, at: node.at }));
  return { ...sum, ...at(node) };
}

function sumOfMap(node: Node): Node | undefined {
  if (node.kind !== "builtin" || node.name !== "sum" || node.arguments.length !== 1) return undefined;
  const [list] = node.arguments;
  return list?.kind === "builtin" && list.name === "map" && list.arguments.length === 2
    ? { kind: "builtin", name: "sum", arguments: list.arguments, ...at(node) }
    : undefined;
}
