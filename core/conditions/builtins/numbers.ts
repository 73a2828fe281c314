import { formatted } from "../format.ts";
import { compare } from "../operators.ts";
import { type GoType, goType } from "../types.ts";
import { asserted, cut, Duration, EvaluationError, Int64, integerIn, List, toFloat, typeName, type Value, wrapped } from "../values.ts";
import { anyType, type Builtin, kindOf, numberKinds, ofOne, written } from "./builtin.ts";
import { parseFloat64, parseInt64 } from "./parse-number.ts";

const int = goType("int");
const float = goType("float64");

const rounding = (name: string, does: string, round: (value: number) => number): Builtin => ({
  name,
  does,
  check: ofOne(
    numberKinds,
    () => float,
    type => `invalid argument for ${name} (type ${type})`,
  ),
  call: ([value = null]) => {
    if (typeof value === "number") return round(value);
    if (integerIn(value) !== undefined) return toFloat(value);
    throw new EvaluationError(`invalid argument for ${name} (type ${typeName(value)})`);
  },
});

const ofAll = (name: string) => (types: readonly (GoType | undefined)[]) => {
  for (const type of types) {
    const kind = kindOf(type) ?? "";
    if (["interface", "array", "slice"].includes(kind)) return anyType;
    if (!numberKinds.includes(kind)) return { wrong: `invalid argument for ${name} (type ${written(type)})` };
  }
  return types[0] ?? { wrong: `not enough arguments to call ${name}` };
};

/** The most extreme of all numbers, those in lists included. Alone, a value that is no number is its own extreme. */
function extreme(name: string, worse: (a: Value, b: Value) => boolean, values: readonly Value[]): Value {
  let best: Value = null;
  for (const value of values) {
    if (value instanceof List) {
      for (const item of value.items) {
        const inner = extreme(name, worse, [item]);
        if (typeof inner !== "number" && integerIn(inner) === undefined)
          throw new EvaluationError(`invalid argument for ${name} (type ${typeName(inner)})`);
        if (best === null || worse(best, inner)) best = inner;
      }
    } else if (typeof value === "number" || integerIn(value) !== undefined) {
      if (best === null || worse(best, value)) best = value;
    } else if (value instanceof Duration) {
      if (best === null || worse(best, value)) best = value;
    } else if (values.length === 1) return value;
    else throw new EvaluationError(`invalid argument for ${name} (type ${typeName(value)})`);
  }
  return best;
}

/** Count and sum, list by list, which decides how floats are rounded. */
function total(values: readonly Value[]): { readonly count: number; readonly sum: number } {
  let count = 0;
  let sum = 0;
  for (const value of values) {
    if (value instanceof List) {
      for (const item of value.items) {
        const inner = total([item]);
        sum += inner.sum;
        count += inner.count;
      }
    } else {
      sum += plainNumber("mean", value);
      count++;
    }
  }
  return { count, sum };
}

function plainNumber(name: string, value: Value): number {
  if (value instanceof Duration) return Number(value.nanoseconds);
  if (typeof value === "number" || integerIn(value) !== undefined) return toFloat(value);
  throw new EvaluationError(`invalid argument for ${name} (type ${typeName(value)})`);
}

function flat(values: readonly Value[]): readonly number[] {
  return values.flatMap(value => (value instanceof List ? value.items.flatMap(item => flat([item])) : [plainNumber("median", value)]));
}

function median(values: readonly Value[]): number {
  // No number comes first, as Go sorts it.
  const sorted = [...flat(values)].sort((a, b) => (Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : Number.isNaN(b) ? 1 : a - b));
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 || sorted.length === 0 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function bits(name: string, does: string, operation: (x: bigint, y: bigint) => bigint): Builtin {
  return {
    name,
    does,
    signatures: ["func(int, int) int"],
    call: ([a = null, b = null]) => {
      const [x, y] = [wholeFor(name, a), wholeFor(name, b)];
      return wrapped(operation(x, y));
    },
  };
}

function wholeFor(name: string, value: Value): bigint {
  const whole = integerIn(value);
  if (whole === undefined) throw new EvaluationError(`cannot use ${typeName(value)} as argument (type int) to call ${name}`);
  return whole;
}

function shift(y: bigint): bigint {
  if (y < 0n) throw new EvaluationError(`invalid operation: negative shift count ${y} (type int)`);
  return y > 64n ? 64n : y;
}

const convertible = [...numberKinds, "string"];

export const numberBuiltins: readonly Builtin[] = [
  {
    name: "abs",
    does: "The number without its sign.",
    check: ofOne(
      numberKinds,
      type => type,
      type => `invalid argument for abs (type ${type})`,
    ),
    call: ([value = null]) => {
      if (typeof value === "number") return value < 0 ? -value : value;
      const whole = integerIn(value);
      if (whole === undefined) throw new EvaluationError(`invalid argument for abs (type ${typeName(value)})`);
      const positive = wrapped(whole < 0n ? -whole : whole);
      return value instanceof Int64 ? new Int64(positive) : positive;
    },
  },
  rounding("ceil", "The next whole number upwards.", Math.ceil),
  rounding("floor", "The next whole number downwards.", Math.floor),
  // Halves go away from zero, which `Math.round` does above zero alone.
  rounding("round", "The nearest whole number.", value => {
    const whole = Math.trunc(value);
    return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
  }),
  {
    name: "int",
    does: "The value as a whole number: what stands behind the point is cut off.",
    check: ofOne(
      convertible,
      () => int,
      type => `invalid argument for int (type ${type})`,
    ),
    call: ([value = null]) => {
      const whole = value instanceof Duration ? value.nanoseconds : typeof value === "number" ? cut(value) : integerIn(value);
      if (whole !== undefined) return whole;
      if (value === null) throw new EvaluationError("reflect: call of reflect.Value.Type on zero Value");
      if (typeof value !== "string") throw new EvaluationError(`invalid operation: int(${typeName(value)})`);
      const read = parseInt64(value);
      if ("wrong" in read) throw new EvaluationError(`invalid operation: int(${value})`);
      return read.value;
    },
  },
  {
    name: "float",
    does: "The value as a number with a fraction.",
    check: ofOne(
      convertible,
      () => float,
      type => `invalid argument for float (type ${type})`,
    ),
    call: ([value = null]) => {
      if (typeof value === "number" || integerIn(value) !== undefined) return toFloat(value);
      if (typeof value !== "string") throw new EvaluationError(`invalid operation: float(${typeName(value)})`);
      const read = parseFloat64(value);
      if ("wrong" in read) throw new EvaluationError(`invalid operation: float(${value})`);
      return read.value;
    },
  },
  {
    name: "max",
    does: "The largest of its arguments, and of the items of lists among them.",
    check: ofAll("max"),
    call: values => extreme("max", (a, b) => compare("<", a, b), values),
  },
  {
    name: "min",
    does: "The smallest of its arguments, and of the items of lists among them.",
    check: ofAll("min"),
    call: values => extreme("min", (a, b) => compare(">", a, b), values),
  },
  {
    name: "mean",
    does: "The average of all numbers; of none it is 0.",
    check: ofAll("mean"),
    call: values => {
      const { count, sum } = total(values);
      return count === 0 ? 0 : sum / count;
    },
  },
  { name: "median", does: "The number in the middle; of none it is 0.", check: ofAll("median"), call: median },
  bits("bitand", "The bits that both integers have.", (x, y) => x & y),
  bits("bitor", "The bits that either integer has.", (x, y) => x | y),
  bits("bitxor", "The bits that one integer has and the other has not.", (x, y) => x ^ y),
  bits("bitnand", "The bits of the first integer that the second has not.", (x, y) => x & ~y),
  bits("bitshl", "The bits moved upwards.", (x, y) => x << shift(y)),
  bits("bitshr", "The bits moved downwards, with the sign.", (x, y) => x >> shift(y)),
  bits("bitushr", "The bits moved downwards, without the sign.", (x, y) => BigInt.asUintN(64, x) >> shift(y)),
  {
    name: "bitnot",
    does: "All bits the other way round.",
    signatures: ["func(int) int"],
    call: ([value = null]) => ~wholeFor("bitnot", value),
  },
];

/** The functions that Argo Rollouts adds. Source: argo-rollouts v1.10.1 `utils/evaluate/evaluate.go`. */
export const controllerFunctions: { readonly [name: string]: { readonly signature: string; readonly does: string } } = {
  asInt: { signature: "func(interface {}) int64", does: "The value as a whole number; a text must be one." },
  asFloat: { signature: "func(interface {}) float64", does: "The value as a number with a fraction; a text must be one." },
  isNaN: { signature: "func(float64) bool", does: "Is the value no number (0/0)? It takes one number, no list." },
  isInf: { signature: "func(float64) bool", does: "Is the value infinite? It takes one number, no list." },
  isNil: { signature: "func(interface {}) bool", does: "Is the whole `result` nil? What it is given is ignored." },
  default: {
    signature: "func(interface {}, interface {}) interface {}",
    does: "The second argument where the whole `result` is nil, else `result`. The first argument is ignored.",
  },
};

/** Calls one of them. `result` is the whole answer of the provider. */
export function callController(name: string, values: readonly Value[], result: Value): Value {
  const [value = null] = values;
  switch (name) {
    case "isNaN":
      return Number.isNaN(asserted(value, "float64"));
    case "isInf":
      return Math.abs(asserted(value, "float64") as number) === Number.POSITIVE_INFINITY;
    case "isNil":
      return result === null;
    case "default":
      return result === null ? (values[1] ?? null) : result;
    case "asInt": {
      const whole = typeof value === "number" ? cut(value) : typeof value === "string" ? readOr(parseInt64(value)) : integerIn(value);
      if (whole === undefined) throw unsupported(name, value);
      return new Int64(whole);
    }
    default: {
      if (typeof value === "string") return readOr(parseFloat64(value));
      if (typeof value !== "number" && integerIn(value) === undefined) throw unsupported(name, value);
      return toFloat(value);
    }
  }
}

function readOr<T>(read: { readonly value: T } | { readonly wrong: string }): T {
  if ("wrong" in read) throw new EvaluationError(read.wrong);
  return read.value;
}

function unsupported(name: string, value: Value): EvaluationError {
  return new EvaluationError(`${name}() not supported on ${typeName(value)} ${formatted(value)}`);
}
