import { type GoType, goType, type Nature, nature, nilNature } from "./types.ts";

/**
 * Values of conditions. The two kinds of numbers are two kinds of JavaScript: `float64` is a number, `int` a bigint.
 * What else Go tells apart (`int64`, lists by what they hold, maps by their keys) is told by a class.
 */
export type Value = null | boolean | number | bigint | string | Int64 | List | GoMap | Struct | Time | Duration | Location | Callable;

/** `int64`, which `asInt` alone gives. It counts like `int`, but is another type. */
export class Int64 {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
}

/** A list. Some of no items are `nil` in Go, which `??` sees. */
export class List {
  readonly items: readonly Value[];
  readonly type: GoType;
  readonly isNil: boolean;
  constructor(items: readonly Value[], type: GoType = anyList, isNil = false) {
    this.items = items;
    this.type = type;
    this.isNil = isNil;
  }
}

export class GoMap {
  readonly entries: ReadonlyMap<Value, Value>;
  readonly type: GoType;
  constructor(entries: ReadonlyMap<Value, Value>, type: GoType = stringMap) {
    this.entries = entries;
    this.type = type;
  }
}

export class Struct {
  readonly fields: ReadonlyMap<string, Value>;
  readonly type: GoType;
  constructor(fields: ReadonlyMap<string, Value>, type: GoType) {
    this.fields = fields;
    this.type = type;
  }
}

/** An instant, in nanoseconds since 1970. */
export class Time {
  readonly nanoseconds: bigint;
  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }
}

export class Duration {
  readonly nanoseconds: bigint;
  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }
}

export class Location {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A function of the environment as a value: nobody can do more with it than to call it. */
export class Callable {
  readonly name: string;
  readonly type: GoType;
  constructor(name: string, type: GoType) {
    this.name = name;
    this.type = type;
  }
}

export const anyList = goType("[]interface {}");
export const floatList = goType("[]float64");
export const intList = goType("[]int");
export const stringList = goType("[]string");
export const stringMap = goType("map[string]interface {}");

/** What makes an evaluation an error, in the controller's words. No `Error`: nobody reads its stack, and taking one costs more than all of the evaluation. */
export class EvaluationError {
  readonly message: string;
  /** False where the words are ours: that it is an error is sure, its text is not. */
  readonly exact: boolean;
  constructor(message: string, exact = true) {
    this.message = message;
    this.exact = exact;
  }
}

/** What is not evaluated here: the answer is neither a value nor an error, but that nobody knows. */
export class NotKnown {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

const primitives: { readonly [type: string]: GoType } = {
  number: goType("float64"),
  bigint: goType("int"),
  string: goType("string"),
  boolean: goType("bool"),
};

/** The Go type of a value; undefined for nil. */
export function typeOf(value: Value): GoType | undefined {
  if (value === null) return undefined;
  if (typeof value !== "object") return primitives[typeof value];
  if (value instanceof Int64) return goType("int64");
  if (value instanceof Time) return goType("time.Time");
  if (value instanceof Duration) return goType("time.Duration");
  if (value instanceof Location) return goType("*time.Location");
  return value.type;
}

/** The name of the type as Go's `%T` writes it. */
export function typeName(value: Value): string {
  return typeOf(value)?.name ?? "<nil>";
}

export function natureOf(value: Value): Nature {
  const type = typeOf(value);
  return type ? nature(type) : nilNature;
}

/** Plain data as a provider decodes it from JSON: numbers are `float64`. */
export function fromJson(data: unknown): Value {
  if (Array.isArray(data)) return new List(data.map(fromJson));
  if (typeof data === "object" && data !== null)
    return new GoMap(new Map(Object.entries(data).map(([key, value]) => [key, fromJson(value)])));
  return typeof data === "string" || typeof data === "number" || typeof data === "boolean" ? data : null;
}

export function isNil(value: Value): boolean {
  return value === null || (value instanceof List && value.isNil);
}

/** The value as `bool`, as Go asserts it. */
export function asserted(value: Value, type: "bool" | "float64" | "int" | "string"): boolean | number | bigint | string {
  const fits = { bool: "boolean", float64: "number", int: "bigint", string: "string" }[type];
  if (typeof value === fits) return value as boolean | number | bigint | string;
  throw new EvaluationError(`interface conversion: interface {} is ${value === null ? "nil" : typeName(value)}, not ${type}`);
}

export function truth(value: Value): boolean {
  return typeof value === "boolean" ? value : (asserted(value, "bool") as boolean);
}

export function text(value: Value): string {
  return typeof value === "string" ? value : (asserted(value, "string") as string);
}

/** Integers of 64 bits wrap around. */
export const wrapped = (value: bigint): bigint => BigInt.asIntN(64, value);

/** The integer in a value of either integer kind. */
export function integerIn(value: Value): bigint | undefined {
  return typeof value === "bigint" ? value : value instanceof Int64 ? value.value : undefined;
}

/** A float cut to an integer of 64 bits as amd64 does it: what does not fit, and what is no number, is the smallest. */
export function cut(value: number): bigint {
  return Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : -0x8000_0000_0000_0000n;
}

/** An index or a bound, from whatever holds a number. */
export function toInt(value: Value): bigint {
  const whole = integerIn(value);
  if (whole !== undefined) return whole;
  if (typeof value === "number") return cut(value);
  throw new EvaluationError(`invalid operation: int(${typeName(value)})`);
}

export function toFloat(value: Value): number {
  if (typeof value === "number") return value;
  const whole = integerIn(value);
  if (whole !== undefined) return Number(whole);
  throw new EvaluationError(`invalid operation: float(${typeName(value)})`);
}

/** How many bytes a text has in UTF-8, which is what Go counts and indexes. */
export function byteLength(content: string): number {
  let bytes = 0;
  for (const letter of content) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

export function isAscii(content: string): boolean {
  for (let i = 0; i < content.length; i++) if (content.charCodeAt(i) > 127) return false;
  return true;
}
