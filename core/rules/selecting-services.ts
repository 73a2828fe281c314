import { grouped } from "../base/grouped.ts";
import { entryOf, nodeAt, type SourceNode, textOf } from "../syntax/nodes.ts";
import { namesIn } from "../workspace/reference.ts";
import { isFromCluster, type Resource } from "../workspace/resource.ts";
import { allOf, meant, type Workspace } from "../workspace/workspace.ts";

/** A Service of the same folder that selects pods with some labels. */
export interface SelectingService {
  readonly service: Resource;
  readonly name: string;
  readonly selector: SourceNode;
  /** Its labels by name. */
  readonly labels: ReadonlyMap<string, string>;
}

/**
 * The Services that select pods with these labels. Only those that lie in the folder of the workload: elsewhere the same labels are often
 * those of another stage, or of another app.
 */
export function servicesSelecting(labels: SourceNode | undefined, workload: Resource, workspace: Workspace): readonly SelectingService[] {
  const known = indexOf(allOf(workspace, "Service"));
  const folder = folderOf(workload.uri);
  const candidates = (labels?.kind === "map" ? labels.entries : []).flatMap(
    ({ key }) => known.get(keyOf(folder, String(key.value), scalarAt(labels, String(key.value)))) ?? [],
  );
  return candidates
    .filter(({ service }) => service.namespace === workload.namespace)
    .filter(({ labels: wanted }) => [...wanted].every(([label, value]) => scalarAt(labels, label) === value))
    .filter(({ name }, index, all) => all.findIndex(other => other.name === name) === index);
}

const indexes = new WeakMap<readonly Resource[], ReadonlyMap<string, readonly SelectingService[]>>();

/** Services by folder and by the first label that they select: a folder may have thousands. */
function indexOf(services: readonly Resource[]): ReadonlyMap<string, readonly SelectingService[]> {
  const known = indexes.get(services);
  if (known) return known;
  const found = grouped(
    services.flatMap(service => (service.templated || isFromCluster(service) ? [] : (readSelector(service) ?? []))),
    ({ service, labels }) => {
      const [[label, value] = ["", ""]] = labels;
      return keyOf(folderOf(service.uri), label, value);
    },
  );
  indexes.set(services, found);
  return found;
}

function keyOf(folder: string, label: string, value: string | undefined): string {
  return `${folder}\n${label}\n${value ?? ""}`;
}

/**
 * What leads requests to a Service: an Ingress or a route of the same folder that is none of `besides`, or its own type; undefined
 * where nothing is known to.
 */
export function leadsTo(
  { service, name }: SelectingService,
  workspace: Workspace,
  besides: ReadonlySet<string> = new Set(),
): { readonly called: string } | undefined {
  // A port at each node is often there for a load balancer that asks for one, and is used by nobody else.
  if (textOf(service.node, "spec", "type") === "LoadBalancer") return { called: "its type `LoadBalancer`" };
  for (const kind of ["Ingress", "HTTPRoute", "GRPCRoute"])
    for (const route of beside(service, allOf(workspace, kind)))
      if (!besides.has(`${kind} ${route.name ?? ""}`) && namesIn(route).some(({ to, name: named }) => to === "Service" && named === name))
        return { called: `the ${kind} \`${route.name ?? ""}\`` };
  return undefined;
}

/** The labels of the pods of a Rollout, its own or those of the workload that it refers to. */
export function podLabelsOf({ node, namespace, uri }: Resource, workspace: Workspace): SourceNode | undefined {
  const own = nodeAt(node, "spec", "template", "metadata", "labels");
  const kind = textOf(node, "spec", "workloadRef", "kind");
  const name = textOf(node, "spec", "workloadRef", "name");
  if (own || kind === undefined || name === undefined) return own;
  const workload = meant(workspace, kind, name, namespace, uri);
  return workload && !workload.templated ? nodeAt(workload.node, "spec", "template", "metadata", "labels") : undefined;
}

function readSelector(service: Resource): SelectingService | undefined {
  const selector = nodeAt(service.node, "spec", "selector");
  if (service.name === undefined || selector?.kind !== "map" || selector.entries.length === 0) return undefined;
  const labels = new Map(selector.entries.map(({ key, value }) => [String(key.value), value.kind === "scalar" ? String(value.value) : ""]));
  return labels.has("rollouts-pod-template-hash") ? undefined : { service, name: service.name, selector, labels };
}

function scalarAt(labels: SourceNode | undefined, label: string): string | undefined {
  const value = entryOf(labels, label)?.value;
  return value?.kind === "scalar" ? String(value.value) : undefined;
}

const folders = new WeakMap<readonly Resource[], ReadonlyMap<string, readonly Resource[]>>();

/** Those of the same folder and namespace that no template writes. */
function beside(resource: Resource, all: readonly Resource[]): readonly Resource[] {
  const byFolder =
    folders.get(all) ??
    grouped(
      all.filter(other => !other.templated && !isFromCluster(other)),
      ({ uri }) => folderOf(uri),
    );
  folders.set(all, byFolder);
  return (byFolder.get(folderOf(resource.uri)) ?? []).filter(({ namespace }) => namespace === resource.namespace);
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}
