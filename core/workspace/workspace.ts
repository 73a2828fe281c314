import { same } from "../base/json.ts";
import { groupOf } from "../kinds/index.ts";
import type { SourceFile } from "../syntax/file.ts";
import { jsonOf } from "../syntax/nodes.ts";
import { byNearness } from "./nearness.ts";
import { type Resource, resourceIn } from "./resource.ts";

/**
 * Everything that is known at one moment: files and, when connected, objects of a cluster. It never changes: an edit gives a new
 * one, and what was computed from the old one is remembered by it.
 */
export interface Workspace {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Objects that no file holds. */
  readonly objects: readonly Resource[];
  with(...files: readonly SourceFile[]): Workspace;
  without(uri: string): Workspace;
}

/** A workspace of these files and objects. */
export function workspaceOf(files: readonly SourceFile[] = [], objects: readonly Resource[] = []): Workspace {
  return make(new Map(files.map(file => [file.uri, file])), objects);
}

function make(files: ReadonlyMap<string, SourceFile>, objects: readonly Resource[]): Workspace {
  return {
    files,
    objects,
    with(...changed) {
      const all = new Map(files);
      for (const file of changed) all.set(file.uri, file);
      return make(all, objects);
    },
    without(uri) {
      const left = new Map(files);
      left.delete(uri);
      return make(left, objects);
    },
  };
}

const resourcesOfFile = new WeakMap<SourceFile, readonly Resource[]>();

/** The resources of a file, in order. Remembered by the file. */
export function resourcesIn(file: SourceFile): readonly Resource[] {
  const known = resourcesOfFile.get(file);
  if (known) return known;
  const found = resourceOfEach(file).filter(resource => resource !== undefined);
  resourcesOfFile.set(file, found);
  return found;
}

const byDocument = new WeakMap<SourceFile, readonly (Resource | undefined)[]>();

/** For each document of a file its resource, if it has one. Remembered by the file. */
export function resourceOfEach(file: SourceFile): readonly (Resource | undefined)[] {
  const known = byDocument.get(file);
  if (known) return known;
  const found = file.documents.map(document => resourceIn(file, document));
  byDocument.set(file, found);
  return found;
}

/** The resource whose document holds the offset; the last one before it where the offset is behind all of them. */
export function resourceAt(file: SourceFile, offset: number): Resource | undefined {
  return resourcesIn(file).findLast(resource => resource.start <= offset && offset <= resource.start + resource.length);
}

const none: readonly Resource[] = [];
type Index = ReadonlyMap<string, readonly Resource[]>;
const indexes = new WeakMap<Workspace, Index>();

function indexOf(workspace: Workspace): Index {
  const known = indexes.get(workspace);
  if (known) return known;
  const index = new Map<string, Resource[]>();
  for (const resource of [...[...workspace.files.values()].flatMap(resourcesIn), ...workspace.objects]) {
    const list = index.get(resource.kindName);
    if (list) list.push(resource);
    else index.set(resource.kindName, [resource]);
  }
  indexes.set(workspace, index);
  return index;
}

const namesIn = new WeakMap<readonly Resource[], ReadonlyMap<string | undefined, readonly Resource[]>>();

/** Resources by their name, made when it is first asked for: a keystroke makes a new workspace, and most ask for a kind or two. */
function byName(resources: readonly Resource[]): ReadonlyMap<string | undefined, readonly Resource[]> {
  const known = namesIn.get(resources);
  if (known) return known;
  const names = new Map<string | undefined, Resource[]>();
  for (const resource of resources) {
    const list = names.get(resource.name);
    if (list) list.push(resource);
    else names.set(resource.name, [resource]);
  }
  namesIn.set(resources, names);
  return names;
}

/** All resources of a kind. */
export function allOf(workspace: Workspace, kindName: string): readonly Resource[] {
  return indexOf(workspace).get(kindName) ?? none;
}

/** The other objects of the same kind, file and namespace, that no template makes: what is meant to stand side by side. */
export function besides(workspace: Workspace, { uri, kindName, name, namespace }: Resource): readonly Resource[] {
  const file = workspace.files.get(uri);
  return file
    ? resourcesIn(file).filter(
        other => other.kindName === kindName && other.name !== name && other.namespace === namespace && !other.templated,
      )
    : none;
}

/** All resources. */
export function everything(workspace: Workspace): readonly Resource[] {
  return [...indexOf(workspace).values()].flat();
}

/**
 * The resources that a name stands for, seen from a namespace and from a file (and of an API group, where that is known): an object without a namespace is wherever it is
 * applied, so it fits any. The nearest come first, and of those as near one in the namespace itself.
 */
export function named(
  workspace: Workspace,
  kindName: string,
  name: string,
  namespace: string | undefined,
  from: string,
  group?: string,
): readonly Resource[] {
  return [...new Set([...near(workspace, kindName, name, namespace, from, group)].flat())];
}

/**
 * The one that is meant among those that a name could stand for; undefined where there is none, and where several that differ are as
 * near: nothing can be said then that is sure.
 */
export function meant(
  workspace: Workspace,
  kindName: string,
  name: string,
  namespace: string | undefined,
  from: string,
  group?: string,
): Resource | undefined {
  const nearest = nearestOf(workspace, kindName, name, namespace, from, group);
  const exact = nearest.filter(resource => resource.namespace === namespace);
  const [first, ...others] = exact.length > 0 ? exact : nearest;
  return first && others.every(other => other.node === first.node || same(jsonOf(other.node), jsonOf(first.node))) ? first : undefined;
}

/** Those of the resources that a name could stand for that are nearest to a file: more than one where nobody can tell them apart by their place. */
export function nearestOf(
  workspace: Workspace,
  kindName: string,
  name: string,
  namespace: string | undefined,
  from: string,
  group?: string,
): readonly Resource[] {
  const [nearest = none] = near(workspace, kindName, name, namespace, from, group);
  return nearest;
}

function* near(
  workspace: Workspace,
  kindName: string,
  name: string,
  namespace: string | undefined,
  from: string,
  group: string | undefined,
): Generator<readonly Resource[]> {
  const alike = byName(allOf(workspace, kindName)).get(name) ?? none;
  for (const those of byNearness(alike, from)) {
    const fitting = those.filter(
      resource =>
        (namespace === undefined || resource.namespace === undefined || resource.namespace === namespace) &&
        (group === undefined || groupOf(resource.apiVersion) === group),
    );
    if (fitting.length > 0) yield fitting.toSorted((a, b) => Number(b.namespace === namespace) - Number(a.namespace === namespace));
  }
}
