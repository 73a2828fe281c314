import {
  Callable,
  Duration,
  EvaluationError,
  GoMap,
  Int64,
  integerIn,
  List,
  Location,
  NotKnown,
  Struct,
  Time,
  typeName,
  type Value,
} from "./values.ts";

/** A value as Go's `%v` writes it: `[1 2.5 a]`, `map[a:1 b:2]`, `<nil>`. */
export function formatted(value: Value): string {
  if (value === null) return "<nil>";
  if (typeof value === "number") return formattedFloat(value);
  if (typeof value !== "object") return String(value);
  if (value instanceof Int64) return String(value.value);
  if (value instanceof List) return `[${value.items.map(formatted).join(" ")}]`;
  if (value instanceof GoMap)
    return `map[${sortedEntries(value)
      .map(([key, item]) => `${formatted(key)}:${formatted(item)}`)
      .join(" ")}]`;
  if (value instanceof Duration) return formattedDuration(value.nanoseconds);
  throw new NotKnown(`how a value of type ${typeName(value)} is written`);
}

/** A float in as few digits as tell it from its neighbours, with an exponent below 1e-4 and from 1e6 on. */
export function formattedFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  return String(value);
}

function formattedDuration(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? "-" : "";
  const total = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (total === 0n) return "0s";
  const fraction = (unit: bigint): string => {
    const rest = (total % unit)
      .toString()
      .padStart(unit.toString().length - 1, "0")
      .replace(/0+$/, "");
    return rest === "" ? "" : `.${rest}`;
  };
  if (total < 1000n) return `${sign}${total}ns`;
  if (total < 1_000_000n) return `${sign}${total / 1000n}${fraction(1000n)}µs`;
  if (total < 1_000_000_000n) return `${sign}${total / 1_000_000n}${fraction(1_000_000n)}ms`;
  const seconds = total / 1_000_000_000n;
  const hours = seconds / 3600n;
  const minutes = (seconds / 60n) % 60n;
  const tail = `${seconds % 60n}${fraction(1_000_000_000n)}s`;
  return sign + (hours > 0n ? `${hours}h${minutes}m${tail}` : minutes > 0n ? `${minutes}m${tail}` : tail);
}

/** Go prints maps in the order of their keys. */
function sortedEntries(map: GoMap): readonly (readonly [Value, Value])[] {
  const entries = [...map.entries];
  if (entries.length > 1 && !entries.every(([key]) => typeof key === typeof entries[0]?.[0] && typeof key !== "object"))
    throw new NotKnown("the order of keys of several types");
  return entries.sort(([a], [b]) => ((a ?? 0) < (b ?? 0) ? -1 : 1));
}

const unsafe = /[<>&\u2028\u2029]/g;

/** A value as JSON, indented by two, as `toJSON` writes it. */
export function json(value: Value, indent = ""): string {
  const inner = `${indent}  `;
  if (value === null || (value instanceof List && value.isNil)) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string")
    return JSON.stringify(value).replace(unsafe, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new EvaluationError(`json: unsupported value: ${formattedFloat(value)}`);
    return Object.is(value, -0) ? "-0" : String(value);
  }
  const whole = integerIn(value);
  if (whole !== undefined) return String(whole);
  if (value instanceof Duration) return String(value.nanoseconds);
  if (value instanceof List)
    return value.items.length === 0 ? "[]" : `[\n${value.items.map(item => inner + json(item, inner)).join(",\n")}\n${indent}]`;
  if (value instanceof GoMap) {
    if (value.type.key?.name !== "string") throw new EvaluationError(`json: unsupported type: ${typeName(value)}`);
    const entries = sortedEntries(value);
    if (entries.length === 0) return "{}";
    return `{\n${entries.map(([key, item]) => `${inner}${json(key)}: ${json(item, inner)}`).join(",\n")}\n${indent}}`;
  }
  if (value instanceof Callable) throw new EvaluationError(`json: unsupported type: ${typeName(value)}`);
  if (value instanceof Location || value instanceof Struct || value instanceof Time)
    throw new NotKnown(`a value of type ${typeName(value)} as JSON`);
  throw new NotKnown("this value as JSON");
}
