import type { Json } from "../base/json.ts";
import { nowhere, type Place, type Span } from "../base/span.ts";
import { type Kind, kindOf } from "../kinds/index.ts";
import { type FileDocument, placeIn, type SourceFile } from "../syntax/file.ts";
import { type MapNode, nodeOf, type Path, placeOf, type SourceNode, textOf } from "../syntax/nodes.ts";
import type { Chunk } from "../syntax/read.ts";

/** A Kubernetes object that is written in a document, or that a cluster has. Spans in it count from the start of its document. */
export interface Resource {
  readonly uri: string;
  /** Where its document begins in the file. */
  readonly start: number;
  /** Length of its document. */
  readonly length: number;
  readonly apiVersion: string;
  readonly kindName: string;
  /** What we know of its kind, if we do. */
  readonly kind: Kind | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly node: MapNode;
  /** Written with a template language around it, so that what is missing may come later. */
  readonly templated: boolean;
}

/** The object of a document; undefined where there is none (another sort of YAML, or not enough typed yet). */
export function resourceIn(file: SourceFile, document: FileDocument): Resource | undefined {
  const { chunk, start } = document;
  const found = objectOf(chunk);
  return found && { ...found, uri: file.uri, start, length: chunk.text.length };
}

const nothing = Symbol("no object");
// A keystroke makes a new file of documents that are the same and only begin elsewhere.
const objects = new WeakMap<Chunk, Resource | typeof nothing>();

/** The object of a document wherever it stands. */
function objectOf(chunk: Chunk): Resource | undefined {
  const known = objects.get(chunk);
  if (known !== undefined) return known === nothing ? undefined : known;
  const found = chunk.root && resourceOf(chunk.root, { uri: "", start: 0, length: 0, templated: isTemplated(chunk) });
  objects.set(chunk, found ?? nothing);
  return found;
}

/** The object that a template makes, in one of its renderings. */
export function renderedAs({ uri, start, length }: Resource, root: SourceNode): Resource | undefined {
  return resourceOf(root, { uri, start, length, templated: false });
}

/** An object that came from a cluster, as a resource without places. */
export function resourceFrom(object: Json, uri = "cluster:"): Resource | undefined {
  return resourceOf(nodeOf(object), { uri, start: 0, length: 0, templated: false });
}

function resourceOf(root: SourceNode, where: Pick<Resource, "uri" | "start" | "length" | "templated">): Resource | undefined {
  const apiVersion = textOf(root, "apiVersion");
  const kindName = textOf(root, "kind");
  if (root.kind !== "map" || apiVersion === undefined || kindName === undefined) return undefined;
  const name = textOf(root, "metadata", "name") ?? textOf(root, "metadata", "generateName");
  return {
    ...where,
    apiVersion,
    kindName,
    kind: kindOf(apiVersion, kindName),
    name,
    namespace: textOf(root, "metadata", "namespace"),
    node: root,
  };
}

// What other template languages write, of which nothing can be read.
const templating = /\{\{#|^\s*\{%|<%[=-]?/m;

function isTemplated(chunk: Chunk): boolean {
  if (chunk.template !== undefined) return true;
  // Most have no brackets at all, which is sooner known.
  return /\{\{|\{%|<%/.test(chunk.text) && templating.test(chunk.text);
}

/** The place in the file of a path of a resource. */
export function placeAt(resource: Resource, path: Path, target: "entry" | "key" | "value" = "entry"): Place {
  return placeIn(resource, resource, placeOf(resource.node, path, target));
}

/** The place in the file of a span of a resource. */
export function placeFor(resource: Resource, span: Span): Place {
  return placeIn(resource, resource, span);
}

/** Did it come from a cluster, so that nothing in it has a place? */
export function isFromCluster(resource: Resource): boolean {
  return resource.node.at === nowhere || resource.length === 0;
}
