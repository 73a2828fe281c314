import { fromBase64, toBase64 } from "../../base/base64.ts";
import { formatted, json } from "../format.ts";
import { byteLength, EvaluationError, fromJson, isAscii, List, NotKnown, stringList, text, toInt, typeOf, type Value } from "../values.ts";
import { type Builtin, reflectKind, written } from "./builtin.ts";

// What Go takes for space: all of Unicode's, and the next-line character.
const spaces = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\p{Z}]+";
const outerSpace = new RegExp(`^${spaces}|${spaces}$`, "gu");

function decoded(base64: string): string | undefined {
  try {
    return fromBase64(base64);
  } catch {
    throw new NotKnown("bytes that are no text");
  }
}

function trimmed(whole: string, set: string): string {
  const letters = [...whole];
  const drop = new Set(set);
  while (letters.length > 0 && drop.has(letters[0] ?? "")) letters.shift();
  while (letters.length > 0 && drop.has(letters.at(-1) ?? "")) letters.pop();
  return letters.join("");
}

/** A text in pieces: `limit` pieces at most, the last one with all that is left; none for no limit. Separators stay with `keep`. */
function pieces(whole: string, by: string, limit: number, keep: boolean): readonly string[] {
  if (by === "") {
    const letters = [...whole];
    if (limit < 0 || letters.length <= limit) return letters;
    return [...letters.slice(0, limit - 1), letters.slice(limit - 1).join("")];
  }
  const found: string[] = [];
  let rest = whole;
  while (limit < 0 || found.length < limit - 1) {
    const at = rest.indexOf(by);
    if (at < 0) break;
    found.push(rest.slice(0, at + (keep ? by.length : 0)));
    rest = rest.slice(at + by.length);
  }
  return [...found, rest];
}

const split = (name: string, does: string, keep: boolean): Builtin => ({
  name,
  does,
  signatures: ["func(string, string) []string", "func(string, string, int) []string"],
  call: ([whole = null, by = null, count]) => {
    const [content, separator] = [text(whole), text(by)];
    const limit = count === undefined ? -1 : Number(toInt(count));
    if (limit === 0) return new List([], stringList, true);
    return new List(pieces(content, separator, limit, keep), stringList);
  },
});

const cased = (name: string, does: string, change: (letter: string) => string): Builtin => ({
  name,
  does,
  signatures: ["func(string) string"],
  call: ([value = null]) => {
    const whole = text(value);
    if (isAscii(whole)) return change(whole);
    // Letter by letter: what would become two letters stays.
    return [...whole].map(letter => ([...change(letter)].length === 1 ? change(letter) : letter)).join("");
  },
});

const pair = (name: string, does: string, gives: string, of: (a: string, b: string) => Value): Builtin => ({
  name,
  does,
  signatures: [`func(string, string) ${gives}`],
  call: ([a = null, b = null]) => of(text(a), text(b)),
});

const place = (whole: string, at: number): bigint => (at < 0 ? -1n : BigInt(byteLength(whole.slice(0, at))));

const cutAt = (name: string, does: string, cutOff: (whole: string, part: string) => string): Builtin => ({
  name,
  does,
  signatures: ["func(string, string) string", "func(string) string"],
  call: ([whole = null, part]) => {
    const off = part === undefined ? " " : text(part);
    return cutOff(text(whole), off);
  },
});

export const textBuiltins: readonly Builtin[] = [
  {
    name: "type",
    does: "The name of the kind of a value: `int`, `float`, `string`, `array`, `map`, `nil` …",
    signatures: ["func(interface {}) string"],
    call: ([value = null]) => {
      const type = typeOf(value);
      if (!type) return "nil";
      if (/^\*?[a-z]+\.[A-Z]/.test(type.name)) {
        if (type.name.startsWith("time.")) return type.name;
        throw new NotKnown("the full name of a type of a provider");
      }
      const kinds: { readonly [kind: string]: string } = { int64: "int", float64: "float", slice: "array" };
      return kinds[type.kind] ?? type.kind;
    },
  },
  { name: "string", does: "The value as a text.", signatures: ["func(interface {}) string"], call: ([value = null]) => formatted(value) },
  {
    name: "trim",
    does: "The text without space around it, or without the letters that are given.",
    signatures: ["func(string) string", "func(string, string) string"],
    call: ([whole = null, set]) => (set === undefined ? text(whole).replace(outerSpace, "") : trimmed(text(whole), text(set))),
  },
  cutAt("trimPrefix", "The text without that beginning.", (whole, part) => (whole.startsWith(part) ? whole.slice(part.length) : whole)),
  cutAt("trimSuffix", "The text without that end.", (whole, part) =>
    whole.endsWith(part) ? whole.slice(0, whole.length - part.length) : whole,
  ),
  cased("upper", "The text in capital letters.", letter => letter.toUpperCase()),
  cased("lower", "The text in small letters.", letter => letter.toLowerCase()),
  split("split", "The pieces between the separators.", false),
  split("splitAfter", "The pieces between the separators, each with its own.", true),
  {
    name: "replace",
    does: "The text with one part in the place of another.",
    signatures: ["func(string, string, string, int) string", "func(string, string, string) string"],
    call: ([whole = null, old = null, by = null, count]) => {
      const [content, from, to] = [text(whole), text(old), text(by)];
      const limit = count === undefined ? -1 : Number(toInt(count));
      if (limit < 0 && from !== "") return content.replaceAll(from, () => to);
      if (from === to || limit === 0) return content;
      const parts = from === "" ? ["", ...content] : pieces(content, from, limit + 1, false);
      if (from !== "") return parts.join(to);
      // An empty part is found before each letter and at the end.
      const gaps = limit < 0 ? parts.length : Math.min(limit, parts.length);
      return parts.map((letter, i) => letter + (i < gaps ? to : "")).join("");
    },
  },
  {
    name: "repeat",
    does: "The text, so many times.",
    signatures: ["func(string, int) string"],
    call: ([whole = null, count = null], surroundings) => {
      const [content, times] = [text(whole), toInt(count)];
      if (times < 0n) throw new EvaluationError(`invalid argument for repeat (expected positive integer, got ${times})`);
      if (times > 1_000_000n) throw new EvaluationError("memory budget exceeded");
      surroundings.grow(byteLength(content) * Number(times));
      return content.repeat(Number(times));
    },
  },
  {
    name: "join",
    does: "The texts of a list as one, with something between them.",
    signatures: [
      "func([]string, string) string",
      "func([]interface {}, string) string",
      "func([]interface {}) string",
      "func([]string, string) string",
      "func([]string) string",
    ],
    call: ([list = null, glue]) => {
      const between = glue === undefined ? "" : text(glue);
      if (!(list instanceof List) || !["string", "interface {}"].includes(list.type.elem?.name ?? "") || list.type.kind !== "slice")
        throw new EvaluationError(`invalid argument for join (type ${written(typeOf(list))})`);
      return list.items.map(text).join(between);
    },
  },
  pair("indexOf", "Where the part begins, counted in bytes; -1 where it is not.", "int", (whole, part) =>
    place(whole, whole.indexOf(part)),
  ),
  pair("lastIndexOf", "Where the part begins for the last time; -1 where it is not.", "int", (whole, part) =>
    place(whole, whole.lastIndexOf(part)),
  ),
  pair("hasPrefix", "Does the text begin with that?", "bool", (whole, part) => whole.startsWith(part)),
  pair("hasSuffix", "Does the text end with that?", "bool", (whole, part) => whole.endsWith(part)),
  { name: "toJSON", does: "The value as JSON.", signatures: ["func(interface {}) string"], call: ([value = null]) => json(value) },
  {
    name: "fromJSON",
    does: "The value that a text of JSON says.",
    signatures: ["func(string) interface {}"],
    call: ([value = null]) => {
      const content = text(value);
      let data: unknown;
      try {
        data = JSON.parse(content);
      } catch {
        throw new EvaluationError("the text is no JSON", false);
      }
      const read = fromJson(data);
      if (holdsInfinity(read)) throw new EvaluationError("a number in the JSON is out of range", false);
      return read;
    },
  },
  {
    name: "toBase64",
    does: "The text in base 64.",
    signatures: ["func(string) string"],
    call: ([value = null]) => toBase64(text(value)),
  },
  {
    name: "fromBase64",
    does: "The text that is written in base 64.",
    signatures: ["func(string) string"],
    call: ([value = null]) => {
      const read = decoded(text(value));
      if (read === undefined) throw new EvaluationError("the text is no base 64", false);
      return read;
    },
  },
];

function holdsInfinity(value: Value): boolean {
  if (value instanceof List) return value.items.some(holdsInfinity);
  if (reflectKind(value) === "map" && typeof value === "object" && value !== null && "entries" in value)
    return [...value.entries.values()].some(holdsInfinity);
  return typeof value === "number" && !Number.isFinite(value);
}
