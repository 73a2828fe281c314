import type { Place } from "../../core/base/span.ts";
import type { SourceFile } from "../../core/syntax/file.ts";
import { type Named, namesIn, targetsOf } from "../../core/workspace/reference.ts";
import { isFromCluster, placeAt, placeFor, type Resource } from "../../core/workspace/resource.ts";
import { resourceAt, type Workspace } from "../../core/workspace/workspace.ts";
import { partAt, partDefinitions } from "./part-names.ts";

/** A name and the objects that it stands for. */
export interface Definition {
  /** The name, in the file that was asked about. */
  readonly origin: Place;
  readonly targets: readonly Place[];
}

/** Where the object is written that the name at an offset stands for. */
export function definitionAt(file: SourceFile, offset: number, workspace: Workspace): Definition | undefined {
  const found = nameAt(file, offset);
  if (!found) return partDefinition(file, offset, workspace);
  const { resource, name } = found;
  const targets = targetsOf(name, workspace, file).filter(target => !isFromCluster(target));
  return {
    origin: { uri: file.uri, start: resource.start + name.at.start, end: resource.start + name.at.end },
    targets: targets.map(placeOfName),
  };
}

/** Where the part of an object is defined that the name at an offset uses. */
function partDefinition(file: SourceFile, offset: number, workspace: Workspace): Definition | undefined {
  const placed = partAt(file, offset);
  if (!placed?.name.at || placed.name.defines) return undefined;
  const targets = partDefinitions(placed, workspace).flatMap(({ resource, name }) =>
    name.at && !isFromCluster(resource) ? [placeFor(resource, name.at)] : [],
  );
  return { origin: placeFor(placed.resource, placed.name.at), targets };
}

/** The name of another object at an offset of a file. */
export function nameAt(file: SourceFile, offset: number): { readonly resource: Resource; readonly name: Named } | undefined {
  const resource = resourceAt(file, offset);
  if (!resource) return undefined;
  const here = offset - resource.start;
  const name = namesIn(resource).find(({ at }) => at.start <= here && here <= at.end);
  return name && { resource, name };
}

/** The place of an object's own name, or of its kind where it has none. */
export function placeOfName(resource: Resource): Place {
  return placeAt(resource, resource.name === undefined ? ["kind"] : ["metadata", "name"], "value");
}
