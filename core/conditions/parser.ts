import type { Span } from "../base/span.ts";
import { builtins, predicateArguments } from "./builtins/index.ts";
import { Cursor, maxNesting, named } from "./cursor.ts";
import { type Fault, type Lexeme, quoted } from "./lexer.ts";
import type { Node } from "./syntax.ts";

/** Reads a condition into a tree. Source: expr-lang/expr v1.17.7 `parser/parser.go`, `parser/operator`. */

export interface Parsed {
  /** As much as could be read; what is not there is a node of kind `missing`. */
  readonly tree: Node;
  /** The first thing that is wrong. */
  readonly fault: Fault | undefined;
  /** It is longer or deeper than anybody writes, and was not read. */
  readonly tooMuch: boolean;
}

/** How tightly operators bind: the larger number first. */
const unaryOperators: { readonly [operator: string]: number } = { not: 50, "!": 50, "-": 90, "+": 90 };
const binaryOperators: { readonly [operator: string]: number } = {
  "|": 0,
  or: 10,
  "||": 10,
  and: 15,
  "&&": 15,
  "==": 20,
  "!=": 20,
  "<": 20,
  ">": 20,
  ">=": 20,
  "<=": 20,
  in: 20,
  matches: 20,
  contains: 20,
  startsWith: 20,
  endsWith: 20,
  "..": 25,
  "+": 30,
  "-": 30,
  "*": 60,
  "/": 60,
  "%": 60,
  "**": 100,
  "^": 100,
  "??": 500,
};
const rightToLeft = new Set(["**", "^"]);
const comparisons = new Set(["<", ">", ">=", "<="]);
const negatable = new Set(["contains", "matches", "startsWith", "endsWith", "in"]);

/** Never throws, however half-typed the text is. */
export function parseCondition(text: string): Parsed {
  const parser = new Parser(text);
  const tree = parser.whole();
  if (parser.tooMuch) return { tree: { kind: "missing", at: { start: 0, end: text.length } }, fault: undefined, tooMuch: true };
  return { tree, fault: parser.fault, tooMuch: false };
}

class Parser extends Cursor {
  #depth = 0;
  #nesting = 0;

  whole(): Node {
    const tree = this.#sequence();
    if (this.current.kind !== "EOF") this.unexpected();
    return tree;
  }

  #sequence(): Node {
    const start = this.current.start;
    const nodes = [this.#expression(0)];
    while (this.is("Operator", ";") && !this.fault) {
      this.advance();
      if (this.is("EOF")) break;
      nodes.push(this.#expression(0));
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : this.made({ kind: "sequence", nodes, at: this.since(start) });
  }

  #expression(least: number): Node {
    if (++this.#nesting > maxNesting) this.giveUp();
    const node = this.#operation(least);
    this.#nesting--;
    return node;
  }

  #operation(least: number): Node {
    if (this.fault) return this.missing();
    if (least === 0 && this.is("Operator", "let")) return this.#let();
    if (least === 0 && this.is("Operator", "if")) return this.#if();
    const start = this.current.start;
    let left = this.#primary();
    let before = "";
    while (this.current.kind === "Operator" && !this.fault) {
      let sign = this.current;
      const negated = sign.value === "not";
      if (negated) {
        this.advance();
        if (!negatable.has(this.current.value)) {
          this.unexpected();
          break;
        }
        if ((binaryOperators[this.current.value] ?? -1) < least) {
          this.stashed = this.current;
          this.current = sign;
          break;
        }
        sign = this.current;
      }
      const binding = Object.hasOwn(binaryOperators, sign.value) ? binaryOperators[sign.value] : undefined;
      if (binding === undefined || binding < least) break;
      this.advance();
      if (sign.value === "|") {
        const word = this.current;
        this.expect("Identifier");
        left = this.#call(word, [left], start);
      } else if (before === "??" && sign.value !== "??") {
        this.fail(`Operator (${sign.value}) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses.`, sign);
        break;
      } else if (comparisons.has(sign.value)) left = this.#comparison(left, sign.value, binding, start);
      else {
        const right = this.#expression(rightToLeft.has(sign.value) ? binding : binding + 1);
        left = this.made({ kind: "binary", operator: sign.value, left, right, at: this.since(start) });
        if (negated) left = this.made({ kind: "unary", operator: "not", of: left, at: left.at });
      }
      before = sign.value;
    }
    return least === 0 ? this.#ternary(left, start) : left;
  }

  /** `1 < x < 3` is `1 < x && x < 3`. */
  #comparison(first: Node, sign: string, binding: number, start: number): Node {
    let left = first;
    let operator = sign;
    let whole: Node | undefined;
    for (;;) {
      const right = this.#expression(binding + 1);
      const pair: Node = this.made({ kind: "binary", operator, left, right, at: { start: left.at.start, end: this.since(start).end } });
      whole = whole ? this.made({ kind: "binary", operator: "&&", left: whole, right: pair, at: this.since(start) }) : pair;
      left = right;
      operator = this.current.value;
      if (this.current.kind !== "Operator" || !comparisons.has(operator) || this.fault) return whole;
      this.advance();
    }
  }

  #let(): Node {
    const start = this.current.start;
    this.advance();
    const { value: name } = this.current;
    this.expect("Identifier");
    this.expect("Operator", "=");
    const value = this.#expression(0);
    this.expect("Operator", ";");
    const body = this.#sequence();
    return this.made({ kind: "let", name, value, body, at: this.since(start) });
  }

  #if(): Node {
    const start = this.current.start;
    this.advance();
    if (this.fault) return this.missing();
    const condition = this.#expression(0);
    const then = this.#block();
    this.expect("Operator", "else");
    const otherwise = this.is("Operator", "if") ? this.#if() : this.#block();
    return { kind: "conditional", condition, then, otherwise, at: this.since(start) };
  }

  #block(): Node {
    this.expect("Bracket", "{");
    const node = this.#sequence();
    this.expect("Bracket", "}");
    return node;
  }

  #ternary(condition: Node, start: number): Node {
    let node = condition;
    while (this.is("Operator", "?") && !this.fault) {
      this.advance();
      let then = node;
      if (this.is("Operator", ":")) this.advance();
      else {
        then = this.#expression(0);
        this.expect("Operator", ":");
      }
      const otherwise = this.#expression(0);
      node = this.made({ kind: "conditional", condition: node, then, otherwise, at: this.since(start) });
    }
    return node;
  }

  #primary(): Node {
    const { kind, value: word, start } = this.current;
    if (kind === "Operator") {
      const binding = Object.hasOwn(unaryOperators, word) ? unaryOperators[word] : undefined;
      if (binding !== undefined) {
        this.advance();
        const of = this.#expression(binding);
        return this.#postfix(this.made({ kind: "unary", operator: word, of, at: this.since(start) }), start);
      }
    }
    if (this.is("Bracket", "(")) {
      this.advance();
      const inner = this.#sequence();
      this.expect("Bracket", ")");
      return this.#postfix(inner, start);
    }
    if (this.#depth > 0 && kind === "Operator" && (word === "#" || word === ".")) {
      let name = "";
      if (word === "#") {
        this.advance();
        if (this.is("Identifier")) {
          name = this.current.value;
          this.advance();
        }
      }
      return this.#postfix(this.made({ kind: "pointer", name, at: word === "." ? { start, end: start } : this.since(start) }), start);
    }
    if (this.is("Operator", "::")) {
      this.advance();
      const name = this.current;
      this.expect("Identifier");
      return this.#postfix(this.#call(name, [], start), start);
    }
    return this.#secondary();
  }

  #secondary(): Node {
    const word = this.current;
    const at = { start: word.start, end: word.end };
    switch (word.kind) {
      case "Identifier":
        this.advance();
        if (word.value === "true" || word.value === "false") return this.made({ kind: "bool", value: word.value === "true", at });
        if (word.value === "nil") return this.made({ kind: "nil", at });
        if (this.is("Bracket", "(")) return this.#postfix(this.#call(word, [], word.start), word.start);
        return this.#postfix(this.made({ kind: "identifier", name: word.value, at }), word.start);
      case "Number":
        this.advance();
        return this.made(this.#number(word.value, at));
      case "String":
        this.advance();
        return this.#postfix(this.made({ kind: "string", value: word.value, at }), word.start);
      case "Template":
        this.advance();
        return this.#postfix(this.made({ kind: "template", at }), word.start);
      default:
        if (this.is("Bracket", "[")) return this.#postfix(this.#array(), word.start);
        if (this.is("Bracket", "{")) return this.#postfix(this.#map(), word.start);
        this.unexpected();
        return this.missing();
    }
  }

  #number(written: string, at: Span): Node {
    const digits = written.replaceAll("_", "");
    const lower = digits.toLowerCase();
    const base = ({ "0x": "hex", "0b": "binary", "0o": "octal" } as { readonly [prefix: string]: string })[lower.slice(0, 2)];
    const problem = (kind: string, call: string, what: string): void =>
      this.fail(`invalid ${kind} literal: strconv.${call}: parsing ${quoted(digits)}: ${what}`, this.current);
    if (base !== "hex" && /[.e]/.test(lower)) {
      if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(lower)) problem("float", "ParseFloat", "invalid syntax");
      const value = Number(lower);
      if (value === Number.POSITIVE_INFINITY) problem("float", "ParseFloat", "value out of range");
      return { kind: "float", value, written, at };
    }
    const whole = base ? /^0[xbo][\da-f]+$/.test(lower) : /^\d+$/.test(lower);
    if (!whole) problem(base ?? "integer", "ParseInt", "invalid syntax");
    const value = whole ? BigInt(lower) : 0n;
    if (value > 0x7fff_ffff_ffff_ffffn) problem(base ?? "integer", "ParseInt", "value out of range");
    return { kind: "integer", value, at };
  }

  /** A call of a function. What stands before a pipe is the first argument. */
  #call(name: Lexeme, piped: Node[], start: number): Node {
    const wanted = Object.hasOwn(predicateArguments, name.value) ? predicateArguments[name.value] : undefined;
    if (wanted) {
      const given = [...piped];
      this.expect("Bracket", "(");
      const rest = wanted.slice(piped.length);
      for (const [i, argument] of rest.entries()) {
        if (this.is("Bracket", ")")) {
          if (argument.optional) break;
          this.fail(`expected at least ${rest.length} arguments`);
        }
        if (i > 0) this.expect("Operator", ",");
        given.push(argument.kind === "predicate" ? this.#predicate() : this.#expression(0));
      }
      if (this.is("Operator", ",")) this.advance();
      this.expect("Bracket", ")");
      return this.made({ kind: "builtin", name: name.value, arguments: given, at: this.since(start) });
    }
    const at = { start: name.start, end: name.end };
    if (builtins.has(name.value)) {
      const given = this.#arguments(piped);
      return this.made({ kind: "builtin", name: name.value, arguments: given, at: this.since(start) });
    }
    const callee = this.made<Node>({ kind: "identifier", name: name.value, at });
    const given = this.#arguments(piped);
    return this.made({ kind: "call", callee, arguments: given, at: this.since(start) });
  }

  #arguments(piped: Node[]): Node[] {
    const given = [...piped];
    this.expect("Bracket", "(");
    while (!this.is("Bracket", ")") && !this.fault) {
      if (given.length > piped.length) this.expect("Operator", ",");
      if (this.is("Bracket", ")")) break;
      given.push(this.#expression(0));
    }
    this.expect("Bracket", ")");
    return given;
  }

  #predicate(): Node {
    const start = this.current.start;
    const braced = this.is("Bracket", "{");
    if (braced) this.advance();
    this.#depth++;
    const of = braced ? this.#sequence() : this.#expression(0);
    if (!braced && this.is("Operator", ";")) this.fail("wrap predicate with brackets { and }");
    this.#depth--;
    if (braced) this.expect("Bracket", "}");
    return this.made({ kind: "predicate", of, at: this.since(start) });
  }

  #array(): Node {
    const start = this.current.start;
    const nodes: Node[] = [];
    this.expect("Bracket", "[");
    while (!this.is("Bracket", "]") && !this.fault) {
      if (nodes.length > 0) this.expect("Operator", ",");
      if (this.is("Bracket", "]")) break;
      nodes.push(this.#expression(0));
    }
    this.expect("Bracket", "]");
    return this.made({ kind: "array", nodes, at: this.since(start) });
  }

  #map(): Node {
    const start = this.current.start;
    const pairs: { key: Node; value: Node }[] = [];
    this.expect("Bracket", "{");
    while (!this.is("Bracket", "}") && !this.fault) {
      if (pairs.length > 0) this.expect("Operator", ",");
      if (pairs.length > 0 && this.is("Bracket", "}")) break;
      let key = this.missing();
      const word = this.current;
      if (word.kind === "Number" || word.kind === "String" || word.kind === "Identifier") {
        key = this.made({ kind: "string", value: word.value, at: { start: word.start, end: word.end } });
        this.advance();
      } else if (this.is("Operator", ",")) this.unexpected();
      else if (this.is("Bracket", "(")) key = this.#expression(0);
      else
        this.fail(
          `a map key must be a quoted string, a number, a identifier, or an expression enclosed in parentheses (unexpected token ${named(word)})`,
        );
      this.expect("Operator", ":");
      const value = this.#expression(0);
      this.nodes++;
      pairs.push({ key, value });
    }
    this.expect("Bracket", "}");
    return this.made({ kind: "map", pairs, at: this.since(start) });
  }

  #postfix(first: Node, start: number): Node {
    let node = first;
    while ((this.current.kind === "Operator" || this.current.kind === "Bracket") && !this.fault) {
      let sign = this.current.value;
      let optional = sign === "?.";
      if (sign === "." || sign === "?.") {
        this.advance();
        if (optional && this.is("Bracket", "[")) sign = "[";
        else {
          node = this.#field(node, optional, start);
          continue;
        }
      } else optional = false;
      if (sign !== "[") break;
      this.advance();
      node = this.#index(node, optional, start);
    }
    return node;
  }

  #field(of: Node, optional: boolean, start: number): Node {
    const word = this.current;
    this.advance();
    // After a dot every word is a name, those of operators too.
    if (word.kind !== "Identifier" && !(word.kind === "Operator" && /^[\p{L}_$]/u.test(word.value)))
      this.fail("expected name", this.current);
    const property = this.made<Node>({ kind: "string", value: word.value, at: { start: word.start, end: word.end } });
    const chained = of.kind === "chain";
    const base = chained ? of.of : of;
    let node: Node = this.made({ kind: "member", of: base, property, optional, method: false, at: this.since(start) });
    if (this.is("Bracket", "(")) {
      if (node.kind === "member") node.method = true;
      const callee = node;
      const given = this.#arguments([]);
      node = this.made({ kind: "call", callee, arguments: given, at: this.since(start) });
    }
    return chained || optional ? this.made({ kind: "chain", of: node, at: node.at }) : node;
  }

  #index(of: Node, optional: boolean, start: number): Node {
    let from: Node | undefined;
    if (!this.is("Operator", ":")) {
      from = this.#expression(0);
      if (!this.is("Operator", ":")) {
        let node: Node = this.made({ kind: "member", of, property: from, optional, method: false, at: this.since(start) });
        if (optional) node = this.made({ kind: "chain", of: node, at: node.at });
        this.expect("Bracket", "]");
        const { end } = this.since(start);
        node.at = { start, end };
        if (node.kind === "chain") node.of.at = node.at;
        return node;
      }
    }
    this.advance();
    const to = this.is("Bracket", "]") ? undefined : this.#expression(0);
    const node: Node = this.made({ kind: "slice", of, from, to, at: this.since(start) });
    this.expect("Bracket", "]");
    node.at = this.since(start);
    return node;
  }
}
