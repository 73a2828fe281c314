import type { Entry, SourceNode } from "./nodes.ts";
import { behindSpaces, type Reading, unusual } from "./plain-reading.ts";

const [ampersand, asterisk] = [38, 42];
// What people call anchors; the library knows what else could be in such a name.
const name = /[\w.-]+(?=[ \n,\]}]|$)/y;

/** The name of an anchor whose `&` stands at a place, and where what it names begins, or the line ends; undefined where there is none. */
export function anchorAt(reading: Reading, at: number): { readonly name: string; readonly behind: number } | undefined {
  if (reading.text.charCodeAt(at) !== ampersand) return undefined;
  const found = nameAt(reading, at + 1);
  return { name: found, behind: behindSpaces(reading.text, at + 1 + found.length) };
}

/** The node that is named, kept for its aliases. */
export function anchored<T extends SourceNode>(reading: Reading, anchor: { readonly name: string } | undefined, node: T): T {
  if (anchor) reading.anchors.set(anchor.name, node);
  return node;
}

/** Does an alias begin with this character? */
export function isAlias(code: number): boolean {
  return code === asterisk;
}

/** The node of an alias at a place: the original at the place of the alias; undefined where there is no alias. `after` is then behind it. */
export function aliasAt(reading: Reading, at: number): SourceNode | undefined {
  if (reading.text.charCodeAt(at) !== asterisk) return undefined;
  const found = nameAt(reading, at + 1);
  const target = reading.anchors.get(found);
  if (!target) throw unusual;
  const end = at + 1 + found.length;
  reading.after = behindSpaces(reading.text, end);
  return aliasOf(target, { start: at, end });
}

function nameAt({ text }: Reading, at: number): string {
  name.lastIndex = at;
  const found = name.exec(text)?.[0];
  if (found === undefined) throw unusual;
  return found;
}

/** A node that stands for another one. */
export function aliasOf(target: SourceNode, at: SourceNode["at"]): SourceNode {
  return { ...target, at, original: target.at };
}

/** The entries of a map: those that merge keys bring, unless the map has them itself, and then its own. */
export function withMerged(own: readonly Entry[], merged: readonly Entry[]): readonly Entry[] {
  if (merged.length === 0) return own;
  const names = new Set(own.map(entry => String(entry.key.value)));
  return [...merged.filter(entry => !names.has(String(entry.key.value))), ...own];
}

/** What the value behind a merge key brings. */
export function fromMerge(value: SourceNode): readonly Entry[] {
  const maps = value.kind === "list" ? value.items : [value];
  return maps.flatMap(map => (map.kind === "map" ? map.entries.map(entry => ({ ...entry, merged: map.at })) : []));
}
