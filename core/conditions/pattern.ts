import { EvaluationError, NotKnown } from "./values.ts";

/**
 * Patterns of `matches`. Go's are RE2, JavaScript's are others: what both understand alike is translated, of anything else nobody
 * knows here what it matches. Whether a text matches at all does not depend on the order of the search.
 */

const classes: { readonly [letter: string]: string } = { d: "0-9", w: "0-9A-Za-z_", s: "\\t\\n\\f\\r " };
const posix: { readonly [name: string]: string } = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  digit: "0-9",
  lower: "a-z",
  space: "\\t\\n\\v\\f\\r ",
  upper: "A-Z",
  xdigit: "0-9A-Fa-f",
  word: "0-9A-Za-z_",
};
const punctuation = /^[\\.+*?()|[\]{}^$/!"#%&',:;<=>@`~_-]$/;

const cache = new Map<string, RegExp | NotKnown | EvaluationError>();

/** The pattern for JavaScript. Throws what is wrong with it, or that it is not known here. */
export function pattern(written: string): RegExp {
  let found = cache.get(written);
  if (!found) {
    found = read(written);
    if (cache.size > 500) cache.clear();
    cache.set(written, found);
  }
  if (!(found instanceof RegExp)) throw found;
  return found;
}

/** What is wrong with a pattern, in Go's words. Throws that it is not known here. */
export function patternFault(written: string): string | undefined {
  try {
    pattern(written);
    return undefined;
  } catch (problem) {
    if (problem instanceof EvaluationError) return problem.message;
    throw problem;
  }
}

function read(written: string): RegExp | NotKnown | EvaluationError {
  try {
    return new RegExp(translated(written), "u");
  } catch (problem) {
    return problem instanceof NotKnown || problem instanceof EvaluationError ? problem : new NotKnown(`the pattern \`${written}\``);
  }
}

function translated(written: string): string {
  const unknown = (): NotKnown => new NotKnown(`the pattern \`${written}\``);
  const wrong = (what: string): EvaluationError => new EvaluationError(`error parsing regexp: ${what}: \`${written}\``);
  const letters = [...written];
  let out = "";
  let i = 0;
  // Is there something that can be repeated, and was it repeated already?
  let atom: "none" | "plain" | "repeated" = "none";
  let open = 0;
  while (i < letters.length) {
    const letter = letters[i] ?? "";
    const rest = letters.slice(i).join("");
    const repeat = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/.exec(rest);
    if (repeat) {
      if (i === 0 && !repeat[0].startsWith("{"))
        throw new EvaluationError(`error parsing regexp: missing argument to repetition operator: \`${repeat[0]}\``);
      if (atom !== "plain" || Number(repeat[1] ?? 0) > 1000 || Number(repeat[2] ?? 0) > 1000) throw unknown();
      out += repeat[0];
      i += repeat[0].length;
      atom = "repeated";
    } else if (letter === "\\") {
      const after = letters[i + 1] ?? "";
      if (after in classes) out += `[${classes[after]}]`;
      else if (after.toLowerCase() in classes) out += `[^${classes[after.toLowerCase()]}]`;
      else if (after === "b" || after === "B") out += `\\${after}`;
      else if (after === "A") out += "^";
      else if (after === "z") out += "$";
      else if (/^[tnrfv]$/.test(after)) out += `\\${after}`;
      else if (punctuation.test(after)) out += escaped(after);
      else throw unknown();
      i += 2;
      atom = /[bBAz]/.test(after) ? "none" : "plain";
    } else if (letter === "[") {
      const set = /^\[(\^?)((?:\[:\w+:\]|\\[\s\S]|[^\\\][])+)\]/u.exec(rest);
      if (!set) throw unknown();
      out += `[${set[1]}${(set[2] ?? "").replace(/\[:(\w+):\]|\\([\s\S])|([&~!#%`,:;<=>@"'])/gu, (all, name, after, sign) => classPart(all, name, after, sign, unknown))}]`;
      i += [...set[0]].length;
      atom = "plain";
    } else if (letter === "(") {
      const head = /^\((?:\?:|\?P?<\w+>)?/.exec(rest)?.[0] ?? "(";
      if (letters[i + 1] === "?" && head === "(") throw unknown();
      out += "(?:";
      i += head.length;
      open++;
      atom = "none";
    } else if (letter === ")") {
      if (--open < 0) throw wrong("unexpected )");
      out += ")";
      i++;
      atom = "plain";
    } else if (letter === ".") {
      out += "[^\\n]";
      i++;
      atom = "plain";
    } else {
      out += letter === "^" || letter === "$" || letter === "|" ? letter : escaped(letter);
      i++;
      atom = /[\^$|]/.test(letter) ? "none" : "plain";
    }
  }
  if (open > 0) throw wrong("missing closing )");
  return out;
}

function escaped(letter: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(letter) ? `\\${letter}` : letter;
}

function classPart(
  all: string,
  name: string | undefined,
  after: string | undefined,
  sign: string | undefined,
  unknown: () => NotKnown,
): string {
  if (sign !== undefined) return sign;
  if (name !== undefined) {
    const found = posix[name];
    if (found === undefined) throw unknown();
    return found;
  }
  if (after === undefined) return all;
  if (after in classes) return classes[after] ?? "";
  if (/^[tnrfv]$/.test(after)) return `\\${after}`;
  if (after === "-" || /[\\\]^[]/.test(after)) return `\\${after}`;
  if (punctuation.test(after)) return escaped(after);
  throw unknown();
}
