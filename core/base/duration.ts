/** Milliseconds. Instants are milliseconds of the clock that belongs to a connection, a simulation (from 0) or a sandbox. */
export type Millis = number;

const units: { readonly [unit: string]: number } = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  "\u03bcs": 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** The milliseconds of a Go duration (`90s`, `1m30s`, `7500ms`), as `time.ParseDuration` reads it; undefined when it is none. There is no `d`. */
export function goDuration(text: string): Millis | undefined {
  if (text === "0" || text === "+0" || text === "-0") return 0;
  const signed = /^([+-]?)(.+)$/.exec(text);
  if (!signed) return undefined;
  let rest = signed[2] ?? "";
  let total = 0;
  while (rest !== "") {
    const part = /^(\d+\.?\d*|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/.exec(rest);
    if (!part) return undefined;
    total += Number(part[1]) * (units[part[2] ?? ""] ?? 0);
    rest = rest.slice(part[0].length);
  }
  return signed[1] === "-" ? -total : total;
}

/** A length of time for people: `6 min`, `1 h 30 min`, `45 s`, `2.5 s`. Two units at most, since the third never decides anything. */
export function forPeople(millis: Millis): string {
  const seconds = millis / 1000;
  if (seconds < 10 && !Number.isInteger(seconds)) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return pair(minutes, "min", whole % 60, "s");
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return pair(hours, "h", minutes % 60, "min");
  return pair(Math.floor(hours / 24), "d", hours % 24, "h");
}

function pair(large: number, unit: string, small: number, lesser: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${lesser}`;
}

/** The instant as controllers keep it: whole seconds, cut off (`metav1.Time` has no fractions). */
export function wholeSecond(now: Millis): Millis {
  return Math.floor(now / 1000) * 1000;
}
