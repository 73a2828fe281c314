import { nearest } from "../../core/base/nearest.ts";
import type { Problem } from "../../core/base/problem.ts";
import { kinds } from "../../core/kinds/index.ts";
import type { FileDocument } from "../../core/syntax/file.ts";
import { nodeAt, textOf } from "../../core/syntax/nodes.ts";

/** The kinds of each group that have a schema here. */
const checkedKinds: ReadonlyMap<string, readonly string[]> = new Map(
  [...Map.groupBy(kinds, kind => kind.group)].map(([group, members]) => [
    group,
    members.filter(kind => kind.schema !== undefined).map(({ kind }) => kind),
  ]),
);

/** The finding for an object of one of our groups whose kind is nearly one of ours: `kind: Rolout`. */
export function misspeltKind({ chunk }: FileDocument): Problem | undefined {
  const apiVersion = textOf(chunk.root, "apiVersion");
  const kindName = textOf(chunk.root, "kind");
  const place = nodeAt(chunk.root, "kind");
  if (apiVersion === undefined || kindName === undefined || !place) return undefined;
  const group = apiVersion.split("/")[0] ?? "";
  const known = checkedKinds.get(group) ?? [];
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
