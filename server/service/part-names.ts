import { touches } from "../../core/base/span.ts";
import type { SourceFile } from "../../core/syntax/file.ts";
import { isAmbiguous, ownersOf, type PartName, partsIn } from "../../core/workspace/parts.ts";
import type { Resource } from "../../core/workspace/resource.ts";
import { everything, resourceAt, type Workspace } from "../../core/workspace/workspace.ts";

/** The name of a part of an object (an argument, a route, …), and the object that it is written in. */
export interface PlacedPart {
  readonly resource: Resource;
  readonly name: PartName;
}

/** All names that stand for one part: what defines it, what uses it, and the objects that have it. */
export interface Family {
  readonly members: readonly PlacedPart[];
  readonly owners: ReadonlySet<Resource>;
  /** Some of its names could stand for another object as well. */
  readonly ambiguous: boolean;
}

/** The name of a part at an offset of a file. */
export function partAt(file: SourceFile, offset: number): PlacedPart | undefined {
  const resource = resourceAt(file, offset);
  if (!resource) return undefined;
  const name = partsIn(resource).find(({ at }) => at && touches(at, offset - resource.start));
  return name && { resource, name };
}

/** The definitions of the part that a name stands for. */
export function partDefinitions({ resource, name }: PlacedPart, workspace: Workspace): readonly PlacedPart[] {
  return ownersOf(name, resource, workspace).flatMap(owner =>
    partsIn(owner)
      .filter(other => other.defines && other.part === name.part && other.name === name.name)
      .map(other => ({ resource: owner, name: other })),
  );
}

/**
 * Everything that has to have the same name as the part that a name stands for. One value can be given to two templates at once: then
 * both arguments are one.
 */
export function familyOf({ resource, name }: PlacedPart, workspace: Workspace): Family {
  return familyNamed(name, name.name, new Set(ownersOf(name, resource, workspace)), workspace);
}

/** The same of another name that these objects could have. */
export function familyNamed({ part }: PartName, called: string, first: ReadonlySet<Resource>, workspace: Workspace): Family {
  const alike = everything(workspace).flatMap(resource =>
    partsIn(resource)
      .filter(name => name.part === part && name.name === called)
      .map(name => ({ resource, name, owners: ownersOf(name, resource, workspace) })),
  );
  const owners = new Set(first);
  const members = new Set<(typeof alike)[number]>();
  for (let size = -1; size < members.size; ) {
    size = members.size;
    for (const member of alike) {
      if (members.has(member) || !member.owners.some(owner => owners.has(owner))) continue;
      members.add(member);
      for (const owner of member.owners) owners.add(owner);
    }
  }
  return {
    // What defines it comes first.
    members: [...members].toSorted((a, b) => Number(b.name.defines) - Number(a.name.defines)),
    owners,
    ambiguous: [...members].some(({ resource, name }) => isAmbiguous(name, resource, workspace)),
  };
}
