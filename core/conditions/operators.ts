import { formatted } from "./format.ts";
import { power } from "./power.ts";
import {
  byteLength,
  Duration,
  EvaluationError,
  GoMap,
  Int64,
  integerIn,
  isAscii,
  isNil,
  List,
  NotKnown,
  Struct,
  Time,
  toFloat,
  toInt,
  typeName,
  type Value,
  wrapped,
} from "./values.ts";

/** What operators do to values that are known. Source: expr-lang/expr v1.17.7 `vm/runtime`. */

function undefinedFor(operator: string, a: Value, b: Value): EvaluationError {
  return new EvaluationError(`invalid operation: ${typeName(a)} ${operator} ${typeName(b)}`);
}

export type Comparison = "<" | "<=" | ">" | ">=";

function ordered<T extends number | bigint | string>(operator: Comparison, a: T, b: T): boolean {
  return operator === "<" ? a < b : operator === "<=" ? a <= b : operator === ">" ? a > b : a >= b;
}

/** `<`, `<=`, `>` and `>=`: of numbers of both kinds, texts by their bytes, instants and durations. */
export function compare(operator: Comparison, a: Value, b: Value): boolean {
  if (typeof a === "number" && typeof b === "number") return ordered(operator, a, b);
  const x = integerIn(a);
  const y = integerIn(b);
  if (x !== undefined && y !== undefined) return ordered(operator, x, y);
  if ((x !== undefined || typeof a === "number") && (y !== undefined || typeof b === "number"))
    return ordered(operator, toFloat(a), toFloat(b));
  if (typeof a === "string" && typeof b === "string") return ordered(operator, inByteOrder(a, b), 0);
  if ((a instanceof Time && b instanceof Time) || (a instanceof Duration && b instanceof Duration))
    return ordered(operator, a.nanoseconds, b.nanoseconds);
  throw undefinedFor(operator, a, b);
}

/** Bytes of UTF-8 are ordered like code points, which UTF-16 is not. */
function inByteOrder(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [[...a], [...b]];
  const i = x.findIndex((letter, at) => letter !== y[at]);
  if (i < 0) return -1;
  return (x[i]?.codePointAt(0) ?? -1) - (y[i]?.codePointAt(0) ?? -1);
}

/** `==`. Numbers of both kinds are equal by value, lists item by item, maps only with the same types inside. */
export function equal(a: Value, b: Value): boolean {
  if (typeof a === "number" && typeof b === "number") return a === b;
  const x = integerIn(a);
  const y = integerIn(b);
  if (x !== undefined && y !== undefined) return x === y;
  if ((x !== undefined || typeof a === "number") && (y !== undefined || typeof b === "number")) return toFloat(a) === toFloat(b);
  if (a instanceof List && b instanceof List && a.type.kind === "slice" && b.type.kind === "slice") {
    const loose = a.type.elem?.kind === "interface" || b.type.elem?.kind === "interface";
    if (a.type === b.type || loose) return a.items.length === b.items.length && a.items.every((item, i) => equal(item, b.items[i] ?? null));
  }
  if (isNil(a) && isNil(b)) return true;
  return identical(a, b);
}

/** Equality of everything inside, types included. */
function identical(a: Value, b: Value): boolean {
  if (a === b || a === null || b === null || typeof a !== "object" || typeof b !== "object") return a === b;
  if (typeName(a) !== typeName(b)) return false;
  if (a instanceof Int64 && b instanceof Int64) return a.value === b.value;
  if (a instanceof List && b instanceof List)
    return a.isNil === b.isNil && a.items.length === b.items.length && a.items.every((item, i) => identical(item, b.items[i] ?? null));
  if (a instanceof GoMap && b instanceof GoMap)
    return (
      a.entries.size === b.entries.size &&
      [...a.entries].every(([key, value]) => b.entries.has(key) && identical(value, b.entries.get(key) ?? null))
    );
  if (a instanceof Struct && b instanceof Struct)
    return [...a.fields].every(([name, value]) => identical(value, b.fields.get(name) ?? null));
  if ((a instanceof Time && b instanceof Time) || (a instanceof Duration && b instanceof Duration)) return a.nanoseconds === b.nanoseconds;
  return false;
}

/** `+ - *` of numbers: two integers stay one, a float makes a float. */
function arithmetic(
  operator: string,
  a: Value,
  b: Value,
  whole: (x: bigint, y: bigint) => bigint,
  real: (x: number, y: number) => number,
): Value | undefined {
  const x = integerIn(a);
  const y = integerIn(b);
  if (x !== undefined && y !== undefined) return wrapped(whole(x, y));
  if ((x !== undefined || typeof a === "number") && (y !== undefined || typeof b === "number")) return real(toFloat(a), toFloat(b));
  if (a instanceof Duration && b instanceof Duration) return new Duration(wrapped(whole(a.nanoseconds, b.nanoseconds)));
  if (operator === "*") return undefined;
  if (a instanceof Time && b instanceof Duration) return new Time(whole(a.nanoseconds, b.nanoseconds));
  if (operator === "-") return a instanceof Time && b instanceof Time ? new Duration(whole(a.nanoseconds, b.nanoseconds)) : undefined;
  return a instanceof Duration && b instanceof Time ? new Time(whole(a.nanoseconds, b.nanoseconds)) : undefined;
}

export function add(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (typeof a === "string" && typeof b === "string") return a + b;
  const sum = arithmetic(
    "+",
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  );
  if (sum === undefined) throw undefinedFor("+", a, b);
  return sum;
}

export function subtract(a: Value, b: Value): Value {
  const difference = arithmetic(
    "-",
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
  );
  if (difference === undefined) throw undefinedFor("-", a, b);
  return difference;
}

export function multiply(a: Value, b: Value): Value {
  const product = arithmetic(
    "*",
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  );
  if (product !== undefined) return product;
  for (const [length, factor] of [
    [a, b],
    [b, a],
  ] as const) {
    if (!(length instanceof Duration)) continue;
    const whole = integerIn(factor);
    if (whole !== undefined) return new Duration(wrapped(length.nanoseconds * whole));
    if (typeof factor === "number") return Number(length.nanoseconds) * factor;
  }
  throw undefinedFor("*", a, b);
}

const isNumeric = (value: Value): boolean => typeof value === "number" || integerIn(value) !== undefined;

export function divide(a: Value, b: Value): number {
  if (!isNumeric(a) || !isNumeric(b)) throw undefinedFor("/", a, b);
  return toFloat(a) / toFloat(b);
}

export function modulo(a: Value, b: Value): bigint {
  const x = integerIn(a);
  const y = integerIn(b);
  if (x === undefined || y === undefined) throw undefinedFor("%", a, b);
  if (y === 0n) throw new EvaluationError("runtime error: integer divide by zero");
  return wrapped(x % y);
}

export function exponent(a: Value, b: Value): number {
  // The right side first, as Go evaluates the arguments: left to right, so the left one is complained about first.
  const base = toFloat(a);
  return power(base, toFloat(b));
}

export function negate(value: Value): Value {
  if (typeof value === "number") return -value;
  if (typeof value === "bigint") return wrapped(-value);
  if (value instanceof Int64) return new Int64(wrapped(-value.value));
  throw new EvaluationError(`invalid operation: - ${typeName(value)}`);
}

/** `in`: an item of a list, a key of a map, a field of a struct. */
export function contained(needle: Value, all: Value): boolean {
  if (all === null) return false;
  if (all instanceof List) return all.items.some(item => equal(item, needle));
  if (all instanceof GoMap) return keyed(all, needle) !== undefined;
  if (all instanceof Struct) {
    if (typeof needle !== "string") throw new EvaluationError(`cannot use ${typeName(needle)} as field name of ${typeName(all)}`);
    return all.fields.has(needle);
  }
  if (all instanceof Time) throw new NotKnown("what instants are made of");
  throw new EvaluationError(`operator "in" not defined on ${typeName(all)}`);
}

/** The error of a key that cannot be one. Go has other words for it while the map is empty and nothing is put in. */
export function unhashable(key: Value, hashed: boolean): EvaluationError {
  return new EvaluationError(
    hashed ? `runtime error: hash of unhashable type ${typeName(key)}` : `hash of unhashable type: ${typeName(key)}`,
  );
}

/** The value of a key; undefined where there is none. `nil` stands for the empty key. */
export function keyed(map: GoMap, key: Value): Value | undefined {
  const of = map.type.key?.name ?? "";
  if (key === null) return map.entries.get(of === "string" ? "" : of === "int" ? 0n : null);
  if (of === "interface {}") {
    if (key instanceof List || key instanceof GoMap) throw unhashable(key, map.entries.size > 0);
    if (typeof key === "object" || Number.isNaN(key)) throw new NotKnown("keys of that type");
  } else if (typeName(key) !== of)
    throw new EvaluationError(`reflect.Value.MapIndex: value of type ${typeName(key)} is not assignable to type ${of}`);
  return map.entries.get(key);
}

/** `a[i]`, `a.name`. */
export function fetched(from: Value, index: Value): Value {
  if (from === null) throw new EvaluationError(`cannot fetch ${formatted(index)} from <nil>`);
  if (from instanceof List) {
    const at = toInt(index);
    const length = BigInt(from.items.length);
    const place = at < 0n ? length + at : at;
    if (place < 0n || place >= length) throw new EvaluationError(`index out of range: ${place} (array length is ${length})`);
    return from.items[Number(place)] ?? null;
  }
  if (from instanceof GoMap) {
    const value = keyed(from, index);
    return value === undefined ? zeroOf(from) : value;
  }
  if (typeof from === "string") {
    const at = toInt(index);
    const length = BigInt(byteLength(from));
    const place = at < 0n ? length + at : at;
    if (place < 0n || place >= length) throw new EvaluationError(`index out of range: ${place} (array length is ${length})`);
    throw new NotKnown("single bytes of a text");
  }
  if (from instanceof Struct) {
    const value = from.fields.get(typeof index === "string" ? index : "");
    if (value === undefined) throw new EvaluationError(`cannot fetch ${formatted(index)} from ${typeName(from)}`);
    return value;
  }
  if (typeof from === "object" && !(from instanceof Int64)) throw new NotKnown("fields and methods of instants and durations");
  throw new EvaluationError(`cannot fetch ${formatted(index)} from ${typeName(from)}`);
}

function zeroOf(map: GoMap): Value {
  return map.type.elem?.kind === "slice" ? new List([], map.type.elem, true) : null;
}

/** `a[from:to]`. Bounds may count from the end and are brought inside. */
export function sliced(of: Value, from: Value, to: Value): Value {
  if (!(of instanceof List) && typeof of !== "string") throw new EvaluationError(`cannot slice ${formatted(from)}`);
  const length = BigInt(typeof of === "string" ? byteLength(of) : of.items.length);
  let start = toInt(from);
  let end = toInt(to);
  if (start < 0n) start += length;
  if (start < 0n) start = 0n;
  if (end < 0n) end += length;
  if (end < 0n) end = 0n;
  if (end > length) end = length;
  if (start > end) start = end;
  if (of instanceof List) return new List(of.items.slice(Number(start), Number(end)), of.type, of.isNil);
  if (!isAscii(of) && !(start === 0n && end === length)) throw new NotKnown("parts of texts with letters of several bytes");
  return of.slice(Number(start), Number(end));
}
