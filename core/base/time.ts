import type { Millis } from "./duration.ts";

/** An instant as Kubernetes writes it: RFC 3339 in UTC, whole seconds, cut off. */
export function rfc3339(instant: Millis): string {
  return `${new Date(Math.floor(instant / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

/** The instant of an RFC 3339 time; undefined for what is none. */
export function instantOf(text: string | undefined): Millis | undefined {
  if (text === undefined) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}
