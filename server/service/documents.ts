import type { Span } from "../../core/base/span.ts";
import { kindNamed, kindOf } from "../../core/kinds/index.ts";
import type { FileDocument, SourceFile } from "../../core/syntax/file.ts";
import { type MapNode, nodeOf } from "../../core/syntax/nodes.ts";
import type { Chunk } from "../../core/syntax/read.ts";
import { touchesAction } from "../../core/syntax/template.ts";
import { type Resource, resourceIn } from "../../core/workspace/resource.ts";
import { resourceOfEach } from "../../core/workspace/workspace.ts";
import type { SchemaKind } from "./generated/schemas.js";
import { schemaKindOf } from "./validation/index.ts";

/** A document of a file that holds an object of the kinds that we have a schema of, or seems to: half-typed text has no object in it yet. */
export interface OurDocument {
  readonly document: FileDocument;
  /** Undefined where the text only seems to hold an object. */
  readonly resource: Resource | undefined;
  readonly kind: SchemaKind;
  /** A kind that rollouts only refer to: besides the part of its structure that they depend on nothing is said of it. */
  readonly neighbour: boolean;
  /** Written with a template language around it: nothing is said that hangs on what is not plain. */
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
  if (known) return { document, resource, ...known };
  const found = seenAsOurs(file, document, resource);
  own.set(chunk, found ?? notOurs);
  return found && { document, resource, ...found };
}

/** What is the same wherever the document stands. */
type Own = Pick<OurDocument, "kind" | "neighbour" | "templated">;

const notOurs = Symbol("not our affair");
const own = new WeakMap<Chunk, Own | typeof notOurs>();

function seenAsOurs(file: SourceFile, document: FileDocument, resource: Resource | undefined): Own | undefined {
  if (resource) {
    const kind = schemaKindOf(resource.apiVersion, resource.kindName);
    return kind && { kind, neighbour: isNeighbour(kind), templated: resource.templated };
  }
  const seeming = seemingKind(document.chunk.text);
  if (!seeming) return undefined;
  const { kind } = seeming;
  return { kind, neighbour: isNeighbour(kind), templated: isTemplated(file, document, seeming) };
}

function isNeighbour(kind: SchemaKind): boolean {
  return kindNamed(kind)?.part !== undefined;
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

/** Can anything be said of the document? Not of one that is written with a template language that is not Helm's, or with no layout. */
export function isReadable({ document, templated }: OurDocument): boolean {
  return document.chunk.template?.readable ?? !templated;
}

/** Does the place, of the document, have an action of a template in it? */
export function isMade({ document: { chunk } }: OurDocument, at: Span): boolean {
  return chunk.template !== undefined && touchesAction(chunk.template, at);
}

/** Asks the workspace, which knows template languages, with the object that the text would have. */
function isTemplated(file: SourceFile, document: FileDocument, { apiVersion, kind }: Seeming): boolean {
  const root = nodeOf({ apiVersion, kind }) as MapNode;
  return resourceIn(file, { ...document, chunk: { ...document.chunk, root } })?.templated ?? false;
}
