import { patternOf, wordsFor } from "../../../core/kinds/words/index.ts";
import { stepKinds } from "../../../core/platforms/argo-rollouts/read.ts";
import type { Path } from "../../../core/syntax/nodes.ts";
import { fieldDocumentation } from "../field-documentation.ts";
import type { Schema, SchemaKind } from "../generated/schemas.js";
import { typeWords } from "../schema-words.ts";
import { flowOf, linesOf, shapeOf } from "./bodies.ts";
import type { Cursor } from "./cursor.ts";
import { type Proposal, ranks } from "./proposal.ts";

/** Fields that the map at the cursor can have, those that it needs first. */
export function keyProposals(kind: SchemaKind, schema: Schema, cursor: Cursor, listIndent: number): readonly Proposal[] {
  const path = cursor.on === "item" ? [...cursor.path, 0] : cursor.path;
  const names = Object.keys(schema.properties ?? {}).filter(
    name => !cursor.siblings.includes(name) && !excluded(path, name, cursor.siblings),
  );
  const required = new Set(schema.required ?? []);
  return names.map(name => {
    const field = schema.properties?.[name];
    const documentation = fieldDocumentation(kind, [...path, name], field);
    return {
      label: name,
      sort: isStep(path) ? "step" : "field",
      detail: typeWords(field),
      documentation,
      insert: inserted(kind, [...path, name], field, cursor, listIndent),
      replace: cursor.replace,
      rank: required.has(name) ? ranks.required : rankOf(kind, [...path, name]),
    };
  });
}

function rankOf(kind: SchemaKind, path: Path): number {
  // `metadata` and `spec` are written before anything else at the top.
  if (path.length === 1) return path[0] === "status" ? ranks.rare : ranks.usual;
  const words = wordsFor(kind, path);
  return words && !words.seldom ? ranks.likely : ranks.rare;
}

function inserted(kind: SchemaKind, path: Path, field: Schema | undefined, cursor: Cursor, listIndent: number): string {
  const name = String(path.at(-1));
  if (cursor.colon) return name;
  const shape = shapeOf(kind, path, field);
  const lead = cursor.space ? " " : "";
  if (cursor.flow) return `${lead}${name}: ${flowOf(shape)}`;
  const pad = " ".repeat(cursor.indent);
  return lead + (cursor.on === "item" ? "- " : "") + linesOf(name, shape, listIndent).join(`\n${pad}`);
}

/** Fields that cannot stand beside those that are there. */
function excluded(path: Path, name: string, siblings: readonly string[]): boolean {
  return oneOf.some(
    ({ at, fields }) => at.test(patternOf(path)) && fields.includes(name) && siblings.some(sibling => fields.includes(sibling)),
  );
}

/** Places where one of several fields is wanted. */
const oneOf: readonly { readonly at: RegExp; readonly fields: readonly string[] }[] = [
  { at: /\.canary\.steps\[\]$/, fields: stepKinds },
  { at: /^spec\.strategy$/, fields: ["canary", "blueGreen"] },
  { at: /^spec\.analysis$/, fields: ["iterations", "stepWeight", "stepWeights"] },
];

function isStep(path: Path): boolean {
  return /\.canary\.steps\[\]$/.test(patternOf(path));
}
