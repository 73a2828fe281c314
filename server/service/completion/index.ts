import { shift } from "../../../core/base/span.ts";
import type { SourceFile } from "../../../core/syntax/file.ts";
import { type Resource, resourceFrom } from "../../../core/workspace/resource.ts";
import type { Workspace } from "../../../core/workspace/workspace.ts";
import { documentAt, ourDocuments, seemingKind } from "../documents.ts";
import type { Schema, SchemaKind } from "../generated/schemas.js";
import { schemaAt, schemaKindOf } from "../validation/index.ts";
import { type Cursor, cursorsAt } from "./cursor.ts";
import { keyProposals } from "./keys.ts";
import type { Proposal } from "./proposal.ts";
import { headProposals, valueProposals } from "./values.ts";

export { plainOf } from "./bodies.ts";
export type { Proposal } from "./proposal.ts";

/** What could be written at an offset of a file. Nothing in documents that are not our affair, in comments and in block texts. */
export function completionAt(file: SourceFile, offset: number, workspace: Workspace): readonly Proposal[] {
  const document = documentAt(file, offset);
  if (!document) return [];
  const { text } = document.chunk;
  const ours = ourDocuments(file).find(known => known.document === document);
  if (ours?.templated) return [];
  const here = offset - document.start;
  const cursors = cursorsAt(text, here);
  const proposals = cursors.flatMap(cursor => [...headOf(cursor, text), ...proposalsAt(cursor, ours?.resource, text, workspace)]);
  const seen = new Set<string>();
  return proposals
    .filter(({ label }) => !seen.has(label) && seen.add(label))
    .map(proposal => ({ ...proposal, replace: shift(proposal.replace, document.start) }));
}

function headOf(cursor: Cursor, text: string): readonly Proposal[] {
  // Once a document says that it is something else, it is left alone.
  const kindName = /^kind:[ \t]*["']?(\w+)/m.exec(text)?.[1];
  const apiVersion = /^apiVersion:[ \t]*["']?([\w./-]+)/m.exec(text)?.[1];
  const foreign = kindName !== undefined && apiVersion !== undefined && schemaKindOf(apiVersion, kindName) === undefined;
  return foreign && !/^(argoproj\.io|flagger\.app)\//.test(apiVersion) ? [] : headProposals(cursor);
}

function proposalsAt(cursor: Cursor, written: Resource | undefined, text: string, workspace: Workspace): readonly Proposal[] {
  const seeming = seemingKind(text);
  if (!seeming) return [];
  const { kind, apiVersion } = seeming;
  // The text as the cursor reads it is often better than what is there: half a word is no YAML.
  const resource = written ?? resourceFrom({ apiVersion, kind });
  if (!resource || cursor.root.kind !== "map") return [];
  const here: Resource = { ...resource, node: cursor.root };
  const schema = schemaAt(kind, cursor.path);
  if (!schema) return [];
  const listIndent = listIndentOf(text);
  if (cursor.on === "item") return itemProposals(kind, schema, cursor, here, workspace, listIndent);
  if (cursor.on === "key") {
    // Under `steps:` without a dash a line of the list is meant.
    if (schema.type === "array") return itemProposals(kind, schema, { ...cursor, on: "item", indent: 2 }, here, workspace, listIndent);
    return keyProposals(kind, schema, cursor, listIndent);
  }
  return valueProposals(here, schema, cursor, workspace);
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
  if (items.properties) return keyProposals(kind, items, cursor, listIndent);
  const values = valueProposals(resource, items, { ...cursor, path: [...cursor.path, 0] }, workspace);
  return values.map(value => ({ ...value, insert: `- ${value.insert}` }));
}

/** How far the document's lists stand in under their key: both ways are usual, and one document should keep to one. */
function listIndentOf(text: string): number {
  const found = /^( *)(?:- )?[\w-]+:[ \t]*\r?\n( *)- /m.exec(text);
  const key = found?.[0].startsWith(`${found[1]}- `) ? (found[1]?.length ?? 0) + 2 : (found?.[1]?.length ?? 0);
  return found ? Math.max(0, (found[2]?.length ?? 0) - key) : 2;
}
