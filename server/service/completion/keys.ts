import { kinds } from "../../../core/kinds/index.ts";
import { patternOf, wordsFor } from "../../../core/kinds/words/index.ts";
import type { Path } from "../../../core/syntax/nodes.ts";
import { fieldDocumentation } from "../field-documentation.ts";
import type { Schema, SchemaKind } from "../generated/schemas.js";
import { typeWords } from "../schema-words.ts";
import { schemaAt } from "../validation/index.ts";
import { isExcluded } from "./alternatives.ts";
import { flowOf, linesOf, openPlace, placeholder, type Shape, shapeOf } from "./bodies.ts";
import type { Cursor } from "./cursor.ts";
import { definesFor } from "./defined-names.ts";
import { fieldUse } from "./field-use.ts";
import { type Proposal, ranks } from "./proposal.ts";
import { stepIndexOf, weightsAt } from "./weights.ts";

/** Fields that the map at the cursor can have: those that it needs first, then those that most people write. */
export function keyProposals(kind: SchemaKind, schema: Schema, cursor: Cursor, listIndent: number): readonly Proposal[] {
  const path = cursor.on === "item" ? [...cursor.path, 0] : cursor.path;
  const names = Object.keys(schema.properties ?? {}).filter(
    // A key that is there already may be one too many: whoever stands on it knows that it is.
    name => !cursor.siblings.includes(name) && (name === cursor.written || !isExcluded(kind, path, name, cursor.siblings)),
  );
  const rank = rankIn(kind, path, schema);
  const fitting = names.filter(name => cursor.colon || canHold(schema.properties?.[name], cursor.below));
  return fitting.map(name => {
    const field = schema.properties?.[name];
    const shape = shapeHere(kind, [...path, name], field, cursor);
    return {
      label: name,
      sort: isStep(path) ? "step" : "field",
      detail: typeWords(field),
      documentation: fieldDocumentation(kind, [...path, name], field),
      insert: cursor.colon ? name : written(name, shape, cursor, listIndent),
      replace: cursor.replace,
      rank: rank(name),
      ...(goesOn(kind, [...path, name], shape, cursor) ? { goesOn: true } : {}),
    };
  });
}

function shapeHere(kind: SchemaKind, path: Path, field: Schema | undefined, cursor: Cursor): Shape {
  const step = stepIndexOf(cursor.on === "item" ? [...cursor.path, cursor.index ?? 0] : path);
  return path.at(-1) === "setWeight" && step !== undefined
    ? placeholder([String(weightsAt(cursor.root, step)[0] ?? 100)], 1)
    : shapeOf(kind, path, field);
}

/** Is the first place to fill one where keys or names can be proposed? */
function goesOn(kind: SchemaKind, path: Path, shape: Shape, cursor: Cursor): boolean {
  const open = cursor.colon || cursor.below ? undefined : openPlace(shape);
  if (!open) return false;
  const place = [...path, ...open];
  const schema = schemaAt(kind, place);
  return schema?.properties !== undefined || isNamed(kind, patternOf(place));
}

/** Does a field name something that others define? */
function isNamed(kindName: SchemaKind, pattern: string): boolean {
  return (
    definesFor(kindName, pattern) ||
    kinds.some(({ kind, refers }) => kind === kindName && refers.some(reference => reference.path === pattern))
  );
}

function canHold(field: Schema | undefined, below: Cursor["below"]): boolean {
  const types = [field?.type ?? []].flat();
  if (below === undefined || types.length === 0) return true;
  return below === "map" ? types.includes("object") : below === "list" ? types.includes("array") : !types.includes("object");
}

/** A key with its value, as it goes in at the cursor. */
function written(name: string, shape: Shape, cursor: Cursor, listIndent: number): string {
  const lead = cursor.space ? " " : "";
  // What stands below is the value already.
  if (cursor.below) return `${lead}${cursor.on === "item" ? "- " : ""}${name}:`;
  const flow = `${name}: ${flowOf(shape)}`;
  if (cursor.flow) return lead + (cursor.bare ? `{ ${flow} }` : flow) + (cursor.comma ? "," : "");
  return lead + (cursor.on === "item" ? "- " : "") + linesOf(name, shape, listIndent).join(`\n${" ".repeat(cursor.indent)}`);
}

/** Kinds that are counted with others, since they are written alike. */
const countedAs: { readonly [kind: string]: string } = { ClusterAnalysisTemplate: "AnalysisTemplate", AnalysisRun: "AnalysisTemplate" };

function rankIn(kind: SchemaKind, path: Path, schema: Schema): (name: string) => number {
  const use = fieldUse[`${countedAs[kind] ?? kind} ${patternOf(path)}`] ?? {};
  const most = Math.max(1, ...Object.values(use));
  const required = new Set(schema.required ?? []);
  return name => {
    const seldom = 0.99 * (1 - (use[name] ?? 0) / most);
    if (required.has(name)) return ranks.required + seldom;
    if (use[name] !== undefined) return ranks.likely + seldom;
    const words = wordsFor(kind, [...path, name]);
    return words && !words.seldom ? ranks.usual : ranks.rare;
  };
}

function isStep(path: Path): boolean {
  return /\.canary\.steps\[\]$/.test(patternOf(path));
}
