import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { patternOf } from "../core/kinds/words/index.ts";
import { readFile } from "../core/syntax/file.ts";
import type { Path, SourceNode } from "../core/syntax/nodes.ts";
import { resourcesIn } from "../core/workspace/workspace.ts";
import type { SchemaKind } from "../server/service/generated/schemas.js";
import { hasField, helpAt, schemaKindOf } from "../server/service/validation/schema-place.ts";

const table = path.join(import.meta.dirname, "..", "server", "service", "completion", "field-use.ts");

// A field that hardly anybody uses needs no count to come last.
const least = 2;

/** Kinds that are written alike are counted together, so that the rare ones know what the usual one knows. */
const countedAs: { readonly [kind: string]: string } = { ClusterAnalysisTemplate: "AnalysisTemplate", AnalysisRun: "AnalysisTemplate" };

// What the API server and the controllers write, and nobody types.
const written = new Set(["status", "creationTimestamp", "generation", "resourceVersion", "selfLink", "uid", "managedFields"]);

type FieldUse = { readonly [place: string]: { readonly [field: string]: number } };

/** How many maps of a folder's manifests have each field of our schemas, by kind and place of the map. */
export function fieldUseIn(corpus: string): FieldUse {
  const index = JSON.parse(readFileSync(path.join(corpus, "INDEX.json"), "utf8")) as { readonly file: string; readonly yaml: boolean }[];
  const counts = new Map<string, Map<string, number>>();
  const count = (kind: SchemaKind, node: SourceNode, at: Path): void => {
    if (node.kind === "list") for (const [i, item] of node.items.entries()) count(kind, item, [...at, i]);
    if (node.kind !== "map") return;
    const place = `${countedAs[kind] ?? kind} ${patternOf(at)}`;
    const fields = counts.get(place) ?? new Map<string, number>();
    counts.set(place, fields);
    for (const { key, value } of node.entries) {
      const field = String(key.value);
      if (written.has(field) || !hasField(helpAt(kind, at), field)) continue;
      fields.set(field, (fields.get(field) ?? 0) + 1);
      count(kind, value, [...at, field]);
    }
  };
  for (const { file } of index.filter(({ yaml }) => yaml)) {
    for (const { apiVersion, kindName, node } of resourcesIn(readFile(file, readFileSync(path.join(corpus, file), "utf8")))) {
      const kind = schemaKindOf(apiVersion, kindName);
      if (kind) count(kind, node, []);
    }
  }
  const places = [...counts].map(([place, fields]) => [place, often(fields)] as const);
  // Where there is one field only, there is no order.
  return Object.fromEntries(places.filter(([, fields]) => fields.length > 1).map(([place, fields]) => [place, Object.fromEntries(fields)]));
}

function often(fields: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...fields].filter(([, n]) => n >= least).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

if (import.meta.main) {
  const [corpus = process.env.STEPWISE_CORPUS] = process.argv.slice(2);
  if (corpus === undefined) throw new Error("Name the folder of manifests to count, with an INDEX.json in it.");
  const text = JSON.stringify(fieldUseIn(corpus), undefined, 1);
  await writeFile(
    table,
    `/**
 * How many maps of a few hundred public manifests have each field, by kind and place of the map: what is used most is offered first.
 * Counted by \`scripts/field-use.ts\`. ClusterAnalysisTemplates and AnalysisRuns are counted with AnalysisTemplates.
 */
export const fieldUse: { readonly [place: string]: { readonly [field: string]: number } } = ${text};
`,
  );
}
