import { isSeq, parseDocument, type Scalar } from "yaml";
import type { ScalarNode } from "./nodes.ts";
import { behindSpaces, colon, dash, hash, isBlank, newline, type Reading, space, unusual } from "./plain-reading.ts";
import { yaml11 } from "./yaml11.ts";

const [doubleQuote, singleQuote, backslash] = [34, 39, 92];
// `,`, `[`, `]`, `{`, `}`: inside brackets they end a word.
const isFlowMark = (code: number): boolean => code === 44 || code === 91 || code === 93 || code === 123 || code === 125;
// Words cannot begin with these, or mean something: `!` a tag, `&` an anchor, `*` an alias, `%`, `@` and backquotes nothing good.
const marks = new Set([..."?:,[]{}#&*!|>%@`"].map(mark => mark.charCodeAt(0)));

/**
 * The scalar at a place of a line, plain or quoted. `after` is then behind it and behind the spaces that follow: at a colon, where it
 * is a key. Inside brackets (`flow`) fewer characters make a word.
 */
export function scalarAt(reading: Reading, at: number, flow: boolean): ScalarNode {
  const code = reading.text.charCodeAt(at);
  return code === doubleQuote || code === singleQuote ? quoted(reading, at, code) : plain(reading, at, code, flow);
}

/** Is what was read last a key, with a colon behind it? */
export function isKey({ text, after }: Reading): boolean {
  return text.charCodeAt(after) === colon && isBlank(text.charCodeAt(after + 1));
}

function quoted(reading: Reading, at: number, quote: number): ScalarNode {
  const { text } = reading;
  let here = at + 1;
  for (let code = text.charCodeAt(here); code !== quote; code = text.charCodeAt(++here))
    if (code === newline || code === backslash || Number.isNaN(code)) throw unusual;
  const stop = here + 1;
  reading.after = behindSpaces(text, stop);
  const code = text.charCodeAt(reading.after);
  // Two quotes, or a word right behind one.
  if (!(isBlank(code) || isFlowMark(code) || isKey(reading) || (code === hash && reading.after > stop))) throw unusual;
  return { kind: "scalar", value: text.slice(at + 1, here), raw: text.slice(at, stop), at: { start: at, end: stop } };
}

function plain(reading: Reading, at: number, first: number, flow: boolean): ScalarNode {
  const { text } = reading;
  const second = text.charCodeAt(at + 1);
  if (marks.has(first) || (first === dash && (isBlank(second) || (flow && isFlowMark(second))))) throw unusual;
  let [here, stop] = [at, at];
  for (;;) {
    const code = text.charCodeAt(here);
    if (code === newline || Number.isNaN(code)) break;
    if (flow && isFlowMark(code)) break;
    if (code === colon) {
      const next = text.charCodeAt(here + 1);
      if (isBlank(next)) break;
      if (flow && isFlowMark(next)) throw unusual;
    } else if (code === hash && here > stop) break;
    here++;
    if (code !== space) stop = here;
  }
  if (stop === at) throw unusual;
  reading.after = here;
  const raw = known(text.slice(at, stop));
  return { kind: "scalar", value: meaningOf(raw, first), raw, at: { start: at, end: stop } };
}

const most = 5000;
const texts = new Map<string, string>();

/** The same text as one object: keys and short values are the same few in every document, and compared by identity then. */
function known(text: string): string {
  if (text.length > 40) return text;
  const found = texts.get(text);
  if (found !== undefined) return found;
  if (texts.size >= most) texts.clear();
  texts.set(text, text);
  return text;
}

// What nulls, booleans and numbers are written with, and a little more: the library has the last word on all of it. Nearly every scalar is
// none of them, and those that are not asked for need no library at all.
const meaningful =
  /^(?:~|y|n|yes|no|on|off|true|false|null|[-+]?\.(?:inf|nan)|[-+]?0[box][\da-f_]+|[-+]?(?=[\d_.]*\d)[\d_]*\.?[\d_]*(?:e[-+]?\d+)?)$/i;
const values = new Map<string, ScalarNode["value"]>();

/** What a plain scalar stands for. What is neither clearly text nor a plain number is asked of the library, and remembered. */
function meaningOf(raw: string, first: number): ScalarNode["value"] {
  const letter = (first >= 65 && first <= 90) || (first >= 97 && first <= 122);
  // The longest word with a meaning is `false`.
  if ((letter && raw.length > 5) || !meaningful.test(raw)) return raw;
  if (/^(?:0|[1-9]\d{0,8})$/.test(raw)) return Number(raw);
  const found = values.get(raw);
  if (found !== undefined) return found;
  const { contents } = parseDocument(`- ${raw}`, yaml11);
  const value = isSeq(contents) ? (contents.items[0] as Scalar).value : undefined;
  const asked =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null ? value : String(value);
  if (values.size >= most) values.clear();
  values.set(raw, asked);
  return asked;
}
