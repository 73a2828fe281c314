import { at, isObject } from "../../../core/base/json.ts";
import type { Path, StructuralFinding, Subject } from "./finding.ts";
import { called, listed } from "./words.ts";

/**
 * Fields that an object has to have and has not: one finding for all of them, since one visit to the place repairs it. `options` are
 * fields of which one more is needed. A field that is there without a value has its own finding, at the field.
 */
export function missingFields(subject: Subject, path: Path, fields: readonly string[], options: readonly string[]): StructuralFinding[] {
  const object = at(subject.document, ...path);
  const names = [...new Set(fields)];
  const empty = names.filter(name => isObject(object) && object[name] === null);
  const absent = names.filter(name => !empty.includes(name));
  return [
    ...empty.map(name => withoutValue(subject, path, name)),
    ...(absent.length > 0 ? [notThere(subject, path, absent, options)] : []),
  ];
}

function withoutValue({ kind }: Subject, path: Path, name: string): StructuralFinding {
  return {
    path: [...path, name],
    target: "key",
    code: "schema/required",
    message: `\`${name}\` has no value, so the API server counts it as missing and refuses this ${kind}. Write its value.`,
  };
}

function notThere({ kind }: Subject, path: Path, fields: readonly string[], options: readonly string[]): StructuralFinding {
  const needed = options.length === 0 ? listed(fields, "and") : `${listed(fields, "and")}, and one of ${listed(options, "and")},`;
  const them = fields.length + options.length > 1 ? "them" : "it";
  const where = path.length === 0 ? "" : ` to ${called(path)}`;
  return {
    path,
    target: "key",
    code: "schema/required",
    message: `Without ${needed} the API server refuses this ${kind}. Add ${them}${where}.`,
  };
}
