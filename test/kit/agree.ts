import type { Json, JsonObject } from "../../core/base/json.ts";
import { at, isObject, listAt, numberAt, same, textAt } from "../../core/base/json.ts";

/**
 * Do two traces of one replay agree? The rules of the replay contract in our own words, for machines that have only this project; where
 * the contract's own judge is at hand, a test holds this one to it. Answers with the first difference, or undefined.
 */
export function difference(expected: JsonObject, actual: JsonObject): string | undefined {
  const left = listAt(expected, "states").filter(isObject).map(plain);
  const right = listAt(actual, "states").filter(isObject).map(plain);
  const ignored = [...listAt(expected, "ignore"), ...listAt(actual, "ignore")].map(String);
  const compared = (names: readonly string[]): readonly string[] =>
    names.filter(name => !ignored.includes(name) && !ignored.includes(name.split(".")[0] ?? name));
  const life = compared(["phase", "stepIndex", "abort", "pauses"]);
  const written = compared([
    "weight",
    "route",
    "managed",
    "failedChecks",
    "iterations",
    "revision",
    "active",
    "stable.desired",
    "stable.ready",
    "canary.desired",
    "canary.ready",
    "old.desired",
  ]);
  for (const fields of [life, ...written.map(field => [field])]) {
    const found = differentRuns(fields, stretches(left, fields), stretches(right, fields));
    if (found) return found;
  }
  return (
    differentAnalyses(expected, actual) ??
    differentExperiments(expected, actual) ??
    differentEnd(left.at(-1), right.at(-1), ignored) ??
    differentActions(expected, actual)
  );
}

const blink = 0.5;
const glimpse = 0.8;

/** Controllers keep whole seconds: this much may two times differ. */
function tolerance(time: number): number {
  return Math.max(1.5, time * 0.02);
}

interface Stretch {
  readonly value: Json;
  readonly from: number;
  readonly lasts: number;
}

/** The values that fields went through, without those that lasted no longer than a blink. */
function stretches(states: readonly JsonObject[], fields: readonly string[]): readonly Stretch[] {
  const points = states.map(state => ({
    value: fields.map(field => at(state, ...field.split(".")) ?? null),
    from: numberAt(state, "t") ?? 0,
  }));
  return lasting(lasting(points).filter(stretch => stretch.lasts >= blink));
}

function lasting(points: readonly { readonly value: Json; readonly from: number }[]): readonly Stretch[] {
  const changes = points.filter((point, i) => i === 0 || !same(point.value, points[i - 1]?.value));
  return changes.map((point, i) => ({
    value: point.value,
    from: point.from,
    lasts: (changes[i + 1]?.from ?? Number.POSITIVE_INFINITY) - point.from,
  }));
}

/** Walks both sides together; what lasted a glimpse only, or repeats what was there, may be missing on one of them. */
function differentRuns(fields: readonly string[], left: readonly Stretch[], right: readonly Stretch[]): string | undefined {
  const seen = new Set<string>();
  let farthest = "";
  let reached = -1;
  const meets = (i: number, j: number, last: Json): boolean => {
    const here = `${i}/${j}/${JSON.stringify(last)}`;
    if (seen.has(here)) return false;
    seen.add(here);
    const [a, b] = [left[i], right[j]];
    if (!a && !b) return true;
    if (i + j > reached) {
      reached = i + j;
      farthest = `${fields.join(", ")}: expected ${shown(a)}, got ${shown(b)}`;
    }
    if (a && b && same(a.value, b.value)) {
      if (Math.abs(a.from - b.from) > tolerance(a.from))
        farthest = `${fields.join(", ")} ${JSON.stringify(a.value)}: expected at ${a.from} s, got ${b.from} s`;
      else if (meets(i + 1, j + 1, a.value)) return true;
    }
    if (a && (a.lasts < glimpse || same(a.value, last)) && meets(i + 1, j, last)) return true;
    return b !== undefined && (b.lasts < glimpse || same(b.value, last)) && meets(i, j + 1, last);
  };
  return meets(0, 0, "") ? undefined : farthest;
}

function shown(stretch: Stretch | undefined): string {
  return stretch ? `${JSON.stringify(stretch.value)} at ${stretch.from} s` : "the end";
}

function differentAnalyses(expected: JsonObject, actual: JsonObject): string | undefined {
  const order = (trace: JsonObject): readonly JsonObject[] =>
    listAt(trace, "analyses")
      .filter(isObject)
      .toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)) || (numberAt(a, "started") ?? 0) - (numberAt(b, "started") ?? 0));
  const [left, right] = [order(expected), order(actual)];
  if (left.length !== right.length) return `expected ${left.length} analyses, got ${right.length}`;
  for (const [i, run] of left.entries()) {
    const other = right[i] ?? {};
    const name = `the analysis ${keyOf(run)}`;
    if (keyOf(run) !== keyOf(other)) return `expected ${name}, got ${keyOf(other)}`;
    if (run.phase !== other.phase) return `${name}: expected ${String(run.phase)}, got ${String(other.phase)}`;
    for (const field of ["started", "finished"]) {
      const [a, b] = [numberAt(run, field), numberAt(other, field)];
      if (a !== undefined && b !== undefined && Math.abs(a - b) > tolerance(a)) return `${name}: expected ${field} at ${a} s, got ${b} s`;
    }
    // A run that something else ended may have one measurement more or less.
    const loose = [run, other].some(one => numberAt(one, "finished") === undefined || /terminated/i.test(JSON.stringify(one)));
    const metrics = differentMetrics(listAt(run, "metrics"), listAt(other, "metrics"), loose ? 1 : 0);
    if (metrics) return `${name}: ${metrics}`;
  }
  return undefined;
}

function differentExperiments(expected: JsonObject, actual: JsonObject): string | undefined {
  const [left, right] = [expected, actual].map(trace => listAt(trace, "experiments"));
  const words = (list: readonly Json[] | undefined): string => (list ?? []).map(outcome).join(" ") || "none";
  if (words(left) !== words(right)) return `experiments: expected ${words(left)}, got ${words(right)}`;
  for (const [i, one] of (left ?? []).entries())
    for (const field of ["started", "finished"]) {
      const [a, b] = [numberAt(one, field), numberAt(right?.[i], field)];
      if (a !== undefined && b !== undefined && Math.abs(a - b) > tolerance(a))
        return `the experiment of step ${numberAt(one, "step")}: expected ${field} at ${a} s, got ${b} s`;
    }
  return undefined;
}

function outcome(experiment: Json): string {
  const templates = listAt(experiment, "templates")
    .map(one => `${textAt(one, "name")} ${textAt(one, "phase") ?? "-"} ${numberAt(one, "replicas") ?? 0}`)
    .toSorted();
  return `[step ${numberAt(experiment, "step") ?? "-"} ${textAt(experiment, "phase") ?? "-"}: ${templates.join(", ")}]`;
}

function keyOf(run: JsonObject): string {
  return `${textAt(run, "purpose")} of step ${numberAt(run, "step") ?? "-"}, revision ${String(run.revision ?? "-")}`;
}

function differentMetrics(left: readonly Json[], right: readonly Json[], slack: number): string | undefined {
  const byName = (list: readonly Json[]): readonly Json[] =>
    list.toSorted((a, b) => (textAt(a, "name") ?? "").localeCompare(textAt(b, "name") ?? ""));
  const [a, b] = [byName(left), byName(right)];
  if (a.length !== b.length) return `expected ${a.length} metrics, got ${b.length}`;
  for (const [i, metric] of a.entries()) {
    const other = b[i] ?? null;
    const name = textAt(metric, "name") ?? "";
    for (const field of ["name", "phase"])
      if (textAt(metric, field) !== textAt(other, field))
        return `metric ${name}: expected ${textAt(metric, field)}, got ${textAt(other, field)}`;
    for (const count of ["successful", "failed", "inconclusive", "error"])
      if (Math.abs((numberAt(metric, count) ?? 0) - (numberAt(other, count) ?? 0)) > slack)
        return `metric ${name}: expected ${numberAt(metric, count)} ${count}, got ${numberAt(other, count)}`;
    const [values, others] = [listAt(metric, "values"), listAt(other, "values")];
    const short = Math.min(values.length, others.length);
    if (
      Math.abs(values.length - others.length) > slack ||
      (slack === 0 && !same(values, others)) ||
      (slack > 0 && values.length < 10 && !same(values.slice(0, short), others.slice(0, short)))
    )
      return `metric ${name}: expected values ${JSON.stringify(values)}, got ${JSON.stringify(others)}`;
  }
  return undefined;
}

function differentEnd(left: JsonObject | undefined, right: JsonObject | undefined, ignored: readonly string[]): string | undefined {
  const fields = [
    "phase",
    "stepIndex",
    "weight",
    "iterations",
    "failedChecks",
    "abort",
    "pauses",
    "revision",
    "stable",
    "canary",
    "old",
    "active",
    "preview",
    "route",
    "managed",
  ];
  for (const field of fields.filter(name => !ignored.includes(name)))
    if (!same(left?.[field] ?? null, right?.[field] ?? null))
      return `at the end ${field}: expected ${JSON.stringify(left?.[field])}, got ${JSON.stringify(right?.[field])}`;
  const message = (state: JsonObject | undefined): string => masked(textAt(state, "message") ?? "");
  if (!ignored.includes("message") && message(left) !== message(right))
    return `the last message: expected ${message(left)}, got ${message(right)}`;
  return undefined;
}

/** Names with pod hashes in them differ from run to run; a hash has neither vowels nor look-alikes. */
function masked(message: string): string {
  return message
    .replace(/\b[a-z0-9-]+-[bcdfghjklmnpqrstvwxz2456789]{6,10}\b(-[a-z0-9-]+)*/g, "NAME")
    .replace(/\b[bcdfghjklmnpqrstvwxz2456789]{8,10}\b/g, "HASH");
}

function differentActions(expected: JsonObject, actual: JsonObject): string | undefined {
  const did = (trace: JsonObject): readonly JsonObject[] => listAt(trace, "actions").filter(isObject);
  const [left, right] = [did(expected), did(actual)];
  const words = (list: readonly JsonObject[]): string =>
    list.map(action => `${String(action.do)}${action.refused ? " (refused)" : ""}`).join(", ");
  if (words(left) !== words(right)) return `expected the actions ${words(left)}, got ${words(right)}`;
  for (const [i, action] of left.entries()) {
    const [a, b] = [numberAt(action, "t") ?? 0, numberAt(right[i] ?? {}, "t") ?? 0];
    if (Math.abs(a - b) > tolerance(a)) return `the action ${String(action.do)}: expected at ${a} s, got ${b} s`;
  }
  return undefined;
}

/** One spelling for what means the same: absent, false and empty are null; a revision is a text. */
function plain(state: JsonObject): JsonObject {
  const entries = Object.entries(state).map(([key, value]): [string, Json] => {
    if (value === false || value === "" || (Array.isArray(value) && value.length === 0)) return [key, null];
    if (key === "revision" && value !== null) return [key, String(value)];
    if (key === "stable" || key === "canary" || key === "old") return [key, counts(value, key)];
    return [key, value];
  });
  return Object.fromEntries(entries);
}

function counts(value: Json, key: string): Json {
  if (!isObject(value)) return null;
  const [desired, ready] = [numberAt(value, "desired") ?? 0, numberAt(value, "ready") ?? 0];
  return key === "old" && desired + ready === 0 ? null : { desired, ready };
}
