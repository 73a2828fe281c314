import type { Node } from "./syntax.ts";

/** The condition as one comparison of the measured value with a number, where it is no more than that. */
export interface Comparison {
  readonly operator: Operator;
  readonly threshold: number;
  /** The threshold as written, since floats lose what decimals say. */
  readonly written: string;
}

export type Operator = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** The other way round: what must hold for the comparison to be false. */
export function negated(operator: Operator): Operator {
  return ({ "<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==" } as const)[operator];
}

const mirrored: { readonly [operator: string]: Operator } = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!=" };

/** The comparison that a tree is, if it is one. */
export function comparisonOf(tree: Node, text: string): Comparison | undefined {
  if (tree.kind === "unary" && (tree.operator === "!" || tree.operator === "not")) {
    const inner = comparisonOf(tree.of, text);
    return inner && { ...inner, operator: negated(inner.operator) };
  }
  if (tree.kind !== "binary") return undefined;
  const turned = mirrored[tree.operator];
  if (!turned) return undefined;
  const [left, right] = [thresholdOf(tree.left), thresholdOf(tree.right)];
  if (isMeasured(tree.left) && right !== undefined)
    return { operator: tree.operator as Operator, threshold: right, written: text.slice(tree.right.at.start, tree.right.at.end) };
  if (isMeasured(tree.right) && left !== undefined)
    return { operator: turned, threshold: left, written: text.slice(tree.left.at.start, tree.left.at.end) };
  return undefined;
}

/** `result` or `result[0]`. */
function isMeasured(node: Node): boolean {
  if (node.kind === "member")
    return node.property.kind === "integer" && node.property.value === 0n && isMeasured(node.of) && node.of.kind === "identifier";
  return node.kind === "identifier" && node.name === "result";
}

function thresholdOf(node: Node): number | undefined {
  if (node.kind === "integer" || node.kind === "float") return Number(node.value);
  if (node.kind !== "unary" || (node.operator !== "-" && node.operator !== "+")) return undefined;
  const of = thresholdOf(node.of);
  return of === undefined ? undefined : node.operator === "-" ? -of : of;
}
