import { count, listed } from "../../core/base/figures.ts";
import type { Place } from "../../core/base/span.ts";
import type { SourceFile } from "../../core/syntax/file.ts";
import { nodeAt, type SourceNode } from "../../core/syntax/nodes.ts";
import { lettersOf } from "../../core/workspace/parts.ts";
import { isFromCluster, placeFor, type Resource } from "../../core/workspace/resource.ts";
import { named, type Workspace } from "../../core/workspace/workspace.ts";
import { partAt } from "./part-names.ts";
import { renameablePart, renamePart } from "./part-rename.ts";
import { definitionsOf, type Meant, meantAt, usesOf } from "./references.ts";
import type { PlacedEdit, Refusal, Renameable } from "./rename-answers.ts";

/** Can the name at an offset be changed, and what is it now? */
export function renameableAt(file: SourceFile, offset: number, workspace: Workspace): Renameable | Refusal {
  const meant = meantAt(file, offset);
  const part = meant ? undefined : partAt(file, offset);
  if (part) return renameablePart(part, workspace);
  if (!meant)
    return {
      refused:
        "Only names can be renamed: put the cursor on `metadata.name`, on a name that refers to it, or on the name of an argument, a metric, a route or a subset.",
    };
  const why = unsafe(meant, workspace);
  if (why !== undefined) return { refused: why };
  const at = letters(meant.resource, meant.node, meant.name);
  return at ? { at, name: meant.name } : { refused: notPlain(meant.name) };
}

/** The edits that give an object another name, in every file that names it. */
export function renameAt(file: SourceFile, offset: number, workspace: Workspace, newName: string): readonly PlacedEdit[] | Refusal {
  const found = renameableAt(file, offset, workspace);
  const meant = meantAt(file, offset);
  const part = meant ? undefined : partAt(file, offset);
  if (part) return renamePart(part, workspace, newName);
  if ("refused" in found || !meant) return "refused" in found ? found : { refused: notPlain(newName) };
  if (newName === meant.name) return [];
  const form = wrongForm(newName);
  if (form !== undefined) return { refused: form };
  if (named(workspace, meant.kindName, newName, meant.namespace, meant.resource.uri).length > 0)
    return { refused: `There is a ${meant.kindName} \`${newName}\` already, and both would be one. Choose another name.` };
  const definitions = definitionsOf(meant, workspace).map(resource => ({ resource, node: nodeAt(resource.node, "metadata", "name") }));
  const uses = usesOf(meant, workspace).map(({ resource, name }) => ({ resource, node: nodeAt(resource.node, ...name.path) }));
  const places = [...definitions, ...uses].map(({ resource, node }) => node && letters(resource, node, meant.name));
  // Half a rename is worse than none.
  if (places.includes(undefined)) return { refused: notPlain(meant.name) };
  return distinct(places.filter(place => place !== undefined)).map(at => ({ at, text: newName }));
}

/** Why the name of what is meant cannot be changed safely. */
function unsafe(meant: Meant, workspace: Workspace): string | undefined {
  const { kindName, name } = meant;
  const definitions = definitionsOf(meant, workspace);
  const written = definitions.filter(found => !isFromCluster(found));
  if (definitions.length === 0)
    return `The ${kindName} \`${name}\` is in no file of this workspace, so its own name would stay as it is. Open the folder that has it.`;
  if (written.length === 0) return `The ${kindName} \`${name}\` is in the cluster and in no file, and objects there keep their names.`;
  if (written.length > 1)
    return `The ${kindName} \`${name}\` is written ${count(written.length, "time")}: in ${filesOf(written)}. Which of them is meant cannot be told.`;
  if (written[0]?.templated === true)
    return `The ${kindName} \`${name}\` is made by a template, which may make its name too. Rename it by hand.`;
  return undefined;
}

function filesOf(resources: readonly Resource[]): string {
  // With its folder, since an overlay often has the file names of its base.
  const names = resources.map(({ uri }) => uri.split("/").slice(-2).join("/"));
  return listed([...new Set(names)]);
}

/** Kubernetes lets some kinds have dots and 253 letters; what is a DNS label is right for all of them. */
function wrongForm(name: string): string | undefined {
  if (name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) return undefined;
  return "The API server refuses such a name. Use up to 63 lower-case letters, digits and `-`, with a letter or digit at both ends.";
}

function notPlain(name: string): string {
  return `\`${name}\` is not written out at every place that names it (an alias, or escapes in quotes). Rename it by hand.`;
}

/** Where the letters of a name stand in the file; undefined where they are not all written here. */
function letters(resource: Resource, node: SourceNode, name: string): Place | undefined {
  const at = lettersOf(node, name);
  return at && placeFor(resource, at);
}

function distinct(places: readonly Place[]): readonly Place[] {
  const seen = new Set<string>();
  return places.filter(({ uri, start }) => !seen.has(`${start} ${uri}`) && seen.add(`${start} ${uri}`));
}
