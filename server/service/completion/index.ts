import { shift } from "../../../core/base/span.ts";
import { documentAt, type SourceFile } from "../../../core/syntax/file.ts";
import { textOf } from "../../../core/syntax/nodes.ts";
import { inAction } from "../../../core/syntax/template.ts";
import { type Resource, resourceFrom } from "../../../core/workspace/resource.ts";
import type { Workspace } from "../../../core/workspace/workspace.ts";
import { isReadable, type OurDocument, ourDocuments, seemingKind } from "../documents.ts";
import type { Schema, SchemaKind } from "../generated/schemas.js";
import { helpAt } from "../validation/index.ts";
import { type Cursor, cursorsAt } from "./cursor.ts";
import { headProposals } from "./head.ts";
import { keyProposals } from "./keys.ts";
import { manifestProposals } from "./manifests.ts";
import type { Proposal } from "./proposal.ts";
import { silencingProposals } from "./silenced.ts";
import { valueProposals } from "./values.ts";
import { wholeProposals } from "./wholes.ts";

export { plainOf } from "./bodies.ts";
export type { Proposal } from "./proposal.ts";

/** What could be written at an offset of a file, the likeliest first. Nothing in documents that are not our affair, in comments and in block texts. */
export function completionAt(file: SourceFile, offset: number, workspace: Workspace): readonly Proposal[] {
  const document = documentAt(file, offset);
  if (!document) return [];
  const { text } = document.chunk;
  const ours = ourDocuments(file).find(known => known.document === document);
  const here = offset - document.start;
  if (ours && (!isReadable(ours) || (document.chunk.template && inAction(document.chunk.template, here)))) return [];
  const proposals =
    (ours && silencingProposals(text, here)) ??
    cursorsAt(text, here).flatMap(cursor => [
      ...headProposals(cursor),
      ...manifestProposals(cursor),
      ...proposalsAt(cursor, ours, text, workspace),
    ]);
  const seen = new Set<string>();
  const several = (proposal: Proposal): boolean => text.slice(proposal.replace.start, here).includes(" ");
  return proposals
    .filter(proposal => proposal.label.includes(" ") || !several(proposal))
    .filter(({ label }) => !seen.has(label) && seen.add(label))
    .toSorted((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1))
    .map(proposal => ({ ...proposal, replace: shift(proposal.replace, document.start) }));
}

function proposalsAt(cursor: Cursor, ours: OurDocument | undefined, text: string, workspace: Workspace): readonly Proposal[] {
  // The text as the cursor reads it is often better than what is there: half a word is no YAML.
  const apiVersion = textOf(cursor.root, "apiVersion") ?? seemingKind(text)?.apiVersion;
  const kind = ours?.kind ?? seemingKind(text)?.kind;
  const resource = ours?.resource ?? resourceFrom({ apiVersion: apiVersion ?? "", kind: kind ?? "" });
  if (!kind || !resource || cursor.root.kind !== "map") return [];
  const here: Resource = { ...resource, node: cursor.root };
  const schema = helpAt(kind, cursor.path);
  if (!schema) return [];
  const listIndent = listIndentOf(text);
  const items = (at: Cursor): readonly Proposal[] => itemProposals(kind, schema, at, here, workspace, listIndent);
  if (cursor.on === "item") return items(cursor);
  if (cursor.on === "value") return valueProposals(here, schema, cursor, workspace);
  // Under `steps:` without a dash a line of the list is meant.
  if (schema.type === "array") return items({ ...cursor, on: "item", index: 0, indent: 2 });
  return [...keyProposals(kind, schema, cursor, listIndent), ...wholeProposals(kind, cursor, listIndent)];
}

function itemProposals(
  kind: SchemaKind,
  schema: Schema,
  cursor: Cursor,
  resource: Resource,
  workspace: Workspace,
  listIndent: number,
): readonly Proposal[] {
  const { items } = schema;
  if (schema.type !== "array" || !items) return [];
  if (items.properties) return [...keyProposals(kind, items, cursor, listIndent), ...wholeProposals(kind, cursor, listIndent)];
  const values = valueProposals(resource, items, { ...cursor, path: [...cursor.path, cursor.index ?? 0] }, workspace);
  return values.map(value => ({ ...value, insert: `- ${value.insert}` }));
}

/** How far the document's lists stand in under their key: both ways are usual, and one document should keep to one. */
function listIndentOf(text: string): number {
  const found = /^( *)(?:- )?[\w-]+:[ \t]*\r?\n( *)- /m.exec(text);
  const key = found?.[0].startsWith(`${found[1]}- `) ? (found[1]?.length ?? 0) + 2 : (found?.[1]?.length ?? 0);
  return found ? Math.max(0, (found[2]?.length ?? 0) - key) : 2;
}
