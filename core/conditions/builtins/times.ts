import { goType } from "../types.ts";
import { Duration, EvaluationError, NotKnown, Time, text } from "../values.ts";
import type { Builtin } from "./builtin.ts";

const instant = goType("time.Time");
const nanosecondsPer: { readonly [unit: string]: bigint } = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** A Go duration, exact to the nanosecond. */
function parseDuration(written: string): bigint {
  const invalid = (): EvaluationError => new EvaluationError(`time: invalid duration ${inQuotes(written)}`);
  const signed = /^([+-]?)([\s\S]*)$/.exec(written);
  let rest = signed?.[2] ?? "";
  if (rest === "0") return 0n;
  if (rest === "") throw invalid();
  let total = 0n;
  while (rest !== "") {
    const number = /^(\d*)(?:\.(\d*))?/.exec(rest);
    const [found = "", whole = "", fraction = ""] = number ?? [];
    if (whole === "" && fraction === "") throw invalid();
    rest = rest.slice(found.length);
    const unit = /^[^\d.]*/.exec(rest)?.[0] ?? "";
    if (unit === "") throw new EvaluationError(`time: missing unit in duration ${inQuotes(written)}`);
    const size = nanosecondsPer[unit];
    if (size === undefined) throw new EvaluationError(`time: unknown unit ${inQuotes(unit)} in duration ${inQuotes(written)}`);
    total += BigInt(whole || "0") * size;
    // A fraction is cut to whole nanoseconds; Go multiplies in floats, which at this size is the same.
    if (fraction !== "") total += (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
    if (total > 0x8000_0000_0000_0000n) throw invalid();
    rest = rest.slice(unit.length);
  }
  if (signed?.[1] === "-") return -total;
  if (total > 0x7fff_ffff_ffff_ffffn) throw invalid();
  return total;
}

/** A text between quotes as Go's `time` writes it: byte by byte, where a byte is no plain letter. */
function inQuotes(whole: string): string {
  const bytes = (letter: string): string =>
    /[ -~]/.test(letter)
      ? letter
      : [...encodeURIComponent(letter)].join("").replace(/%(..)/g, (_, hex: string) => `\\x${hex.toLowerCase()}`);
  return `"${[...whole].map(letter => (letter === '"' || letter === "\\" ? `\\${letter}` : letter < " " ? `\\x${letter.charCodeAt(0).toString(16).padStart(2, "0")}` : bytes(letter))).join("")}"`;
}

const dates = /^(\d{4})-(\d\d)-(\d\d)(?:(?: |T)(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?)?$/;

export const timeBuiltins: readonly Builtin[] = [
  {
    name: "now",
    does: "The instant of the evaluation.",
    check: types => {
      if (types.length === 0 || (types.length === 1 && types[0]?.name === "*time.Location")) return instant;
      return { wrong: `invalid number of arguments (expected 0, got ${types.length})` };
    },
    call: (_, { now }) => {
      if (now === undefined) throw new NotKnown("what time it is");
      return new Time(now);
    },
  },
  {
    name: "duration",
    does: "A length of time, as in `5m` or `1h30m`.",
    signatures: ["func(string) (time.Duration, error)"],
    call: ([value = null]) => new Duration(parseDuration(text(value))),
  },
  {
    name: "date",
    does: "The instant that a text says.",
    check: types => {
      if (types.length < 1) return { wrong: `invalid number of arguments (expected at least 1, got ${types.length})` };
      const rest = types[0]?.name === "*time.Location" ? types.length - 1 : types.length;
      return rest > 3 ? { wrong: `invalid number of arguments (expected at most 3, got ${rest})` } : instant;
    },
    call: values => {
      if (values.length > 1) throw new NotKnown("dates in layouts and time zones of their own");
      const written = text(values[0] ?? null);
      const found = dates.exec(written);
      if (!found) throw new NotKnown("dates in that form");
      const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "", zone] = found;
      // With a `T` the zone is part of the layout, with a space there is none.
      if ((written.includes("T") && zone === undefined) || (written.includes(" ") && (zone !== undefined || fraction !== "")))
        throw new NotKnown("dates in that form");
      const millis = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone ?? "Z"}`);
      if (Number.isNaN(millis) || Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate())
        throw new EvaluationError(`invalid date ${written}`);
      return new Time(BigInt(millis) * 1_000_000n + BigInt(fraction.padEnd(9, "0")));
    },
  },
  {
    name: "timezone",
    does: "The time zone of that name.",
    signatures: ["func(string) (*time.Location, error)"],
    call: () => {
      throw new NotKnown("time zones");
    },
  },
];
