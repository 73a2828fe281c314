import { fromBase64 } from "../../base/base64.ts";
import { itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import type { Resource } from "../../workspace/resource.ts";
import { named, type Workspace } from "../../workspace/workspace.ts";

/** The arguments that a use of templates gives: values, fields of the Rollout, or which of the two pod hashes. Source: `argo-rollouts.md` 4.1. */
export function givenArguments(node: SourceNode, owner: Resource): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const arg of itemsOf(node, "args")) {
    const from = nodeAt(arg, "valueFrom");
    const path = textOf(from, "fieldRef", "fieldPath");
    given.set(
      textOf(arg, "name") ?? "",
      textOf(from, "podTemplateHashValue") ?? (path === undefined ? scalarText(nodeAt(arg, "value")) : fieldOf(owner, path)) ?? "",
    );
  }
  return given;
}

/** The value that a template's own argument has: the one that is given, its default, or that of a Secret; undefined without any. */
export function argumentOf(
  arg: SourceNode,
  given: ReadonlyMap<string, string>,
  template: Resource,
  workspace: Workspace,
): string | undefined {
  const name = textOf(arg, "name") ?? "";
  const secret = nodeAt(arg, "valueFrom", "secretKeyRef");
  return given.get(name) ?? scalarText(nodeAt(arg, "value")) ?? (secret && secretValue(secret, template, workspace));
}

function scalarText(node: SourceNode | undefined): string | undefined {
  return node?.kind === "scalar" && node.value !== null ? String(node.value) : undefined;
}

/** A field of the Rollout: `metadata.labels['env']`, or a path with dots and indices. (`extractValueFromRollout`) */
function fieldOf(owner: Resource, path: string): string | undefined {
  const quoted = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/.exec(path);
  const keys = quoted ? [...(quoted[1] ?? "").split("."), quoted[2] ?? ""] : path.split(/[.[\]]+/).filter(key => key !== "");
  let node: SourceNode | undefined = owner.node;
  for (const key of keys) node = nodeAt(node, node?.kind === "list" ? Number(key) : key);
  return scalarText(node);
}

function secretValue(from: SourceNode, template: Resource, workspace: Workspace): string | undefined {
  const [secret] = named(workspace, "Secret", textOf(from, "name") ?? "", template.namespace, template.uri);
  const key = textOf(from, "key") ?? "";
  const plain = textOf(secret?.node, "stringData", key);
  const encoded = textOf(secret?.node, "data", key);
  if (plain !== undefined || encoded === undefined) return plain;
  try {
    return fromBase64(encoded);
  } catch {
    // Bytes that are no text are no part of a query.
    return undefined;
  }
}
