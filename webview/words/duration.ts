/** A length of time for people: `6 min`, `1 h 30 min`, `45 s`, `2.5 s`. Two units at most. The same words as in `core/base`, from seconds. */
export function duration(seconds: number): string {
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

/** How old something is. Tenths only while they mean something: the figure then stands still between two ticks. */
export function ago(seconds: number): string {
  if (seconds < 0.05) return "now";
  if (seconds < 1) return `${seconds.toFixed(1)} s ago`;
  return `${seconds < 60 ? `${Math.floor(seconds)} s` : roughly(seconds)} ago`;
}

/** One unit, for what is only to be sized up: `6 min`, `3 h`, `2 d`. */
export function roughly(seconds: number): string {
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
