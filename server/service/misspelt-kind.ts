import { nearest } from "../../core/base/nearest.ts";
import type { Problem } from "../../core/base/problem.ts";
import { kinds } from "../../core/kinds/index.ts";
import type { FileDocument } from "../../core/syntax/file.ts";
import { nodeAt, textOf } from "../../core/syntax/nodes.ts";

/** The finding for an object of one of our groups whose kind is nearly one of ours: `kind: Rolout`. */
export function misspeltKind({ chunk }: FileDocument): Problem | undefined {
  const apiVersion = textOf(chunk.root, "apiVersion");
  const kindName = textOf(chunk.root, "kind");
  const place = nodeAt(chunk.root, "kind");
  if (apiVersion === undefined || kindName === undefined || !place) return undefined;
  const group = apiVersion.split("/")[0] ?? "";
  const known = kinds.filter(kind => kind.schema !== undefined && kind.group === group).map(({ kind }) => kind);
  if (known.length === 0 || known.includes(kindName)) return undefined;
  const meant = nearest(kindName, known);
  if (meant === undefined) return undefined;
  return {
    code: "schema/kind",
    severity: "error",
    at: place.at,
    message: `The API server refuses this object: \`${kindName}\` is no kind of \`${group}\`. Did you mean \`${meant}\`?`,
    fixes: [{ title: `Write \`${meant}\``, edits: [{ at: place.at, text: meant }] }],
  };
}
