import type { Span } from "../base/span.ts";
import { type Fault, type Lexeme, quoted, readLexemes } from "./lexer.ts";
import type { Node } from "./syntax.ts";

// The controller reads five times as many. Nobody writes so much, and our recursion has to end somewhere.
const maxNodes = 2000;
export const maxNesting = 300;

/** Goes through the words of a condition and keeps the first thing that is wrong. Source: expr-lang/expr v1.17.7 `parser/parser.go`. */
export class Cursor {
  readonly #words: readonly Lexeme[];
  readonly #lexing: Fault | undefined;
  readonly #end: Lexeme;
  #next = 0;
  current: Lexeme;
  stashed: Lexeme | undefined;
  nodes = 0;
  fault: Fault | undefined;
  tooMuch = false;

  constructor(text: string) {
    const { words, fault } = readLexemes(text);
    this.#words = words;
    this.#lexing = fault;
    this.#end = { kind: "EOF", value: "", start: text.length, end: text.length };
    this.current = this.#end;
    this.advance();
  }

  advance(): void {
    if (this.stashed) {
      this.current = this.stashed;
      this.stashed = undefined;
      return;
    }
    const word = this.#words[this.#next];
    if (word) {
      this.current = word;
      this.#next++;
    } else if (this.#lexing) this.fault = this.#lexing;
    else this.fail("unexpected end of expression");
  }

  is(kind: Lexeme["kind"], value?: string): boolean {
    return this.current.kind === kind && (value === undefined || this.current.value === value);
  }

  fail(message: string, at: Span = this.current): void {
    this.fault ??= { message, at: { start: at.start, end: at.end } };
  }

  /** Ends the reading: it is more than we can evaluate. */
  giveUp(): void {
    this.tooMuch = true;
    this.fail("more than is read here");
  }

  unexpected(word = this.current): void {
    this.fail(`unexpected token ${named(word)}`, word);
  }

  expect(kind: Lexeme["kind"], value?: string): void {
    if (this.is(kind, value)) this.advance();
    else this.unexpected();
  }

  made<N extends Node>(node: N): N {
    if (++this.nodes > maxNodes) this.giveUp();
    return node;
  }

  missing(): Node {
    return { kind: "missing", at: { start: this.current.start, end: this.current.start } };
  }

  /** The place from where something began to where the last word ended. */
  since(start: number): Span {
    const last = this.stashed
      ? this.#words[this.#next - 3]
      : this.current.kind === "EOF" && this.#next === 0
        ? undefined
        : this.#words[this.#next - 2];
    return { start, end: Math.max(start, last?.end ?? start) };
  }
}

export function named(word: Lexeme): string {
  return word.value === "" ? word.kind : `${word.kind}(${quoted(word.value)})`;
}
