import type { TextEdit } from "../../core/base/problem.ts";
import { applyEdits, endOf } from "../../core/syntax/edit.ts";
import type { SourceNode } from "../../core/syntax/nodes.ts";

/** A manifest that was made a template by hand of a machine, so that the manifest is one of its renderings. */
export interface Templated {
  readonly text: string;
  /** The place in the manifest of an offset of the template. */
  origin(offset: number): number;
}

/** Something that can be made an action of. */
export type Spot =
  | { readonly kind: "value"; readonly start: number; readonly end: number }
  | { readonly kind: "lines"; readonly start: number; readonly end: number; readonly column: number; readonly item: boolean }
  | { readonly kind: "below"; readonly start: number; readonly end: number; readonly column: number };

/** Values, entries and items of a manifest that stand by themselves, and what stands below a key. Blocks only: a chart has few braces. */
export function spotsOf(text: string, root: SourceNode): readonly Spot[] {
  const found: Spot[] = [];
  const lineOf = (offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;
  const lines = (start: number, node: SourceNode, item: boolean): void => {
    const from = lineOf(start);
    const end = endOf(node);
    const newline = end > 0 && text[end - 1] === "\n" ? end - 1 : text.indexOf("\n", end);
    if (newline >= 0 && text.slice(from, start).trim() === "" && /^[ \t]*(#.*)?$/.test(text.slice(end, newline)))
      found.push({ kind: "lines", start: from, end: newline + 1, column: start - from, item });
  };
  const walk = (node: SourceNode): void => {
    if (node.original) return;
    if (node.kind === "scalar") {
      if (node.raw !== "" && !/^[|>&*!]/.test(node.raw) && !node.raw.includes("\n")) found.push({ kind: "value", ...node.at });
      return;
    }
    if (node.flow) return;
    if (node.kind === "list") {
      for (const item of node.items) {
        const dash = text.lastIndexOf("-", item.at.start - 1);
        if (/^-[ ]+$/.test(text.slice(dash, item.at.start))) lines(dash, item, true);
        walk(item);
      }
      return;
    }
    for (const { key, value, merged } of node.entries) {
      if (merged) continue;
      lines(key.at.start, value, false);
      const colon = text.slice(key.at.end, value.at.start);
      const end = endOf(value);
      if (value.kind !== "scalar" && !value.flow && !value.original && /^:[ \t]*\n[ \t]*$/.test(colon) && text[end] === "\n")
        found.push({ kind: "below", start: lineOf(value.at.start), end: end + 1, column: value.at.start - lineOf(value.at.start) });
      walk(value);
    }
  };
  walk(root);
  return found;
}

/** How a spot becomes a template. */
export const shapes = ["action", "include", "if", "else", "range", "with"] as const;

/** The manifest with these spots made actions, each in its own way; spots that overlap an earlier one are left as they are. */
export function templated(text: string, changes: readonly { readonly spot: Spot; readonly shape: (typeof shapes)[number] }[]): Templated {
  const taken: Spot[] = [];
  const edits = changes.flatMap(({ spot, shape }, i) => {
    const inside = (other: Spot): boolean => other.start < spot.end && spot.start < other.end;
    if (taken.some(inside)) return [];
    taken.push(spot);
    return editsOf(spot, shape, i);
  });
  return {
    text: applyEdits(text, edits),
    origin(offset) {
      let shift = 0;
      for (const edit of edits.toSorted((a, b) => a.at.start - b.at.start)) {
        if (edit.at.start + shift + edit.text.length > offset) break;
        shift += edit.text.length - (edit.at.end - edit.at.start);
      }
      return offset - shift;
    },
  };
}

function editsOf(spot: Spot, shape: (typeof shapes)[number], i: number): readonly TextEdit[] {
  const at = { start: spot.start, end: spot.end };
  if (spot.kind === "value") return [{ at, text: i % 2 === 0 ? `{{ .Values.v${i} }}` : `"{{ .Values.v${i} }}-{{ .Release.Name }}"` }];
  const pad = " ".repeat(spot.column);
  const include =
    i % 2 === 0 ? `${pad}{{- include "part" . | nindent ${spot.column} }}\n` : `{{ toYaml .Values.v${i} | indent ${spot.column} }}\n`;
  if (spot.kind === "below" || shape === "action" || shape === "include") return [{ at, text: include }];
  const word = shape === "else" ? "if" : shape;
  const other = shape === "else" ? `${pad}{{- else }}\n${include}` : "";
  return [
    { at: { start: spot.start, end: spot.start }, text: `${pad}{{- ${word} .Values.v${i} }}\n` },
    { at: { start: spot.end, end: spot.end }, text: `${other}${pad}{{- end }}\n` },
  ];
}
