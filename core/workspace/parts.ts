import type { Span } from "../base/span.ts";
import { type Part, type PartSite, parts } from "../kinds/parts.ts";
import { type MapNode, nodeAt, type Path, type ScalarNode, type SourceNode, textOf } from "../syntax/nodes.ts";
import { fits, namesIn, nodesAt, stepsOf, targetsOf } from "./reference.ts";
import type { Resource } from "./resource.ts";
import { allOf, nearestOf, type Workspace } from "./workspace.ts";

/** The name of a part, as it is written somewhere. */
export interface PartName {
  readonly part: Part;
  readonly site: PartSite;
  readonly defines: boolean;
  readonly name: string;
  readonly path: Path;
  /** Its letters, without quotes; undefined where they are not all written here (an alias, an escape). */
  readonly at: Span | undefined;
}

/** The names of parts in a resource, by the descriptions of parts. Remembered by the object. */
export function partsIn(resource: Resource): readonly PartName[] {
  const known = remembered.get(resource.node);
  if (known) return known;
  const found = parts.flatMap(part => [
    ...part.defines.flatMap(site => namesAt(resource, site).map(name => ({ ...name, part, site, defines: true }))),
    ...part.uses.flatMap(site => namesAt(resource, site).map(name => ({ ...name, part, site, defines: false }))),
  ]);
  remembered.set(resource.node, found);
  return found;
}

const remembered = new WeakMap<MapNode, readonly PartName[]>();

/** The part whose name a value at a path of a kind is, or would be. */
export function partUsedAt({ kindName }: Resource, path: Path): Pick<PartName, "part" | "site" | "path"> | undefined {
  for (const part of parts)
    for (const site of part.uses) if (site.kinds.includes(kindName) && fits(stepsOf(site.path), path)) return { part, site, path };
  return undefined;
}

/** The objects that have the part which a name in a resource stands for, with what they are nested in; the likeliest of each name. */
export function ownersOf(name: Pick<PartName, "part" | "site" | "path">, resource: Resource, workspace: Workspace): readonly Resource[] {
  return withNested(directOwners(name, resource, workspace), name.part, workspace);
}

/** Does a name of an owner stand for more than one object, so that nobody can tell which is meant? */
export function isAmbiguous({ site, path }: PartName, resource: Resource, workspace: Workspace): boolean {
  return (site.of ?? []).some(of =>
    namesBeside(resource, of, path).some(
      ({ to, group, name, namespace }) => nearestOf(workspace, to, name, namespace, resource.uri, group).length > 1,
    ),
  );
}

function directOwners({ site, path }: Pick<PartName, "site" | "path">, resource: Resource, workspace: Workspace): readonly Resource[] {
  if (site.ofHost !== undefined) {
    const host = textOf(resource.node, ...path.slice(0, -1), "host");
    return host === undefined ? [] : allOf(workspace, "DestinationRule").filter(({ node }) => sameHost(textOf(node, "spec", "host"), host));
  }
  if (!site.of) return [resource];
  return site.of.flatMap(of => namesBeside(resource, of, path).flatMap(name => targetsOf(name, workspace, resource).slice(0, 1)));
}

function withNested(owners: readonly Resource[], { nests }: Part, workspace: Workspace): readonly Resource[] {
  const all = new Set<Resource>();
  const add = (owner: Resource): void => {
    if (all.has(owner)) return;
    all.add(owner);
    if (nests !== undefined)
      for (const name of namesBeside(owner, nests, [])) for (const inner of targetsOf(name, workspace, owner).slice(0, 1)) add(inner);
  };
  for (const owner of owners) add(owner);
  return [...all];
}

/** The names of objects at a path, as far as they stand in the same items of lists as another path. */
function namesBeside(resource: Resource, of: string, path: Path): ReturnType<typeof namesIn> {
  const steps = stepsOf(of);
  return namesIn(resource).filter(name => fits(steps, name.path) && alongside(name.path, path));
}

function alongside(one: Path, other: Path): boolean {
  for (const [i, step] of one.entries()) if (step !== other[i]) return typeof step !== "number" || typeof other[i] !== "number";
  return true;
}

/** A short host is that of any namespace. */
function sameHost(one: string | undefined, other: string): boolean {
  const [name, namespace] = one?.split(".") ?? [];
  const [otherName, otherNamespace] = other.split(".");
  return name === otherName && (namespace === undefined || otherNamespace === undefined || namespace === otherNamespace);
}

type Found = Pick<PartName, "name" | "path" | "at">;

function namesAt({ kindName, node }: Resource, { kinds, path, inside }: PartSite): readonly Found[] {
  if (!kinds.includes(kindName)) return [];
  const all = /\.\*\*?$/.exec(path)?.[0];
  const steps = stepsOf(all === undefined ? path : path.slice(0, -all.length));
  const found = nodesAt(node, steps, []);
  if (all === ".*") return found.flatMap(({ node: map, path: at }) => keysOf(map, at));
  const scalars = all === ".**" ? found.flatMap(({ node: top, path: at }) => scalarsBelow(top, at)) : found;
  return scalars.flatMap(({ node: scalar, path: at }) => {
    if (scalar.kind !== "scalar" || typeof scalar.value !== "string" || scalar.value === "") return [];
    if (inside) return namesInside(scalar, inside).map(name => ({ ...name, path: at }));
    return scalar.value.includes("{{") ? [] : [{ name: scalar.value, path: at, at: lettersOf(scalar, scalar.value) }];
  });
}

function keysOf(map: SourceNode, path: Path): readonly Found[] {
  if (map.kind !== "map" || map.original) return [];
  return map.entries
    .filter(({ merged }) => !merged)
    .map(({ key }) => ({ name: String(key.value), path: [...path, String(key.value)], at: lettersOf(key, String(key.value)) }));
}

function scalarsBelow(node: SourceNode, path: Path): readonly { readonly node: SourceNode; readonly path: Path }[] {
  if (node.original) return [];
  if (node.kind === "scalar") return [{ node, path }];
  if (node.kind === "list") return node.items.flatMap((item, i) => scalarsBelow(item, [...path, i]));
  return node.entries.flatMap(({ key, value, merged }) => (merged ? [] : scalarsBelow(value, [...path, String(key.value)])));
}

function namesInside(scalar: ScalarNode, pattern: RegExp): readonly Pick<Found, "name" | "at">[] {
  if (!scalar.raw.includes("{{")) return [];
  return [...scalar.raw.matchAll(pattern)].map(found => {
    const name = found[1] ?? "";
    const start = scalar.at.start + found.index + found[0].lastIndexOf(name);
    return { name, at: { start, end: start + name.length } };
  });
}

/** Where the letters of a name stand; undefined where they are not all written here. */
export function lettersOf(node: SourceNode, name: string): Span | undefined {
  // What an alias shows stands elsewhere, and perhaps for other things too.
  if (node.kind !== "scalar" || node.original) return undefined;
  const inside = node.raw.indexOf(name);
  if (inside < 0 || inside > 1) return undefined;
  const start = node.at.start + inside;
  return { start, end: start + name.length };
}

/** The value of the node that a name belongs to: of a definition, the item that it names. */
export function itemOf({ path }: PartName, { node }: Resource): SourceNode | undefined {
  return nodeAt(node, ...path.slice(0, -1));
}
