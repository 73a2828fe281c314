import type { Span } from "../base/span.ts";
import type { Kind, Reference } from "../kinds/index.ts";
import { entryOf, type MapNode, nodeAt, type Path, type SourceNode, textOf } from "../syntax/nodes.ts";
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
  const { kind } = resource;
  if (!kind || kind.refers.length === 0) return [];
  const found: { readonly order: number; readonly named: Named }[] = [];
  walk(resource.node, branchesOf(kind), resource.node, [], (order, node, parent, path) => {
    const named = nameIn(resource, kind.refers[order], node, parent, path);
    if (named) found.push({ order, named });
  });
  return found.sort((a, b) => a.order - b.order).map(({ named }) => named);
}

function nameIn(resource: Resource, reference: Reference | undefined, node: SourceNode, parent: SourceNode, path: Path): Named | undefined {
  if (!reference || node.kind !== "scalar" || typeof node.value !== "string" || node.value === "" || node.value.includes("{{"))
    return undefined;
  const { group } = reference;
  const to = targetKind(reference, parent);
  const [name = node.value, namespaceInName] = reference.dotted ? node.value.split(".") : [node.value];
  const beside = namespaceOf(reference, resource, parent);
  const namespace = to.startsWith("Cluster") ? undefined : (beside ?? namespaceInName ?? resource.namespace);
  return { name, to, group, namespace, path, at: node.at, loose: reference.loose === true || reference.loose?.includes(to) === true };
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
  if (namespaceAt === undefined) return undefined;
  // The first item of a list stands for all.
  return textOf(resource.node, ...stepsOf(namespaceAt).map(step => (step === items ? 0 : step)));
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

/** The paths of a kind's references, joined where they begin alike, so that a document is walked once and not once for each. */
interface Branches {
  readonly below: Map<Step, Branches>;
  /** The places in the list of references of those that end here. */
  readonly ends: number[];
}

const branchesOfKind = new WeakMap<Kind, Branches>();

function branchesOf(kind: Kind): Branches {
  const known = branchesOfKind.get(kind);
  if (known) return known;
  const root: Branches = { below: new Map(), ends: [] };
  for (const [order, { path }] of kind.refers.entries()) {
    let here = root;
    for (const step of stepsOf(path)) {
      const next: Branches = here.below.get(step) ?? { below: new Map(), ends: [] };
      here.below.set(step, next);
      here = next;
    }
    here.ends.push(order);
  }
  branchesOfKind.set(kind, root);
  return root;
}

type Visit = (order: number, node: SourceNode, parent: SourceNode, path: Path) => void;

function walk(node: SourceNode, { below, ends }: Branches, parent: SourceNode, path: Path, visit: Visit): void {
  for (const order of ends) visit(order, node, parent, path);
  for (const [step, branches] of below) {
    if (step !== items) {
      const child = entryOf(node, step)?.value;
      if (child) walk(child, branches, node, [...path, step], visit);
    } else if (node.kind === "list") for (const [i, item] of node.items.entries()) walk(item, branches, node, [...path, i], visit);
  }
}
