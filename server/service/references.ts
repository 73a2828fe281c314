import type { Place } from "../../core/base/span.ts";
import { groupOf } from "../../core/kinds/index.ts";
import type { SourceFile } from "../../core/syntax/file.ts";
import { nodeAt, type SourceNode } from "../../core/syntax/nodes.ts";
import { type Named, namesIn } from "../../core/workspace/reference.ts";
import { isFromCluster, placeFor, type Resource } from "../../core/workspace/resource.ts";
import { named, resourceAt, resourcesIn, type Workspace } from "../../core/workspace/workspace.ts";
import { nameAt, placeOfName } from "./definition.ts";
import { familyOf, partAt } from "./part-names.ts";

/** An object that a name at a cursor stands for: its own name, or one that refers to it. */
export interface Meant {
  readonly kindName: string;
  /** Undefined where the name that stands for it does not say. */
  readonly group: string | undefined;
  readonly name: string;
  readonly namespace: string | undefined;
  /** The node of the name under the cursor, and its document. */
  readonly node: SourceNode;
  readonly resource: Resource;
}

/** A name that refers to an object, and where. */
export interface Use {
  readonly resource: Resource;
  readonly name: Named;
}

/** The object that the name at an offset stands for; undefined where there is no such name. */
export function meantAt(file: SourceFile, offset: number): Meant | undefined {
  const use = nameAt(file, offset);
  if (use) {
    const { resource, name } = use;
    const node = nodeAt(resource.node, ...name.path);
    return node && { kindName: name.to, group: name.group, name: name.name, namespace: name.namespace, node, resource };
  }
  const resource = resourceAt(file, offset);
  const node = nodeAt(resource?.node, "metadata", "name");
  const here = offset - (resource?.start ?? 0);
  if (!resource || node?.kind !== "scalar" || typeof node.value !== "string" || node.value === "") return undefined;
  if (here < node.at.start || here > node.at.end) return undefined;
  return {
    kindName: resource.kindName,
    group: groupOf(resource.apiVersion),
    name: node.value,
    namespace: resource.namespace,
    node,
    resource,
  };
}

/** The objects that are meant. */
export function definitionsOf({ kindName, group, name, namespace, resource }: Meant, workspace: Workspace): readonly Resource[] {
  return named(workspace, kindName, name, namespace, resource.uri, group);
}

const namesOfFile = new WeakMap<SourceFile, readonly Use[]>();

/** The names that refer to what is meant, in every file. */
export function usesOf(meant: Meant, workspace: Workspace): readonly Use[] {
  return [...workspace.files.values()].flatMap(namesOf).filter(({ name }) => standsFor(name, meant));
}

function namesOf(file: SourceFile): readonly Use[] {
  const known = namesOfFile.get(file);
  if (known) return known;
  const found = resourcesIn(file).flatMap(resource => namesIn(resource).map(name => ({ resource, name })));
  namesOfFile.set(file, found);
  return found;
}

/** Without a namespace an object is wherever it is applied, so it fits any. */
function standsFor(name: Named, { kindName, group, name: wanted, namespace }: Meant): boolean {
  return (
    name.to === kindName &&
    (name.group === undefined || group === undefined || name.group === group) &&
    name.name === wanted &&
    (name.namespace === undefined || namespace === undefined || name.namespace === namespace)
  );
}

/** Every place that names the object at an offset of a file, its own name first where it is wanted too. */
export function referencesAt(file: SourceFile, offset: number, workspace: Workspace, withDefinition: boolean): readonly Place[] {
  const meant = meantAt(file, offset);
  if (!meant) return partReferences(file, offset, workspace, withDefinition);
  const definitions = definitionsOf(meant, workspace).filter(found => !isFromCluster(found));
  return [
    ...(withDefinition ? definitions.map(placeOfName) : []),
    ...usesOf(meant, workspace).map(({ resource, name }) => placeFor(resource, name.at)),
  ];
}

/** The same for a part of an object: an argument, a route, a metric. */
function partReferences(file: SourceFile, offset: number, workspace: Workspace, withDefinition: boolean): readonly Place[] {
  const placed = partAt(file, offset);
  if (!placed) return [];
  return familyOf(placed, workspace).members.flatMap(({ resource, name }) =>
    name.at && !isFromCluster(resource) && (withDefinition || !name.defines) ? [placeFor(resource, name.at)] : [],
  );
}

/** Every place of the file itself that names what the name at an offset stands for. */
export function highlightsAt(file: SourceFile, offset: number, workspace: Workspace): readonly Place[] {
  return referencesAt(file, offset, workspace, true).filter(({ uri }) => uri === file.uri);
}
