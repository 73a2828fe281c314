import type { Fix, Problem } from "../../core/base/problem.ts";
import type { Span } from "../../core/base/span.ts";
import { entryOf, jsonOf, nodeAt, type Path, placeOf, type SourceNode } from "../../core/syntax/nodes.ts";
import type { SchemaKind } from "./generated/schemas.js";
import { type StructuralFinding, structuralFindings } from "./validation/index.ts";

/** A structural finding at its place, and the field that it says is meant, where one is misspelt. */
export interface StructuralProblem extends Problem {
  readonly meant?: string;
}

/** What the schema of a kind does not let in, at the characters that it comes from. */
export function structuralProblems(kind: SchemaKind, root: SourceNode): readonly StructuralProblem[] {
  const written = (path: Path): string | undefined => {
    const node = nodeAt(root, ...path);
    return node?.kind === "scalar" && node.raw !== "" ? node.raw : undefined;
  };
  return structuralFindings(kind, jsonOf(root), written).map(finding => problemOf(finding, root));
}

function problemOf(finding: StructuralFinding, root: SourceNode): StructuralProblem {
  const { code, message, suggestion } = finding;
  const fix: Fix | undefined = suggestion && {
    title: `Write \`${suggestion.text}\``,
    edits: [{ at: placeOf(root, finding.path, suggestion.replaces), text: suggestion.text }],
  };
  return {
    code,
    severity: "error",
    at: underlined(finding, root),
    message,
    ...(fix ? { fixes: [fix] } : {}),
    ...(suggestion?.replaces === "key" ? { meant: suggestion.text } : {}),
  };
}

/** A key or a value. Of an item, and of the whole document, a first key stands for what could be pages. */
function underlined({ path, target }: StructuralFinding, root: SourceNode): Span {
  if (path.length === 0) return entryOf(root, "kind")?.at ?? root.at;
  const node = nodeAt(root, ...path);
  if (target === "key" && typeof path.at(-1) === "number" && node?.kind === "map") return node.entries[0]?.key.at ?? node.at;
  if (target === "value" && node !== undefined && node.kind !== "scalar" && typeof path.at(-1) === "string") {
    return placeOf(root, path, "key");
  }
  const place = placeOf(root, path, target);
  // A value that is not there has no characters: the key stands for it.
  return place.end > place.start ? place : placeOf(root, path, "key");
}
