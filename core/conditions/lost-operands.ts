import { type Node, parts, walk } from "./syntax.ts";

/**
 * Searches from the end (`findLast`, `findLastIndex`, and `filter(…)[-1]`, which becomes one) leave truths on expr-lang's stack, below what
 * they find. Whatever was there before and is still wanted, is taken from the wrong place: `1 + findLast([2], true)` adds `true` and 2.
 * Source: expr-lang/expr v1.17.7 `compiler/compiler.go`, `emitLoopBackwards`.
 */
export function losesOperands(node: Node): boolean {
  const inner = parts(node).map(([part]) => part);
  switch (node.kind) {
    case "binary":
      // These take their left side from the stack before the right one is looked at.
      return !["and", "&&", "or", "||", "??"].includes(node.operator) && searchesBackwards(node.right);
    case "member":
    case "slice":
    case "array":
    case "map":
      return inner.slice(1).some(searchesBackwards);
    case "call":
      return [...node.arguments.slice(1), node.callee].some(searchesBackwards);
    case "builtin": {
      const kept = node.name === "map" || node.name === "filter";
      const each = node.arguments[1];
      if (each?.kind === "predicate") return kept && (searchesBackwards(each) || (node.map !== undefined && searchesBackwards(node.map)));
      return inner.slice(1).some(searchesBackwards);
    }
    default:
      return false;
  }
}

function searchesBackwards(node: Node): boolean {
  let found = false;
  walk(node, part => {
    if (part.kind === "builtin" && (part.name === "findLast" || part.name === "findLastIndex")) found = true;
  });
  return found;
}
