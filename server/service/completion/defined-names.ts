import { parts } from "../../../core/kinds/parts.ts";
import { patternOf } from "../../../core/kinds/words/index.ts";
import { itemsOf, nodeAt, numberOf, type Path, type SourceNode, textOf } from "../../../core/syntax/nodes.ts";
import { itemOf, ownersOf, type PartName, partsIn, partUsedAt } from "../../../core/workspace/parts.ts";
import { namesIn, targetsOf } from "../../../core/workspace/reference.ts";
import type { Resource } from "../../../core/workspace/resource.ts";
import type { Workspace } from "../../../core/workspace/workspace.ts";

/** A name or a number that an object defines for others. */
export interface Defined {
  readonly label: string;
  readonly detail: string;
  readonly likely: boolean;
}

interface Site {
  /** The object as the cursor reads it. */
  readonly resource: Resource;
  readonly path: Path;
  readonly workspace: Workspace;
}

/** What other objects, and other parts of this one, define for the field at a path: routes, subsets, ports, arguments, metrics. */
export function definedFor(resource: Resource, path: Path, workspace: Workspace): readonly Defined[] {
  const pattern = patternOf(path);
  const site: Site = { resource, path, workspace };
  const found = [...namesOfParts(site), ...others.filter(({ at }) => at.test(pattern)).flatMap(({ from }) => from(site))];
  return found.filter(({ label }, i) => found.findIndex(other => other.label === label) === i);
}

/** Are there fields of objects that define something for the fields of this pattern? */
export function definesFor(kindName: string, pattern: string): boolean {
  const uses = parts.flatMap(part => part.uses).filter(({ kinds }) => kinds.includes(kindName));
  return uses.some(({ path }) => path === pattern) || others.some(({ at }) => at.test(pattern));
}

type Source = { readonly at: RegExp; readonly from: (site: Site) => readonly Defined[] };
const others: readonly Source[] = [
  { at: /alb\.servicePort$/, from: servicePorts },
  { at: /^spec\.service\.(port|targetPort)$/, from: containerPorts },
];

/** The names of parts (arguments, routes, …) that the objects define which the field asks, without those that its list has already. */
function namesOfParts({ resource, path, workspace }: Site): readonly Defined[] {
  const used = partUsedAt(resource, path);
  if (!used) return [];
  const list = listAround(resource.node, path);
  const given = new Set(list.map(item => textOf(item) ?? textOf(item, "name")));
  return ownersOf(used, resource, workspace)
    .flatMap(owner => partsIn(owner).map(name => ({ owner, name })))
    .filter(({ name }) => name.defines && name.part === used.part && !given.has(name.name))
    .map(({ owner, name }) => ({ label: name.name, ...detailOf(name, owner) }));
}

function detailOf(name: PartName, owner: Resource): Pick<Defined, "detail" | "likely"> {
  if (name.part.what !== "argument") return { detail: name.part.what, likely: true };
  const item = itemOf(name, owner);
  const needed = nodeAt(item, "value") === undefined && nodeAt(item, "valueFrom") === undefined;
  return { detail: needed ? "has to be given" : "has a default", likely: needed };
}

/** The items of the innermost list that a path leads through, where each has a name of its own: not those of steps, which repeat names. */
function listAround(node: SourceNode, path: Path): readonly SourceNode[] {
  const index = path.findLastIndex(step => typeof step === "number");
  return index < 0 || path.at(index - 1) === "steps" ? [] : itemsOf(node, ...path.slice(0, index));
}

function servicePorts({ resource, path, workspace }: Site): readonly Defined[] {
  const canary = ["spec", "strategy", "canary"] as const;
  const fields: readonly Path[] = [
    [...path.slice(0, -1), "rootService"],
    [...canary, "stableService"],
  ];
  return fields
    .flatMap(field => targetsAt(resource, field, workspace))
    .flatMap(({ node }) => itemsOf(node, "spec", "ports").flatMap(port => numberOf(port, "port") ?? []))
    .map(port => ({ label: String(port), detail: "port of the Service", likely: true }));
}

function containerPorts({ resource, path, workspace }: Site): readonly Defined[] {
  const namesToo = path.at(-1) === "targetPort";
  return targetsAt(resource, ["spec", "targetRef", "name"], workspace)
    .flatMap(({ node }) => itemsOf(node, "spec", "template", "spec", "containers"))
    .flatMap(container => itemsOf(container, "ports"))
    .flatMap(port => [numberOf(port, "containerPort"), namesToo ? textOf(port, "name") : undefined])
    .flatMap(port => (port === undefined ? [] : [{ label: String(port), detail: "port of the container", likely: true }]));
}

/** The objects that the name at a path of a resource stands for. */
function targetsAt(resource: Resource, path: Path, workspace: Workspace): readonly Resource[] {
  const whole = path.join("\n");
  return namesIn(resource)
    .filter(name => name.path.join("\n") === whole)
    .flatMap(name => targetsOf(name, workspace, resource).slice(0, 1));
}
