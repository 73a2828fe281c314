import { groupOf } from "../../../core/kinds/index.ts";
import { patternOf } from "../../../core/kinds/words/index.ts";
import { isSet, nodeAt } from "../../../core/syntax/nodes.ts";
import { referenceAt } from "../../../core/workspace/reference.ts";
import type { Resource } from "../../../core/workspace/resource.ts";
import { allOf, type Workspace } from "../../../core/workspace/workspace.ts";
import type { Schema } from "../generated/schemas.js";
import { allowedValues, schemaDefault } from "../schema-words.ts";
import type { Cursor } from "./cursor.ts";
import { definedFor } from "./defined-names.ts";
import { type Proposal, ranks } from "./proposal.ts";
import { stepIndexOf, weightsAt } from "./weights.ts";

/** What a value can be: names of other objects, the allowed values, and what people usually write. */
export function valueProposals(resource: Resource, schema: Schema | undefined, cursor: Cursor, workspace: Workspace): readonly Proposal[] {
  const texts = [
    ...namesFor(resource, cursor, workspace),
    ...definedFor(resource, cursor.path, workspace).map(
      ({ label, detail, likely }): Value => ({ label, detail, sort: "name", rank: likely ? ranks.required : ranks.usual }),
    ),
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
      : usualValues(cursor);
  return [...texts, ...values].map(value => asProposal(value, cursor, schema));
}

interface Value extends Pick<Proposal, "label" | "detail" | "sort" | "rank"> {
  /** Not a plain text: written as it is. */
  readonly plain?: true;
  /** An entry beside the value that it needs. */
  readonly with?: string;
}

function asProposal(value: Value, cursor: Cursor, schema: Schema | undefined): Proposal {
  const text = cursor.quoted || value.plain || schema?.type !== "string" ? value.label : quotedWhereNeeded(value.label);
  const { label, detail, sort, rank } = value;
  const beside = value.with === undefined ? "" : (cursor.flow ? ", " : `\n${" ".repeat(cursor.keyIndent ?? 0)}`) + value.with;
  const insert = (cursor.space ? " " : "") + text.replace(/[\\$}]/g, "\\$&") + beside;
  return { label, detail, sort, rank, insert, replace: cursor.replace };
}

/** A text that YAML 1.1 would take for something else needs quotes. */
function quotedWhereNeeded(text: string): string {
  return /^(true|false|yes|no|on|off|y|n|null|~|[\d.+-][\d_.,:eE+-]*)$/i.test(text) ? JSON.stringify(text) : text;
}

/** Names of the objects that the field can name: those of the same namespace first, those that another field has to allow last. */
function namesFor(resource: Resource, cursor: Cursor, workspace: Workspace): readonly Value[] {
  const found = referenceAt(resource, cursor.path);
  if (!found) return [];
  const { group } = found.reference;
  const names = namesOf(resource, found.to, workspace, group);
  const { unless } = found.reference;
  const parent = nodeAt(resource.node, ...cursor.path.slice(0, -1));
  const canAdd = !cursor.quoted && (cursor.flow || cursor.keyIndent !== undefined);
  if (!unless || found.to === unless.to || !canAdd || isSet(parent, unless.sibling)) return names;
  const others = namesOf(resource, unless.to, workspace).filter(({ label }) => !names.some(name => name.label === label));
  return [...names, ...others.map(name => ({ ...name, rank: ranks.likely, with: `${unless.sibling}: true` }))];
}

function namesOf(resource: Resource, to: string, workspace: Workspace, group?: string): readonly Value[] {
  const seen = new Set<string>();
  return allOf(workspace, to).flatMap(({ apiVersion, name, namespace, uri }) => {
    if (group !== undefined && groupOf(apiVersion) !== group) return [];
    if (name === undefined || name.includes("{{") || seen.has(name)) return [];
    seen.add(name);
    const near = namespace === undefined || resource.namespace === undefined || namespace === resource.namespace;
    const detail = `${to}${namespace === undefined ? "" : ` in ${namespace}`} · ${uri.slice(uri.lastIndexOf("/") + 1)}`;
    return [{ label: name, detail, sort: "name" as const, rank: near ? ranks.required : ranks.rare }];
  });
}

/** What people usually write where a schema allows anything. */
const usualByField: readonly { readonly at: RegExp; readonly values: readonly string[] }[] = [
  { at: /\.pause\.duration$/, values: ["30s", "1m", "5m", "10m", "1h"] },
  { at: /(metrics\[\]|analysis)\.(interval|initialDelay)$/, values: ["10s", "30s", "1m", "5m"] },
  { at: /webhooks\[\]\.timeout$/, values: ["10s", "30s", "1m"] },
  { at: /steps\[\]\.pause$/, values: ["{}"] },
  { at: /experiment\.duration$/, values: ["5m", "10m", "1h"] },
  { at: /\.(maxSurge|maxUnavailable)$/, values: ["25%", "1", "0"] },
  { at: /specRef$/, values: ["canary", "stable"] },
  { at: /podTemplateHashValue$/, values: ["Latest", "Stable"] },
  { at: /workloadRef\.scaleDown$/, values: ["never", "onsuccess", "progressively"] },
  { at: /fieldRef\.fieldPath$/, values: ["metadata.name", "metadata.namespace", "metadata.labels['app']"] },
  { at: /^spec\.analysis\.metrics\[\]\.name$/, values: ["request-success-rate", "request-duration"] },
];

function usualValues({ path, root }: Cursor): Value[] {
  const pattern = patternOf(path);
  const step = path.at(-1) === "setWeight" ? stepIndexOf(path) : undefined;
  const weights = step === undefined ? undefined : weightsAt(root, step).map(String);
  const { values = [] } = weights ? { values: weights } : (usualByField.find(({ at }) => at.test(pattern)) ?? {});
  return values.map((label, i) => ({ label, detail: "", sort: "value", rank: ranks.likely + i / 100, plain: true }));
}
