import { apiVersionOf, kinds } from "../../../core/kinds/index.ts";
import { patternOf } from "../../../core/kinds/words/index.ts";
import { itemsOf, nodeAt, type Path, type SourceNode, textOf } from "../../../core/syntax/nodes.ts";
import { referenceAt } from "../../../core/workspace/reference.ts";
import type { Resource } from "../../../core/workspace/resource.ts";
import { allOf, named, type Workspace } from "../../../core/workspace/workspace.ts";
import type { Schema } from "../generated/schemas.js";
import { allowedValues, schemaDefault } from "../schema-words.ts";
import type { Cursor } from "./cursor.ts";
import { type Proposal, ranks } from "./proposal.ts";

/** What a value can be: names of other objects, the allowed values, and what people usually write. */
export function valueProposals(resource: Resource, schema: Schema | undefined, cursor: Cursor, workspace: Workspace): readonly Proposal[] {
  const texts = [
    ...namesFor(resource, cursor.path, workspace),
    ...argumentNames(resource, cursor, workspace),
    ...routeNames(resource, cursor.path),
  ];
  const allowed = allowedValues(schema);
  const usual = schemaDefault(schema);
  const values: Value[] =
    allowed.length > 0
      ? allowed.map(label => ({
          label,
          detail: label === usual ? "default" : "",
          sort: "value",
          rank: label === usual ? ranks.required : ranks.likely,
        }))
      : usualValues(cursor.path);
  return [...texts, ...values].map(value => asProposal(value, cursor, schema));
}

interface Value extends Pick<Proposal, "label" | "detail" | "sort" | "rank"> {
  /** Not a plain text: written as it is. */
  readonly plain?: true;
}

function asProposal(value: Value, cursor: Cursor, schema: Schema | undefined): Proposal {
  const text = cursor.quoted || value.plain || schema?.type !== "string" ? value.label : quotedWhereNeeded(value.label);
  const { label, detail, sort, rank } = value;
  return { label, detail, sort, rank, insert: (cursor.space ? " " : "") + text.replace(/[\\$}]/g, "\\$&"), replace: cursor.replace };
}

/** A text that YAML 1.1 would take for something else needs quotes. */
function quotedWhereNeeded(text: string): string {
  return /^(true|false|yes|no|on|off|y|n|null|~|[\d.+-][\d_.,:eE+-]*)$/i.test(text) ? JSON.stringify(text) : text;
}

/** Names of the objects that the field can name, those of the same namespace first. */
function namesFor(resource: Resource, path: Path, workspace: Workspace): readonly Value[] {
  const found = referenceAt(resource, path);
  if (!found) return [];
  const seen = new Set<string>();
  return allOf(workspace, found.to).flatMap(({ name, namespace, uri }) => {
    if (name === undefined || name.includes("{{") || seen.has(name)) return [];
    seen.add(name);
    const near = namespace === undefined || resource.namespace === undefined || namespace === resource.namespace;
    const detail = `${found.to}${namespace === undefined ? "" : ` in ${namespace}`} · ${uri.slice(uri.lastIndexOf("/") + 1)}`;
    return [{ label: name, detail, sort: "name" as const, rank: near ? ranks.required : ranks.rare }];
  });
}

/** Arguments of the templates that a use of them names, under `args[].name`. */
function argumentNames(resource: Resource, cursor: Cursor, workspace: Workspace): readonly Value[] {
  if (!/analysis\.args\[\]\.name$|Analysis\.args\[\]\.name$/i.test(patternOf(cursor.path))) return [];
  const use = nodeAt(cursor.root, ...cursor.path.slice(0, -3));
  const given = new Set(itemsOf(use, "args").map(arg => textOf(arg, "name")));
  return itemsOf(use, "templates")
    .flatMap(template => templateArguments(template, resource, workspace))
    .filter(value => !given.has(value.label));
}

function templateArguments(use: SourceNode, resource: Resource, workspace: Workspace): readonly Value[] {
  const name = textOf(use, "templateName");
  const clusterScope = nodeAt(use, "clusterScope");
  const cluster = clusterScope?.kind === "scalar" && clusterScope.value === true;
  const [template] =
    name === undefined
      ? []
      : named(workspace, cluster ? "ClusterAnalysisTemplate" : "AnalysisTemplate", name, cluster ? undefined : resource.namespace);
  return itemsOf(template?.node, "spec", "args").flatMap(arg => {
    const label = textOf(arg, "name");
    const needed = nodeAt(arg, "value") === undefined && nodeAt(arg, "valueFrom") === undefined;
    return label === undefined
      ? []
      : [
          {
            label,
            detail: needed ? "has to be given" : "has a default",
            sort: "name" as const,
            rank: needed ? ranks.required : ranks.usual,
          },
        ];
  });
}

/** Managed routes, for steps that make them. */
function routeNames(resource: Resource, path: Path): readonly Value[] {
  if (!/steps\[\]\.set(Header|Mirror)Route\.name$/.test(patternOf(path))) return [];
  const routes = itemsOf(resource.node, "spec", "strategy", "canary", "trafficRouting", "managedRoutes");
  return routes.flatMap(route => {
    const label = textOf(route, "name");
    return label === undefined ? [] : [{ label, detail: "managed route", sort: "name" as const, rank: ranks.required }];
  });
}

/** What people usually write where a schema allows anything. */
const usualByField: readonly { readonly at: RegExp; readonly values: readonly string[] }[] = [
  { at: /\.pause\.duration$/, values: ["30s", "1m", "5m", "10m", "1h"] },
  { at: /(metrics\[\]|analysis)\.(interval|initialDelay)$/, values: ["10s", "30s", "1m", "5m"] },
  { at: /webhooks\[\]\.timeout$/, values: ["10s", "30s", "1m"] },
  { at: /steps\[\]\.setWeight$/, values: ["5", "10", "20", "50", "100"] },
  { at: /specRef$/, values: ["canary", "stable"] },
  { at: /podTemplateHashValue$/, values: ["Latest", "Stable"] },
  { at: /workloadRef\.scaleDown$/, values: ["never", "onsuccess", "progressively"] },
  { at: /fieldRef\.fieldPath$/, values: ["metadata.name", "metadata.namespace", "metadata.labels['app']"] },
  { at: /^spec\.analysis\.metrics\[\]\.name$/, values: ["request-success-rate", "request-duration"] },
];

function usualValues(path: Path): Value[] {
  const pattern = patternOf(path);
  const { values = [] } = usualByField.find(({ at }) => at.test(pattern)) ?? {};
  return values.map((label, i) => ({ label, detail: "", sort: "value", rank: ranks.likely + i / 100, plain: true }));
}

/** `apiVersion` and `kind` of the kinds that have a schema, in a document that says one of them at most. */
export function headProposals(cursor: Cursor): readonly Proposal[] {
  const [field] = cursor.path;
  if (cursor.on !== "value" || cursor.path.length !== 1) return [];
  const apiVersion = textOf(cursor.root, "apiVersion");
  const kindName = textOf(cursor.root, "kind");
  const ours = kinds.filter(kind => kind.schema !== undefined);
  const fitting =
    field === "kind"
      ? ours
          .filter(kind => apiVersion === undefined || apiVersion.startsWith(`${kind.group}/`))
          .map(kind => ({ label: kind.kind, detail: apiVersionOf(kind) }))
      : field === "apiVersion"
        ? ours.filter(kind => kindName === undefined || kindName === kind.kind).map(kind => ({ label: apiVersionOf(kind), detail: "" }))
        : [];
  const distinct = fitting.filter(({ label }, i) => fitting.findIndex(other => other.label === label) === i);
  return distinct.map(value => asProposal({ ...value, sort: "value", rank: ranks.likely, plain: true }, cursor, undefined));
}
