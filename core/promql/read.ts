import { Cursor, isNumber, type Refusal, Stopped } from "./cursor.ts";
import { duration, durationValue, reckonedOn, sign } from "./durations.ts";
import type { Expression } from "./expression.ts";
import { aggregations, functions, parameters, type ValueType } from "./functions.ts";
import { labelNames, selector } from "./selectors.ts";
import { isClosed, type Word, wordsOf } from "./words.ts";

/** A query as Prometheus reads it. `refusal` is the first that is wrong. */
export interface Query {
  readonly words: readonly Word[];
  readonly expression: Expression | undefined;
  readonly refusal: Refusal | undefined;
}

/** Reads a query. Never throws. Source: prometheus promql/parser/generated_parser.y and parse.go (checkAST). */
export function readQuery(text: string): Query {
  const words = wordsOf(text);
  const reader = new Reader(
    words.filter(({ sort }) => sort !== "comment"),
    text.length,
  );
  try {
    const expression = reader.whole();
    return { words, expression, refusal: reader.refusal };
  } catch (stop) {
    if (!(stop instanceof Stopped)) throw stop;
    return { words, expression: undefined, refusal: reader.refusal };
  }
}

// From the loosest to the tightest. Source: generated_parser.y.
const levels: readonly ReadonlySet<string>[] = [
  new Set(["or"]),
  new Set(["and", "unless"]),
  new Set(["==", "!=", "<=", "<", ">=", ">"]),
  new Set(["+", "-"]),
  new Set(["*", "/", "%", "atan2"]),
];
const comparisons = levels[2] ?? new Set();
const sets = new Set(["and", "or", "unless"]);
// Words that are no metric where a value is due.
const reserved = new Set(["bool", "on", "ignoring", "group_left", "group_right", "atan2"]);
class Reader extends Cursor {
  whole(): Expression {
    const expression = this.binary(0);
    if (this.here()) this.stop("an operator is missing before it");
    return expression;
  }

  private binary(level: number): Expression {
    if (level === levels.length) return this.unary();
    let left = this.binary(level + 1);
    for (let word = this.here(); word && isOperator(word) && levels[level]?.has(word.text.toLowerCase()); word = this.here()) {
      this.take();
      const matching = this.matching();
      const right = this.binary(level + 1);
      left = this.joined(left, word, matching, right);
    }
    return left;
  }

  private unary(): Expression {
    const sign = this.here();
    if (sign?.sort !== "operator" || (sign.text !== "+" && sign.text !== "-")) return this.power();
    this.take();
    const value = this.deeper(() => this.unary());
    if (value.type === "matrix" || value.type === "string") this.refuse("type", value, "a sign goes with numbers only");
    return { kind: "unary", type: value.type, start: sign.start, end: value.end };
  }

  private power(): Expression {
    const left = this.postfix();
    const word = this.here();
    if (word?.sort !== "operator" || word.text !== "^") return left;
    this.take();
    const matching = this.matching();
    const right = this.deeper(() => this.unary());
    return this.joined(left, word, matching, right);
  }

  private matching(): Matching {
    const bool = this.is("bool") && this.take() !== undefined;
    if (!this.is("on") && !this.is("ignoring")) return { bool, on: false, labels: [], group: undefined };
    const on = this.take().text.toLowerCase() === "on";
    const labels = labelNames(this);
    const grouped = this.is("group_left") || this.is("group_right");
    if (grouped) this.take();
    const group = grouped ? (this.is("(") ? labelNames(this) : []) : undefined;
    return { bool, on, labels, group };
  }

  private joined(left: Expression, word: Word, { bool, on, labels, group }: Matching, right: Expression): Expression {
    const operator = word.text.toLowerCase();
    for (const side of [left, right])
      if (side.type === "matrix" || side.type === "string") this.refuse("type", side, "an operator takes numbers and instant vectors only");
    const known = left.type !== "any" && right.type !== "any";
    const vectors = left.type === "vector" && right.type === "vector";
    if (bool && !comparisons.has(operator)) this.refuse("type", word, "`bool` goes with comparisons only");
    if (!bool && comparisons.has(operator) && left.type === "scalar" && right.type === "scalar")
      this.refuse("type", word, "two numbers are compared with `bool` only");
    if (known && !vectors && labels.length > 0) this.refuse("type", word, "labels are matched between instant vectors only");
    if (sets.has(operator) && (left.type === "scalar" || right.type === "scalar"))
      this.refuse("type", word, `\`${operator}\` stands between instant vectors only`);
    if (sets.has(operator) && vectors && group) this.refuse("type", word, `\`${operator}\` has no groups`);
    if (on && group?.some(label => labels.includes(label))) this.refuse("type", word, "a label is both matched and taken over");
    const type = !known ? "any" : left.type === "scalar" && right.type === "scalar" ? "scalar" : "vector";
    return { kind: "binary", type, operator, bool, start: left.start, end: right.end };
  }

  private postfix(): Expression {
    let value = this.primary();
    for (;;) {
      if (this.is("[", "bracket")) value = this.ranged(value);
      else if (this.is("offset")) value = this.offset(value);
      else if (this.is("@")) value = this.timed(value);
      else return value;
    }
  }

  private ranged(value: Expression): Expression {
    const open = this.take();
    duration(this);
    const sub = this.is(":");
    if (sub) this.take();
    if (sub && !this.is("]")) duration(this);
    const { end } = this.expect("]");
    const span = { start: value.start, end };
    if (sub) {
      if (value.type !== "vector" && value.type !== "any") this.refuse("type", value, "a subquery is of an instant vector");
      return { kind: "subquery", type: "matrix", ...span };
    }
    if (value.kind !== "selector" && value.kind !== "unknown")
      this.refuse("type", { start: open.start, end }, "only a metric has a range; a subquery has a colon");
    else if (value.moved) this.refuse("type", { start: open.start, end }, "`offset` and `@` stand behind the range");
    return { kind: "range", type: "matrix", ...span };
  }

  private offset(value: Expression): Expression {
    const word = this.take();
    const signed = this.is("-") || this.is("+");
    sign(this);
    const reckoned = this.is("(");
    durationValue(this);
    // Behind parentheses a sum goes on, and behind a plain time another value begins.
    if (reckoned && !signed) reckonedOn(this);
    const end = this.behind();
    return this.movedBy(value, word, end);
  }

  private timed(value: Expression): Expression {
    const word = this.take();
    if (this.is("start") || this.is("end")) {
      this.take();
      this.expect("(");
      return this.movedBy(value, word, this.expect(")").end);
    }
    if (this.is("-") || this.is("+")) this.take();
    const time = this.take();
    if (!isNumber(time) && time.sort !== "template") {
      this.stop("`@` wants a point in time", time);
    }
    return this.movedBy(value, word, time.end);
  }

  private movedBy(value: Expression, word: Word, end: number): Expression {
    if (!["selector", "range", "subquery", "unknown"].includes(value.kind))
      this.refuse("type", word, `\`${word.text}\` stands behind a metric, a range or a subquery`);
    return { ...value, end, moved: true };
  }

  private primary(): Expression {
    const word = this.here();
    if (!word) return this.stop("something is missing at its end");
    return this.deeper(() => this.primaryOf(word));
  }

  private primaryOf(word: Word): Expression {
    if (word.text === "(" && word.sort === "bracket") {
      this.take();
      const inner = this.binary(0);
      const { end } = this.expect(")");
      return { kind: "group", type: inner.type, inner, start: word.start, end };
    }
    if (word.text === "{" && word.sort === "bracket") return selector(this, undefined);
    if (word.sort === "template") return this.madeByTemplate();
    if (isNumber(word)) {
      this.take();
      return { kind: "literal", type: "scalar", start: word.start, end: word.end };
    }
    if (word.sort === "string") {
      if (!isClosed(word)) this.stop("its quote is not closed");
      this.take();
      return { kind: "literal", type: "string", start: word.start, end: word.end };
    }
    if (word.sort !== "word" || reserved.has(word.text.toLowerCase())) return this.stop("a value is missing before it");
    this.take();
    const end = this.adjacent(word);
    if (end > word.end) return this.unknown(word.start, end);
    const lower = word.text.toLowerCase();
    if (aggregations.has(lower) && (this.is("(") || this.is("by") || this.is("without"))) return this.aggregation(word);
    return this.is("(") ? this.call(word) : selector(this, word);
  }

  private madeByTemplate(): Expression {
    const word = this.take();
    return this.unknown(word.start, this.adjacent(word));
  }

  private unknown(start: number, end: number): Expression {
    if (this.is("{")) return { ...selector(this, { sort: "word", text: "", start, end }), kind: "selector" };
    if (!this.is("(")) return { kind: "unknown", type: "any", start, end };
    this.arguments();
    return { kind: "call", type: "any", start, end: this.behind() };
  }

  private aggregation(word: Word): Expression {
    const before = this.grouping();
    const values = this.arguments();
    if (!before) this.grouping();
    const name = word.text.toLowerCase();
    const parameter = parameters[name];
    if (values.length !== (parameter ? 2 : 1)) this.refuse("type", word, `\`${name}\` takes ${parameter ? "two values" : "one value"}`);
    else
      for (const [i, type] of (parameter ? [parameter, "vector" as const] : (["vector"] as const)).entries())
        this.fits(values[i], type, name);
    return { kind: "call", type: "vector", start: word.start, end: this.behind() };
  }

  private grouping(): boolean {
    if (!this.is("by") && !this.is("without")) return false;
    this.take();
    labelNames(this);
    return true;
  }

  private call(word: Word): Expression {
    const values = this.arguments();
    const end = this.behind();
    const signature = functions.get(word.text);
    if (!signature) {
      this.refuse("type", word, `there is no function \`${word.text}\``);
      return { kind: "call", type: "any", start: word.start, end };
    }
    const { takes, more, gives } = signature;
    const least = more === 0 ? takes.length : takes.length - 1;
    const most = more === 0 ? takes.length : more < 0 ? Number.POSITIVE_INFINITY : least + more;
    if (values.length < least || values.length > most) this.refuse("type", word, `\`${word.text}\` takes another number of values`);
    for (const [i, value] of values.entries()) {
      const type = takes[Math.min(i, takes.length - 1)];
      if (type) this.fits(value, type, word.text);
    }
    const [, labels] = values;
    if (word.text === "info" && labels && labels.kind !== "selector") this.refuse("type", labels, "`info` takes labels only");
    return { kind: "call", type: gives, start: word.start, end };
  }

  private fits(value: Expression | undefined, type: ValueType, name: string): void {
    if (value && value.type !== type && value.type !== "any")
      this.refuse("type", value, `\`${name}\` takes ${inWords[type]} here, and this is ${inWords[value.type]}`);
  }

  private arguments(): readonly Expression[] {
    this.expect("(");
    const values: Expression[] = [];
    while (!this.is(")")) {
      if (values.length > 0) this.expect(",");
      values.push(this.binary(0));
    }
    this.take();
    return values;
  }
}

interface Matching {
  readonly bool: boolean;
  readonly on: boolean;
  readonly labels: readonly string[];
  readonly group: readonly string[] | undefined;
}

const inWords: { readonly [type in ValueType]: string } = {
  scalar: "a number",
  vector: "an instant vector",
  matrix: "a range",
  string: "a text",
};

function isOperator({ sort }: Word): boolean {
  return sort === "operator" || sort === "word";
}
