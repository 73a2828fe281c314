import { at, isObject } from "../../../core/base/json.ts";
import { nearest } from "../../../core/base/nearest.ts";
import type { Path, StructuralFinding, Subject } from "./finding.ts";
import { homeOf, schemaAt } from "./schema-place.ts";
import { called, listed } from "./words.ts";

/** A finding, and the field of the same object that the author most likely meant: that one is then not missing as well. */
export type UnknownField = StructuralFinding & { readonly meant?: string };

/** With more fields than this a list of them is no help; completion is. */
const fewFields = 6;

/** A field that the kind does not have at this place: misspelt, at the wrong indentation, or made up. */
export function unknownField({ kind, seen }: Subject, path: Path, field: string): UnknownField {
  const known = Object.keys(schemaAt(kind, path)?.properties ?? {});
  const object = at(seen, ...path);
  const free = known.filter(name => !isObject(object) || object[name] === undefined);
  const finding = { path: [...path, field], target: "key", code: "schema/unknown-field" } as const;
  const start = `Unknown field \`${field}\`: the API server drops it without a word, or refuses it when asked to be strict.`;

  const meant = nearest(field, free);
  if (meant !== undefined) {
    return { ...finding, message: `${start} Did you mean \`${meant}\`?`, suggestion: { text: meant, replaces: "key" }, meant };
  }
  const home = homeOf(kind, path, field);
  // Where the field is there already, this one is one too many.
  if (home !== undefined && at(seen, ...home, field) === undefined) {
    const message = `${start} ${placed(home, path)}`;
    const below = home.length > path.length ? home[path.length] : undefined;
    return typeof below === "string" ? { ...finding, message, meant: below } : { ...finding, message };
  }
  if (known.length === 0) return { ...finding, message: `${start} ${called(path)} takes no fields. Remove it.` };
  if (known.length > fewFields) return { ...finding, message: `${start} Remove it.` };
  return { ...finding, message: `${start} ${path.length === 0 ? "The document" : called(path)} takes ${listed(known, "and")}.` };
}

function placed(home: Path, path: Path): string {
  if (home.length === 0) return "It belongs at the top of the document.";
  const below = home.length > path.length && path.every((step, i) => home[i] === step);
  return `It belongs in ${called(home)}${below ? ", further to the right" : ""}.`;
}
