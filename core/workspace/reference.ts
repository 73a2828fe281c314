import type { Span } from "../base/span.ts";
import type { Reference } from "../kinds/index.ts";
import { type MapNode, nodeAt, type Path, type SourceNode, textOf } from "../syntax/nodes.ts";
import type { Resource } from "./resource.ts";
import { meant, named, type Workspace } from "./workspace.ts";

/** A name that is written in a resource and stands for another object. */
export interface Named {
  readonly name: string;
  /** The kind of the other object. */
  readonly to: string;
  /** Its group, where kinds of several groups are called so. */
  readonly group: string | undefined;
  /** Where the other object is looked for; undefined where it has no namespace, or any will do. */
  readonly namespace: string | undefined;
  readonly path: Path;
  readonly at: Span;
  /** It may well stand for what no file has. */
  readonly loose: boolean;
}

/** The names in a resource that stand for other objects, by its kind's references. Templates of names (`{{ … }}`) are none yet. */
export function namesIn(resource: Resource): readonly Named[] {
  const known = namesOfObject.get(resource.node);
  if (known) return known;
  const found = readNames(resource);
  namesOfObject.set(resource.node, found);
  return found;
}

// All that they depend on is in the object itself, which outlives a keystroke elsewhere in its file.
const namesOfObject = new WeakMap<MapNode, readonly Named[]>();

function readNames(resource: Resource): readonly Named[] {
  return (resource.kind?.refers ?? []).flatMap(reference =>
    nodesAt(resource.node, stepsOf(reference.path), []).flatMap(({ node, parent, path }) => {
      if (node.kind !== "scalar" || typeof node.value !== "string" || node.value === "" || node.value.includes("{{")) return [];
      const to = targetKind(reference, parent);
      const [name = node.value, namespaceInName] = reference.dotted ? node.value.split(".") : [node.value];
      const beside = namespaceOf(reference, resource, parent);
      const namespace = to.startsWith("Cluster") ? undefined : (beside ?? namespaceInName ?? resource.namespace);
      return [
        {
          name,
          to,
          group: reference.group,
          namespace,
          path,
          at: node.at,
          loose: reference.loose === true || reference.loose?.includes(to) === true,
        },
      ];
    }),
  );
}

/** The objects of the workspace that a name in a file stands for, the likeliest first. */
export function targetsOf(
  { to, group, name, namespace }: Named,
  workspace: Workspace,
  from: { readonly uri: string },
): readonly Resource[] {
  return named(workspace, to, name, namespace, from.uri, group);
}

/** The one that is meant; undefined where there is none, or no telling which. */
export function targetOf(
  { to, group, name, namespace }: Named,
  workspace: Workspace,
  from: { readonly uri: string },
): Resource | undefined {
  return meant(workspace, to, name, namespace, from.uri, group);
}

/** The reference that a value at this path of a kind would be, with the kind that it would name. */
export function referenceAt(resource: Resource, path: Path): { readonly reference: Reference; readonly to: string } | undefined {
  const reference = (resource.kind?.refers ?? []).find(known => fits(stepsOf(known.path), path));
  if (!reference) return undefined;
  const parent = nodeAt(resource.node, ...path.slice(0, -1));
  return { reference, to: targetKind(reference, parent) };
}

/** The namespace that is written beside the name, or at a place of its own. */
function namespaceOf({ namespaceFrom, namespaceAt }: Reference, resource: Resource, parent: SourceNode): string | undefined {
  if (namespaceFrom !== undefined) return textOf(parent, namespaceFrom);
  const [found] = namespaceAt === undefined ? [] : nodesAt(resource.node, stepsOf(namespaceAt), []);
  return found?.node.kind === "scalar" && typeof found.node.value === "string" ? found.node.value : undefined;
}

function targetKind({ to, unless, kindFrom }: Reference, parent: SourceNode | undefined): string {
  const sibling = unless && nodeAt(parent, unless.sibling);
  if (unless && sibling?.kind === "scalar" && sibling.value === true) return unless.to;
  return (kindFrom && textOf(parent, kindFrom)) || to;
}

/** A step of a reference's path: a key, or every item of a list. */
export type Step = string | typeof items;
const items = Symbol("every item");

const knownPaths = new Map<string, readonly Step[]>();

/** `spec.steps[].plugins."a/b.c".name` as keys and lists. */
export function stepsOf(path: string): readonly Step[] {
  const known = knownPaths.get(path);
  if (known) return known;
  const steps = [...path.matchAll(/"([^"]*)"|\[\]|([^.[\]"]+)/g)].map(
    ([whole, quoted, plain]): Step => (whole === "[]" ? items : (quoted ?? plain ?? "")),
  );
  knownPaths.set(path, steps);
  return steps;
}

/** Do the steps lead to this path? */
export function fits(steps: readonly Step[], path: Path): boolean {
  return steps.length === path.length && steps.every((step, i) => (step === items ? typeof path[i] === "number" : step === path[i]));
}

/** A node that steps lead to. */
export interface Found {
  readonly node: SourceNode;
  readonly parent: SourceNode;
  readonly path: Path;
}

/** Every node that steps lead to. */
export function nodesAt(node: SourceNode, [step, ...rest]: readonly Step[], path: Path, parent: SourceNode = node): readonly Found[] {
  if (step === undefined) return [{ node, parent, path }];
  if (step === items) return node.kind === "list" ? node.items.flatMap((item, i) => nodesAt(item, rest, [...path, i], node)) : [];
  const child = nodeAt(node, step);
  return child ? nodesAt(child, rest, [...path, step], node) : [];
}
