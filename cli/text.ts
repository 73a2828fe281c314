import { at, listAt, numberAt, textAt } from "../core/base/json.ts";
import type { Trace } from "../core/simulation/replay/trace.ts";

/** `file:line:column`, both counted from 1. */
export function placeText(file: string, text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return `${file}:${line}:${offset - before.lastIndexOf("\n")}`;
}

/** Rows of a table as text, columns wide enough for the widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows.map(row => `${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join("  ")}\n`).join("");
}

/** A trace, a line for each state. */
export function traceText(trace: Trace): string {
  const pods = (state: Trace["states"][number], key: string): string =>
    at(state, key) ? `${numberAt(state, key, "ready")}/${numberAt(state, key, "desired")}` : "-";
  const rows = trace.states.map(state => [
    (numberAt(state, "t") ?? 0).toFixed(2),
    textAt(state, "phase") ?? "",
    String(numberAt(state, "stepIndex") ?? "-"),
    String(numberAt(state, "weight") ?? "-"),
    pods(state, "stable"),
    pods(state, "canary"),
    pods(state, "old"),
    listAt(state, "pauses").join(",") || (textAt(state, "message") ?? ""),
  ]);
  return table([["SECONDS", "PHASE", "STEP", "WEIGHT", "STABLE", "CANARY", "OLD", "WHY"], ...rows]);
}
