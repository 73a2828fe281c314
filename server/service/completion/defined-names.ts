import { patternOf } from "../../../core/kinds/words/index.ts";
import { itemsOf, nodeAt, numberOf, type Path, type SourceNode, textOf } from "../../../core/syntax/nodes.ts";
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
  const found = sources.filter(({ at }) => at.test(pattern)).flatMap(({ from }) => from({ resource, path, workspace }));
  return found.filter(({ label }, i) => found.findIndex(other => other.label === label) === i);
}

/** Are there fields of objects that define something for the fields of this pattern? */
export function definesFor(pattern: string): boolean {
  return sources.some(({ at }) => at.test(pattern));
}

const sources: readonly { readonly at: RegExp; readonly from: (site: Site) => readonly Defined[] }[] = [
  { at: /istio\.virtualServices?(\[\])?\.routes\[\]$/, from: routesOfVirtualService },
  { at: /istio\.destinationRule\.(canary|stable)SubsetName$/, from: subsets },
  { at: /steps\[\]\.set(Header|Mirror)Route\.name$/, from: managedRoutes },
  { at: /alb\.servicePort$/, from: servicePorts },
  { at: /^spec\.service\.(port|targetPort)$/, from: containerPorts },
  { at: /analysis\.args\[\]\.name$/i, from: argumentsOfTemplates },
  { at: /(dryRun|measurementRetention)\[\]\.metricName$/, from: metrics },
];

function routesOfVirtualService({ resource, path, workspace }: Site): readonly Defined[] {
  const given = new Set(itemsOf(resource.node, ...path.slice(0, -1)).map(route => textOf(route)));
  return targetsAt(resource, [...path.slice(0, -2), "name"], workspace)
    .flatMap(({ node }) => textsAt(itemsOf(node, "spec", "http"), "name"))
    .filter(label => !given.has(label))
    .map(label => ({ label, detail: "route", likely: true }));
}

function subsets({ resource, path, workspace }: Site): readonly Defined[] {
  const rules = targetsAt(resource, [...path.slice(0, -1), "name"], workspace);
  return rules
    .flatMap(({ node }) => textsAt(itemsOf(node, "spec", "subsets"), "name"))
    .map(label => ({ label, detail: "subset", likely: true }));
}

function managedRoutes({ resource: { node } }: Site): readonly Defined[] {
  const routes = itemsOf(node, "spec", "strategy", "canary", "trafficRouting", "managedRoutes");
  return textsAt(routes, "name").map(label => ({ label, detail: "managed route", likely: true }));
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

function argumentsOfTemplates({ resource, path, workspace }: Site): readonly Defined[] {
  const use = path.slice(0, -3);
  const given = new Set(itemsOf(resource.node, ...use, "args").map(arg => textOf(arg, "name")));
  return templatesOf(resource, use, workspace)
    .flatMap(({ node }) => itemsOf(node, "spec", "args"))
    .flatMap(arg => {
      const label = textOf(arg, "name");
      if (label === undefined || given.has(label)) return [];
      const needed = nodeAt(arg, "value") === undefined && nodeAt(arg, "valueFrom") === undefined;
      return [{ label, detail: needed ? "has to be given" : "has a default", likely: needed }];
    });
}

function metrics({ resource, path, workspace }: Site): readonly Defined[] {
  const use = path.slice(0, -3);
  const nodes = [
    ...itemsOf(resource.node, ...use, "metrics"),
    ...templatesOf(resource, use, workspace).flatMap(({ node }) => itemsOf(node, "spec", "metrics")),
  ];
  return textsAt(nodes, "name").map(label => ({ label, detail: "metric", likely: true }));
}

/** The templates that a use of them names. */
function templatesOf(resource: Resource, use: Path, workspace: Workspace): readonly Resource[] {
  return itemsOf(resource.node, ...use, "templates").flatMap((_, i) =>
    targetsAt(resource, [...use, "templates", i, "templateName"], workspace),
  );
}

/** The objects that the name at a path of a resource stands for. */
function targetsAt(resource: Resource, path: Path, workspace: Workspace): readonly Resource[] {
  const whole = path.join("\n");
  return namesIn(resource)
    .filter(name => name.path.join("\n") === whole)
    .flatMap(name => targetsOf(name, workspace, resource).slice(0, 1));
}

function textsAt(nodes: readonly SourceNode[], field: string): readonly string[] {
  return nodes.flatMap(node => textOf(node, field) ?? []);
}
