import { apiVersionOf, groupOf, type Kind, kinds } from "../../../core/kinds/index.ts";
import { textOf } from "../../../core/syntax/nodes.ts";
import { placeholder } from "./bodies.ts";
import type { Cursor } from "./cursor.ts";
import { type Proposal, ranks } from "./proposal.ts";

const fields = ["apiVersion", "kind"] as const;

// A document with another key at its top is no object of Kubernetes.
const topOfAnObject = new Set(["apiVersion", "kind", "metadata", "spec", "status"]);

/** `apiVersion` and `kind` of the kinds that we know, those of the platforms first, in a document that says one of them at most. */
export function headProposals(cursor: Cursor): readonly Proposal[] {
  if (cursor.on === "key") return headKeys(cursor);
  const [field] = cursor.path;
  if (cursor.on !== "value" || cursor.path.length !== 1) return [];
  return fields
    .filter(known => known === field)
    .flatMap(known => fitting(known, cursor))
    .map(({ label, detail, rank }) => ({
      label,
      detail,
      sort: "value",
      insert: (cursor.space ? " " : "") + label,
      replace: cursor.replace,
      rank,
    }));
}

function headKeys(cursor: Cursor): readonly Proposal[] {
  if (cursor.path.length > 0 || cursor.flow || !cursor.siblings.every(name => topOfAnObject.has(name))) return [];
  // With both the document has a kind, and its schema speaks.
  if (fields.every(field => cursor.siblings.includes(field))) return [];
  return fields
    .filter(field => !cursor.siblings.includes(field))
    .map(field => ({ field, values: fitting(field, cursor).filter(({ rank }) => rank === ranks.likely || cursor.siblings.length > 0) }))
    .map(({ field, values }) => ({ field, values: values.map(({ label }) => label) }))
    .filter(({ values }) => values.length > 0)
    .map(({ field, values }) => ({
      label: field,
      detail: values.length === 1 ? (values[0] ?? "") : "",
      sort: "field",
      insert: cursor.colon ? field : `${field}: ${placeholder(values, 1)}`,
      replace: cursor.replace,
      rank: ranks.required,
    }));
}

interface Fitting extends Pick<Proposal, "label" | "detail" | "rank"> {}

function fitting(field: (typeof fields)[number], cursor: Cursor): readonly Fitting[] {
  const apiVersion = textOf(cursor.root, "apiVersion");
  const kindName = textOf(cursor.root, "kind");
  const rankOf = ({ schema }: Kind): number => (schema === undefined ? ranks.usual : ranks.likely);
  if (field === "kind")
    return kinds
      .filter(kind => apiVersion === undefined || apiVersionsOf(kind).includes(apiVersion) || groupOf(apiVersion) === kind.group)
      .map(kind => ({ label: kind.kind, detail: apiVersionOf(kind), rank: rankOf(kind) }));
  const fits = kinds.filter(kind => kindName === undefined || kindName === kind.kind);
  const ranked = new Map(fits.toReversed().flatMap(kind => apiVersionsOf(kind).map(label => [label, rankOf(kind)] as const)));
  return [...ranked].map(([label, rank]) => ({ label, detail: "", rank }));
}

function apiVersionsOf(kind: Kind): readonly string[] {
  return kind.versions.map(version => apiVersionOf({ ...kind, versions: [version] }));
}
