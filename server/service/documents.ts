import { kindOf } from "../../core/kinds/index.ts";
import type { FileDocument, SourceFile } from "../../core/syntax/file.ts";
import { type MapNode, nodeOf } from "../../core/syntax/nodes.ts";
import type { Chunk } from "../../core/syntax/read.ts";
import { type Resource, resourceIn } from "../../core/workspace/resource.ts";
import { resourceOfEach } from "../../core/workspace/workspace.ts";
import type { SchemaKind } from "./generated/schemas.js";
import { schemaKindOf } from "./validation/index.ts";

/** A document of a file that holds an object of our kinds, or seems to: half-typed text has no object in it yet. */
export interface OurDocument {
  readonly document: FileDocument;
  /** Undefined where the text only seems to hold an object. */
  readonly resource: Resource | undefined;
  readonly kind: SchemaKind;
  /** Written with a template language around it: nothing is said of it. */
  readonly templated: boolean;
}

const remembered = new WeakMap<SourceFile, readonly OurDocument[]>();

/** The documents of a file that are our affair; none in most YAML files. Remembered by the file. */
export function ourDocuments(file: SourceFile): readonly OurDocument[] {
  const known = remembered.get(file);
  if (known) return known;
  const found: OurDocument[] = [];
  const resources = resourceOfEach(file);
  for (const [i, document] of file.documents.entries()) {
    const mine = ours(file, document, resources[i]);
    if (mine) found.push(mine);
  }
  remembered.set(file, found);
  return found;
}

/** Our document at an offset of the file. */
export function ourDocumentAt(file: SourceFile, offset: number): OurDocument | undefined {
  return ourDocuments(file).findLast(({ document }) => document.start <= offset && offset <= document.start + document.chunk.text.length);
}

function ours(file: SourceFile, document: FileDocument, resource: Resource | undefined): OurDocument | undefined {
  const { chunk } = document;
  const known = own.get(chunk);
  if (known === notOurs) return undefined;
  if (known) return { document, resource, kind: known.kind, templated: known.templated };
  const found = seenAsOurs(file, document, resource);
  own.set(chunk, found ?? notOurs);
  return found && { document, resource, ...found };
}

/** What is the same wherever the document stands. */
type Own = Pick<OurDocument, "kind" | "templated">;

const notOurs = Symbol("not our affair");
const own = new WeakMap<Chunk, Own | typeof notOurs>();

function seenAsOurs(file: SourceFile, document: FileDocument, resource: Resource | undefined): Own | undefined {
  if (resource) {
    const kind = schemaKindOf(resource.apiVersion, resource.kindName);
    return kind && { kind, templated: resource.templated };
  }
  const seeming = seemingKind(document.chunk.text);
  return seeming && { kind: seeming.kind, templated: isTemplated(file, document, seeming) };
}

interface Seeming {
  readonly apiVersion: string;
  readonly kind: SchemaKind;
}

/** The kind that a text would have if it could be read: its `apiVersion` and `kind` lines. */
export function seemingKind(text: string): Seeming | undefined {
  const apiVersion = /^apiVersion:[ \t]*["']?([\w./-]+)/m.exec(text)?.[1];
  const kindName = /^kind:[ \t]*["']?(\w+)/m.exec(text)?.[1];
  if (apiVersion === undefined || kindName === undefined || kindOf(apiVersion, kindName) === undefined) return undefined;
  const kind = schemaKindOf(apiVersion, kindName);
  return kind && { apiVersion, kind };
}

/** Asks the workspace, which knows template languages, with the object that the text would have. */
function isTemplated(file: SourceFile, document: FileDocument, { apiVersion, kind }: Seeming): boolean {
  const root = nodeOf({ apiVersion, kind }) as MapNode;
  return resourceIn(file, { ...document, chunk: { ...document.chunk, root } })?.templated ?? false;
}
