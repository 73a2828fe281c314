import type { Json } from "../../../core/base/json.ts";
import { isObject } from "../../../core/base/json.ts";
import type { Schema } from "../generated/schemas.js";
import type { Path } from "./finding.ts";

/**
 * A `oneOf` of our kinds, read for what it means: fields of which exactly one may be there (or none, where `optional`), and fields
 * that each branch asks for.
 */
interface Choice {
  readonly always: readonly string[];
  readonly options: readonly { readonly field: string; readonly inner?: Schema }[];
  readonly optional: boolean;
}

/** What is wrong with an object that has a choice to make, without words. */
export type ChoiceProblem =
  | { readonly kind: "none"; readonly path: Path; readonly options: readonly string[] }
  | { readonly kind: "several"; readonly path: Path; readonly present: readonly string[] }
  | { readonly kind: "missing"; readonly path: Path; readonly fields: readonly string[] }
  | { readonly kind: "unclear"; readonly path: Path };

/** Why no branch, or more than one, of a schema's `oneOf` fits the value at `path`. */
export function choiceProblems(schema: Schema, value: Json, path: Path): ChoiceProblem[] {
  const choice = choiceOf(schema.oneOf ?? []);
  if (choice === undefined || !isObject(value)) return [{ kind: "unclear", path }];
  const problems: ChoiceProblem[] = [];
  const fields = choice.always.filter(field => value[field] === undefined);
  if (fields.length > 0) problems.push({ kind: "missing", path, fields });
  const names = choice.options.map(option => option.field);
  const present = Object.keys(value).filter(field => names.includes(field));
  if (present.length === 0 && !choice.optional) problems.push({ kind: "none", path, options: names });
  if (present.length > 1) problems.push({ kind: "several", path, present });
  const inner = choice.options.find(option => present.length === 1 && option.field === present[0])?.inner;
  if (inner?.properties !== undefined) return [...problems, ...innerProblems(inner, value, path)];
  return problems.length > 0 ? problems : [{ kind: "unclear", path }];
}

/** The chosen branch can ask something of its field's value, again as a choice. A value of a wrong type has a finding of its own. */
function innerProblems(branch: Schema, value: { readonly [key: string]: Json }, path: Path): ChoiceProblem[] {
  return Object.entries(branch.properties ?? {}).flatMap(([field, schema]) => {
    const inner = value[field];
    return schema.oneOf === undefined || !isObject(inner) ? [] : choiceProblems(schema, inner, [...path, field]);
  });
}

function choiceOf(branches: readonly Schema[]): Choice | undefined {
  const chosen = branches.filter(branch => branch.not === undefined);
  const asked = chosen.map(branch => branch.required ?? []);
  const always = (asked[0] ?? []).filter(field => asked.every(fields => fields.includes(field)));
  const options = chosen.map((branch, i) => {
    const [field, ...more] = (asked[i] ?? []).filter(name => !always.includes(name));
    return field === undefined || more.length > 0 ? undefined : { field, inner: branch };
  });
  if (options.length === 0 || !options.every(option => option !== undefined)) return undefined;
  return { always, options, optional: chosen.length < branches.length };
}
