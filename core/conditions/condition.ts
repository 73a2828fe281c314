/**
 * The part of the condition language (expr-lang, as Argo Rollouts configures it) that is understood here: comparisons of `result`,
 * `result[i]`, `len(result)` and numbers, joined by `&&`, `||`, `!`, and parentheses. Everything else is *not understood*, and said so.
 * Source: `argo-rollouts.md` part 5.
 */

/** What a provider answered, as a condition sees it. */
export type Result = number | readonly number[];

export type Outcome = { readonly value: boolean } | { readonly error: string };

export type Condition =
  | { readonly understood: true; readonly text: string; readonly comparison: Comparison | undefined; evaluate(result: Result): Outcome }
  | { readonly understood: false; readonly text: string; readonly why: string };

/** The condition as one comparison of the measured value with a number, where it is no more than that. */
export interface Comparison {
  readonly operator: Operator;
  readonly threshold: number;
  /** The threshold as written, since floats lose what decimals say. */
  readonly written: string;
}

export type Operator = "<" | "<=" | ">" | ">=" | "==" | "!=";

type Operand =
  | { readonly kind: "number"; readonly value: number; readonly raw: string }
  | { readonly kind: "result" }
  | { readonly kind: "item"; readonly index: number }
  | { readonly kind: "length" };
type Node =
  | { readonly kind: "compare"; readonly operator: Operator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "and" | "or"; readonly left: Node; readonly right: Node }
  | { readonly kind: "not"; readonly of: Node }
  | { readonly kind: "constant"; readonly value: boolean };

class NotUnderstood extends Error {}

/** Reads a condition. Never throws. */
export function readCondition(text: string): Condition {
  try {
    const parser = new Parser(tokens(text));
    const node = parser.whole();
    return { understood: true, text, comparison: comparisonOf(node), evaluate: result => evaluateSafely(node, result) };
  } catch (reason) {
    if (!(reason instanceof NotUnderstood)) throw reason;
    return { understood: false, text, why: reason.message };
  }
}

/** The other way round: what must hold for the comparison to be false. */
export function negated(operator: Operator): Operator {
  return ({ "<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==" } as const)[operator];
}

function comparisonOf(node: Node): Comparison | undefined {
  if (node.kind === "not") {
    const inner = comparisonOf(node.of);
    return inner && { ...inner, operator: negated(inner.operator) };
  }
  if (node.kind !== "compare") return undefined;
  const value = (operand: Operand): boolean => operand.kind === "result" || (operand.kind === "item" && operand.index === 0);
  if (value(node.left) && node.right.kind === "number")
    return { operator: node.operator, threshold: node.right.value, written: node.right.raw };
  if (value(node.right) && node.left.kind === "number")
    return { operator: mirrored(node.operator), threshold: node.left.value, written: node.left.raw };
  return undefined;
}

function mirrored(operator: Operator): Operator {
  return ({ "<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!=" } as const)[operator];
}

/** No `Error`: nobody reads its stack, and taking one costs more than all of the evaluation. */
class Failure {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

function evaluateSafely(node: Node, result: Result): Outcome {
  try {
    return { value: evaluate(node, result) };
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return { error: failure.message };
  }
}

function evaluate(node: Node, result: Result): boolean {
  switch (node.kind) {
    case "constant":
      return node.value;
    case "not":
      return !evaluate(node.of, result);
    case "and":
      return evaluate(node.left, result) && evaluate(node.right, result);
    case "or":
      return evaluate(node.left, result) || evaluate(node.right, result);
    case "compare":
      return compare(node.operator, measured(node.left, result), measured(node.right, result));
  }
}

function measured(operand: Operand, result: Result): number {
  switch (operand.kind) {
    case "number":
      return operand.value;
    case "result":
      if (typeof result !== "number") throw new Failure("a list cannot be compared with a number");
      return result;
    case "item": {
      if (typeof result === "number") throw new Failure("a number has no items");
      const item = result[operand.index];
      if (item === undefined)
        throw new Failure(
          result.length === 0 ? "metric result is nil or empty: no data returned from the metric provider" : "index out of range",
        );
      return item;
    }
    case "length":
      if (typeof result === "number") throw new Failure("a number has no length");
      return result.length;
  }
}

function compare(operator: Operator, a: number, b: number): boolean {
  switch (operator) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "==":
      return a === b;
    case "!=":
      return a !== b;
  }
}

function tokens(text: string): readonly string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const token = /^(<=|>=|==|!=|&&|\|\||[<>!()[\]]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|-?\.\d+|[A-Za-z_]\w*)\s*/.exec(rest);
    if (!token?.[1]) throw new NotUnderstood(`\`${rest.slice(0, 12)}\` is not understood here`);
    found.push(token[1]);
    rest = rest.slice(token[0].length);
  }
  return found;
}

class Parser {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(list: readonly string[]) {
    this.#tokens = list;
  }

  whole(): Node {
    const node = this.#or();
    if (this.#next < this.#tokens.length) throw new NotUnderstood(`\`${this.#tokens[this.#next]}\` is not understood here`);
    return node;
  }

  #take(...wanted: readonly string[]): string | undefined {
    const token = this.#tokens[this.#next];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.#next++;
    return token;
  }

  #or(): Node {
    let left = this.#and();
    while (this.#take("||", "or")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  #and(): Node {
    let left = this.#not();
    while (this.#take("&&", "and")) left = { kind: "and", left, right: this.#not() };
    return left;
  }

  #not(): Node {
    if (this.#take("!", "not")) return { kind: "not", of: this.#not() };
    if (this.#take("(")) {
      const inner = this.#or();
      if (!this.#take(")")) throw new NotUnderstood("a closing parenthesis is missing");
      return inner;
    }
    const constant = this.#take("true", "false");
    if (constant) return { kind: "constant", value: constant === "true" };
    return this.#comparison();
  }

  #comparison(): Node {
    const left = this.#operand();
    const operator = this.#take("<=", ">=", "==", "!=", "<", ">") as Operator | undefined;
    if (!operator) throw new NotUnderstood(`\`${this.#tokens[this.#next] ?? "the end"}\` is not understood here`);
    return { kind: "compare", operator, left, right: this.#operand() };
  }

  #operand(): Operand {
    const token = this.#tokens[this.#next++];
    if (token === undefined) throw new NotUnderstood("the expression ends too early");
    if (token === "result") return this.#take("[") ? this.#item() : { kind: "result" };
    if (token === "len") {
      if (this.#take("(") && this.#take("result") && this.#take(")")) return { kind: "length" };
      throw new NotUnderstood("`len` is understood of `result` only");
    }
    const value = Number(token);
    if (Number.isNaN(value)) throw new NotUnderstood(`\`${token}\` is not understood here`);
    return { kind: "number", value, raw: token };
  }

  #item(): Operand {
    const index = Number(this.#tokens[this.#next++]);
    if (!Number.isInteger(index) || index < 0 || !this.#take("]"))
      throw new NotUnderstood("`result` is understood with a fixed index only");
    return { kind: "item", index };
  }
}
