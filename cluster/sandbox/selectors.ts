import { at, objectAt } from "../../core/base/json.ts";
import type { ClusterObject } from "../../core/platforms/platform.ts";

export type Selector = (object: ClusterObject) => boolean;

/** A selector that cannot be read: the words say why. */
export class UnreadableSelector extends Error {}

/** What `fieldSelector` asks for: `metadata.name=checkout,status.phase!=Running`. Throws `UnreadableSelector`. */
export function fieldSelector(text: string): Selector {
  const terms = text
    .split(",")
    .filter(term => term !== "")
    .map(term => {
      const found = /^([\w.-]+)\s*(==|=|!=)\s*(.*)$/.exec(term.trim());
      if (!found) throw new UnreadableSelector(`invalid field selector: ${term}`);
      const [, path = "", operator, value = ""] = found;
      return (object: ClusterObject): boolean => {
        const there = at(object, ...path.split("."));
        return (String(there ?? "") === value) === (operator !== "!=");
      };
    });
  return object => terms.every(term => term(object));
}

/** What `labelSelector` asks for: `app=shop,tier in (web,api),!old`. Throws `UnreadableSelector`. */
export function labelSelector(text: string): Selector {
  // A comma inside parentheses does not end a term.
  const terms = text
    .split(/,(?![^(]*\))/)
    .filter(term => term.trim() !== "")
    .map(term => labelTerm(term.trim()));
  return object => {
    const labels = objectAt(object, "metadata", "labels");
    return terms.every(term => term(key => (typeof labels[key] === "string" ? (labels[key] as string) : undefined)));
  };
}

type LabelTerm = (label: (key: string) => string | undefined) => boolean;

function labelTerm(term: string): LabelTerm {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(term);
  if (set) {
    const [, key = "", operator, values = ""] = set;
    const list = values.split(",").map(value => value.trim());
    return label => list.includes(label(key) ?? "\0") === (operator === "in");
  }
  const equal = /^([^\s!=]+)\s*(==|=|!=)\s*(\S*)$/.exec(term);
  if (equal) {
    const [, key = "", operator, value = ""] = equal;
    return label => (label(key) === value) === (operator !== "!=");
  }
  const exists = /^(!?)\s*([^\s!=()]+)$/.exec(term);
  if (!exists) throw new UnreadableSelector(`unable to parse requirement: ${term}`);
  const [, not, key = ""] = exists;
  return label => (label(key) !== undefined) === (not === "");
}
