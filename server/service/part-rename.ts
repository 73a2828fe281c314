import { ownersOf, partsIn } from "../../core/workspace/parts.ts";
import { isFromCluster, placeFor } from "../../core/workspace/resource.ts";
import { resourcesIn, type Workspace } from "../../core/workspace/workspace.ts";
import { type Family, familyNamed, familyOf, type PlacedPart } from "./part-names.ts";
import type { PlacedEdit, Refusal, Renameable } from "./rename-answers.ts";

/** Can the name of a part be changed, and what is it now? */
export function renameablePart(placed: PlacedPart, workspace: Workspace): Renameable | Refusal {
  const refused = unsafe(placed, familyOf(placed, workspace));
  const { name, resource } = placed;
  if (refused !== undefined || !name.at) return { refused: refused ?? notPlain(placed) };
  return { at: placeFor(resource, name.at), name: name.name };
}

/** The edits that give a part another name wherever it is called by it. */
export function renamePart(placed: PlacedPart, workspace: Workspace, newName: string): readonly PlacedEdit[] | Refusal {
  const family = familyOf(placed, workspace);
  const refused = unsafe(placed, family) ?? wrongName(placed, family, newName, workspace);
  if (refused !== undefined) return { refused };
  if (newName === placed.name.name) return [];
  const edits = new Map<string, PlacedEdit>();
  for (const { resource, name } of family.members) {
    if (!name.at) return { refused: notPlain(placed) };
    const at = placeFor(resource, name.at);
    edits.set(`${at.start} ${at.uri}`, { at, text: newName });
  }
  return [...edits.values()];
}

function unsafe({ name: { part, name } }: PlacedPart, { members, ambiguous }: Family): string | undefined {
  const called = `The ${part.what} \`${name}\``;
  if (!members.some(member => member.name.defines))
    return `${called} is defined in no file of this workspace, so its definition would keep its name. Open the folder that has it.`;
  if (members.some(({ resource }) => isFromCluster(resource)))
    return `${called} is in the cluster as well, and names there stay as they are. Rename it by hand.`;
  if (members.some(({ resource }) => resource.templated))
    return `${called} is named in a template, which may make its name too. Rename it by hand.`;
  if (ambiguous) return `${called} belongs to an object that is written more than once. Which of them is meant cannot be told.`;
  return undefined;
}

function wrongName({ name }: PlacedPart, family: Family, newName: string, workspace: Workspace): string | undefined {
  const { what, form, formInWords } = name.part;
  if (!form.test(newName)) return `This is no name for ${article(what)} ${what}. Use ${formInWords}.`;
  if (newName === name.name) return undefined;
  if (familyNamed(name, newName, family.owners, workspace).members.length > 0)
    return `There is ${article(what)} ${what} \`${newName}\` already, and both would be one. Choose another name.`;
  const pattern = patternsOf(name, family, workspace).find(text => text !== name.name && fits(text, name.name) !== fits(text, newName));
  if (pattern !== undefined)
    return `The pattern \`${pattern}\` fits only one of \`${name.name}\` and \`${newName}\`, so it would mean something else. Change it first.`;
  return undefined;
}

/** What stands in the same objects where a pattern may: a plain name fits longer names too. */
function patternsOf({ part }: PlacedPart["name"], { owners }: Family, workspace: Workspace): readonly string[] {
  const found = new Set<string>();
  for (const file of workspace.files.values())
    for (const resource of resourcesIn(file))
      for (const other of partsIn(resource))
        if (other.part === part && other.site.pattern && ownersOf(other, resource, workspace).some(owner => owners.has(owner)))
          found.add(other.name);
  return [...found];
}

/** As Argo Rollouts does: anywhere in the name. Source: argoproj/argo-rollouts utils/analysis/helpers.go. */
function fits(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return false;
  }
}

function notPlain({ name: { name } }: PlacedPart): string {
  return `\`${name}\` is not written out at every place that names it (an alias, or escapes in quotes). Rename it by hand.`;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? "an" : "a";
}
