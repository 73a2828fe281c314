import type { Span } from "../base/span.ts";

/**
 * The words of a condition, as expr-lang cuts them. Reading never throws: a text that is no word ends the list, with what is wrong and where.
 * Source: expr-lang/expr v1.17.7 `parser/lexer` (the version that Argo Rollouts 1.10.1 pins).
 */

export type LexemeKind = "Identifier" | "Number" | "String" | "Operator" | "Bracket" | "Template" | "EOF";

/** One word, and where it stands. `value` of a text is what it means, without quotes and escapes; of anything else what is written. */
export interface Lexeme extends Span {
  readonly kind: LexemeKind;
  readonly value: string;
}

/** What is wrong with an expression before it is evaluated: the words of expr-lang, and the place. */
export interface Fault {
  readonly message: string;
  readonly at: Span;
}

export interface Lexemes {
  readonly words: readonly Lexeme[];
  readonly comments: readonly Span[];
  /** Present when a character or a literal is none; then the last of `words` stands before it, and there is no `EOF`. */
  readonly fault: Fault | undefined;
}

const letter = "[\\p{L}_$]";
const name = new RegExp(`(?:${letter}|\\p{Nd})+`, "yu");
const alphanumeric = new RegExp(`${letter}|\\p{Nd}`, "yu");
const space = /[\t\n\v\f\r \u0085\u00a0\p{Z}]+/uy;
const comment = /\/\/[^\n]*\n?|\/\*[\s\S]*?\*\//y;
const template = /\{\{[^{}]*\}\}/y;
const operator = /\?\.|\?\?|\?|\|\|?|::?|[&!=*<>][&=*]?|\.\.?|[,;%+\-^/]/y;
const wordOperators = new Set("not in or and matches contains startsWith endsWith let if else".split(" "));

/** Cuts a condition into words. Arguments that are filled in later (`{{args.limit}}`) are words of their own. */
export function readLexemes(text: string): Lexemes {
  const words: Lexeme[] = [];
  const comments: Span[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const take = (kind: LexemeKind, written: string, value = written): void => {
    words.push({ kind, value, start: at, end: at + written.length });
    at += written.length;
  };
  const failed = (message: string, start: number, end = start + 1): Lexemes => ({
    words,
    comments,
    fault: { message, at: { start, end } },
  });

  while (at < text.length) {
    const gap = match(space);
    if (gap) {
      at += gap.length;
      continue;
    }
    const remark = match(comment);
    if (remark) {
      comments.push({ start: at, end: at + remark.length });
      at += remark.length;
      continue;
    }
    if (text.startsWith("/*", at)) return failed("unclosed comment", at, text.length);
    const hole = match(template);
    if (hole) {
      take("Template", hole);
      continue;
    }
    const letter = text[at] ?? "";
    if (letter === '"' || letter === "'" || letter === "`") {
      const literal = letter === "`" ? rawText(text, at) : quotedText(text, at);
      if ("message" in literal) return failed(literal.message, at, Math.max(literal.end, at + 1));
      take("String", text.slice(at, literal.end), literal.value);
    } else if (/\d/.test(letter) || (letter === "." && /\d/.test(text[at + 1] ?? ""))) {
      const written = numberAt(text, at);
      alphanumeric.lastIndex = at + written.length;
      const stray = alphanumeric.exec(text)?.[0];
      if (stray !== undefined) return failed(`bad number syntax: ${quoted(written + stray)}`, at, at + written.length + stray.length);
      take("Number", written);
    } else if (letter === "#") {
      take("Operator", text.startsWith("##", at) ? "##" : "#");
      const which = match(name);
      if (which) take("Identifier", which);
    } else if ("()[]{}".includes(letter)) take("Bracket", letter);
    else {
      const word = match(name);
      const sign = word === undefined ? match(operator) : undefined;
      if (word !== undefined) take(wordOperators.has(word) ? "Operator" : "Identifier", word);
      else if (sign !== undefined) take("Operator", sign);
      else return failed(`unrecognized character: ${character(text, at)}`, at, at + String.fromCodePoint(text.codePointAt(at) ?? 0).length);
    }
  }
  words.push({ kind: "EOF", value: "", start: text.length, end: text.length });
  return { words, comments, fault: undefined };
}

function numberAt(text: string, start: number): string {
  // Behind a dot everything is read as if it began there: `.5.5` is one word, and no number.
  if (text[start] === ".") return `.${numberAt(text, start + 1)}`;
  const prefix = text.slice(start, start + 2).toLowerCase();
  const set = prefix === "0x" ? "[\\da-fA-F_]" : prefix === "0o" ? "[0-7_]" : prefix === "0b" ? "[01_]" : "[\\d_]";
  const head = ["0x", "0o", "0b"].includes(prefix) ? `0[a-z]` : "";
  // A dot that another one follows begins a range: `1..5`.
  const pattern = new RegExp(`${head}${set}*(?:(?!\\.\\.)(?:\\.${set}*)?(?:e[+-]?${set}*)?)?`, "iy");
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0] ?? "";
}

type Literal = { readonly value: string; readonly end: number } | { readonly message: string; readonly end: number };

function rawText(text: string, start: number): Literal {
  const pattern = /`((?:[^`]|``)*)`/y;
  pattern.lastIndex = start;
  const found = pattern.exec(text);
  if (!found) return { message: "literal not terminated", end: text.length };
  return { value: (found[1] ?? "").replaceAll("``", "`"), end: start + found[0].length };
}

const simpleEscapes: { readonly [letter: string]: string } = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};
const codeEscapes = /u\{([\da-fA-F]{1,6})\}|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})/y;

function quotedText(text: string, start: number): Literal {
  const quote = text[start];
  let value = "";
  let unreadable: string | undefined;
  for (let at = start + 1; ; ) {
    const letter = text[at];
    if (letter === quote) return unreadable === undefined ? { value, end: at + 1 } : { message: unreadable, end: at + 1 };
    if (letter === undefined || letter === "\n") return { message: "literal not terminated", end: at };
    if (letter !== "\\") {
      // Line ends are one kind inside of a text.
      value += letter === "\r" ? "\n" : letter;
      at++;
      continue;
    }
    const sign = text[at + 1] ?? "";
    const simple = sign === quote ? quote : simpleEscapes[sign];
    if (simple !== undefined) {
      value += simple;
      at += 2;
      continue;
    }
    codeEscapes.lastIndex = at + 1;
    const found = codeEscapes.exec(text);
    if (!found) return { message: "invalid char escape", end: at + 2 };
    const [whole, braced, byte, short, long, octal] = found;
    const code = octal === undefined ? Number.parseInt(braced ?? byte ?? short ?? long ?? "", 16) : Number.parseInt(octal, 8);
    if (octal !== undefined && code > 0o377) unreadable ??= "unable to unescape string";
    else if (code > 0x10ffff) unreadable ??= "unable to unescape string";
    // Half of a surrogate pair is no character of its own.
    else value += code >= 0xd800 && code <= 0xdfff ? "\ufffd" : String.fromCodePoint(code);
    at += 1 + whole.length;
  }
}

/** A text between quotes, as Go writes it: JSON, but for the control characters that have names or a byte in Go. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/\\u00(07|0b|[01][\da-f])|\x7f/g, (_, code: string | undefined) =>
    code === "07" ? "\\a" : code === "0b" ? "\\v" : `\\x${code ?? "7f"}`,
  );
}

function character(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  const hex = code.toString(16).toUpperCase().padStart(4, "0");
  return /[\p{C}\p{Z}]/u.test(String.fromCodePoint(code)) ? `U+${hex}` : `U+${hex} '${String.fromCodePoint(code)}'`;
}
