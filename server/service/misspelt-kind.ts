import { nearest } from "../../core/base/nearest.ts";
import type { Problem } from "../../core/base/problem.ts";
import { kinds } from "../../core/kinds/index.ts";
import { nodeAt, textOf } from "../../core/syntax/nodes.ts";
import type { Chunk } from "../../core/syntax/read.ts";

/** The kinds of each group that have a schema here. */
const checkedKinds: ReadonlyMap<string, readonly string[]> = new Map(
  [...Map.groupBy(kinds, kind => kind.group)].map(([group, members]) => [
    group,
    members.filter(kind => kind.schema !== undefined).map(({ kind }) => kind),
  ]),
);

/** The finding for an object of one of our groups whose kind is nearly one of ours: `kind: Rolout`. */
export function misspeltKind({ root }: Chunk): readonly Problem[] {
  const apiVersion = textOf(root, "apiVersion");
  const kindName = textOf(root, "kind");
  const place = nodeAt(root, "kind");
  if (apiVersion === undefined || kindName === undefined || !place) return none;
  const group = apiVersion.split("/")[0] ?? "";
  const known = checkedKinds.get(group) ?? [];
  if (known.length === 0 || known.includes(kindName)) return none;
  const meant = nearest(kindName, known);
  if (meant === undefined) return none;
  return [
    {
      code: "schema/kind",
      severity: "error",
      at: place.at,
      message: `The API server refuses this object: \`${kindName}\` is no kind of \`${group}\`. Did you mean \`${meant}\`?`,
      fixes: [{ title: `Write \`${meant}\``, edits: [{ at: place.at, text: meant }] }],
    },
  ];
}

const none: readonly Problem[] = [];
