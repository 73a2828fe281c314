import { type Result, readCondition, valueFor } from "../../../core/conditions/condition.ts";
import { Duration, fromJson, GoMap, Int64, List, NotKnown, typeName, type Value } from "../../../core/conditions/values.ts";
import type { Drawn, DrawnResult } from "./draw.ts";

/** What the judge says of a pair. */
export interface Verdict {
  readonly value?: boolean;
  readonly error?: string;
  /** Where the outcome is no boolean: what it is. */
  readonly outcome?: string;
}

export type Agreement = "agrees" | { readonly unknown: string } | { readonly differs: string };

// Any instant: what is drawn never says which one it is.
const now = 1_700_000_000_000_000_000n;

/** Compares what we make of a condition with what the controller makes of it. */
export function agreement({ condition: text, result }: Drawn, verdict: Verdict): Agreement {
  const given = resultOf(result);
  // The controller says of an answer without data that there is none, whatever is wrong; the judge gives the error itself.
  const ours = said(text, given);
  if ("unknown" in ours) return ours;
  const theirs =
    verdict.error === undefined ? String(verdict.value) : `${verdict.error}${verdict.outcome === undefined ? "" : ` (${verdict.outcome})`}`;
  if (ours.said === theirs) return "agrees";
  if (!ours.exact && verdict.error !== undefined) return "agrees";
  return { differs: `we say ${ours.said}, the controller says ${theirs}` };
}

function said(text: string, result: Result): { readonly said: string; readonly exact: boolean } | { readonly unknown: string } {
  const outcome = readCondition(text).evaluate(result, now, "bare");
  if ("unknown" in outcome) return outcome;
  if ("value" in outcome) return { said: String(outcome.value), exact: true };
  if (outcome.class !== "outcome") return { said: outcome.error, exact: outcome.exact };
  try {
    return { said: `${outcome.error} (${written(valueFor(text, result, now))})`, exact: true };
  } catch (problem) {
    if (problem instanceof NotKnown) return { unknown: problem.why };
    throw problem;
  }
}

export function resultOf(drawn: DrawnResult): Result {
  if ("float" in drawn) return float(drawn.float);
  return "floats" in drawn ? drawn.floats.map(float) : fromJson(drawn.json);
}

function float(text: string): number {
  return text === "+Inf" ? Number.POSITIVE_INFINITY : text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);
}

/** A value with its types, as the judge writes it. */
function written(value: Value): string {
  if (value === null) return "nil";
  const type = typeName(value);
  if (typeof value === "number") return `${type} ${scientific(value)}`;
  if (typeof value === "string")
    return `${type} ${JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}`;
  if (value instanceof List) return `${type} [${value.items.map(written).join(", ")}]`;
  if (value instanceof GoMap)
    return `${type} {${[...value.entries]
      .map(([key, item]) => `${written(key)}: ${written(item)}`)
      .sort()
      .join(", ")}}`;
  if (value instanceof Int64) return `${type} ${value.value}`;
  if (value instanceof Duration) return `${type} ${value.nanoseconds}`;
  return typeof value === "object" ? type : `${type} ${value}`;
}

function scientific(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const text = value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  return Object.is(value, -0) ? `-${text}` : text;
}
