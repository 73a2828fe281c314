import type { SourceFile } from "../../core/syntax/file.ts";
import { isSet, itemsOf, textOf } from "../../core/syntax/nodes.ts";
import type { Resource } from "../../core/workspace/resource.ts";
import type { Workspace } from "../../core/workspace/workspace.ts";

/**
 * Kustomize patches are objects of which only a part is written. One is known by the `kustomization.yaml` that names its file, and
 * without one by what it lacks: whoever forgot a field forgot one, and not all that make the object what it is.
 */
export function isPatch(resource: Resource, workspace: Workspace): boolean {
  return patchFiles(workspace).has(resource.uri) || lacksItsCore(resource) || textOf(resource.node, "$patch") !== undefined;
}

// Whoever changes a container in a patch says nothing of the pods' labels.
const workload = [["selector"], ["template"], ["template.metadata"]];

/** For each kind, fields of which a whole object has all (or one of a pair), and a patch seldom more than one. */
const core: { readonly [kind: string]: readonly (readonly string[])[] } = {
  Rollout: [["strategy"], ["selector", "workloadRef"], ["template", "workloadRef"]],
  Canary: [["targetRef"], ["analysis"]],
  MetricTemplate: [["provider"], ["query"]],
  Deployment: workload,
  DaemonSet: workload,
  ReplicaSet: workload,
  DestinationRule: [["host"], ["subsets"]],
  HorizontalPodAutoscaler: [["scaleTargetRef"], ["maxReplicas"], ["metrics", "targetCPUUtilizationPercentage"]],
  ScaledObject: [["scaleTargetRef"], ["triggers"], ["maxReplicaCount", "minReplicaCount"]],
};

function lacksItsCore({ kindName, node }: Resource): boolean {
  const needed = core[kindName] ?? [];
  const lacking = needed.filter(options => !options.some(field => isSet(node, "spec", ...field.split("."))));
  return isSet(node, "spec") && lacking.length >= 2;
}

const filesOf = new WeakMap<Workspace, ReadonlySet<string>>();

/** Files that some `kustomization.yaml` of the workspace names as patches. */
function patchFiles(workspace: Workspace): ReadonlySet<string> {
  const known = filesOf.get(workspace);
  if (known) return known;
  const found = new Set<string>();
  for (const [uri, file] of workspace.files)
    if (/(^|\/)kustomization(\.ya?ml)?$/i.test(uri)) for (const patch of patchesOf(file)) found.add(patch);
  filesOf.set(workspace, found);
  return found;
}

function patchesOf(file: SourceFile): readonly string[] {
  return file.documents.flatMap(({ chunk: { root } }) => {
    const named = [
      ...itemsOf(root, "patches").map(patch => textOf(patch, "path")),
      ...itemsOf(root, "patchesStrategicMerge").map(patch => textOf(patch)),
    ];
    return named.flatMap(path => (path === undefined || path.includes("\n") ? [] : beside(file.uri, path)));
  });
}

/** The URI of a path that is relative to the folder of a file. A name that is no URI (on a command line) is a path itself. */
export function beside(uri: string, path: string): string {
  const folder = uri.slice(0, uri.lastIndexOf("/") + 1);
  if (/^\w[\w+.-]+:/.test(uri)) {
    try {
      return new URL(path, uri).toString();
    } catch {
      return folder + path;
    }
  }
  const steps: string[] = [];
  for (const step of (folder + path).split("/")) {
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else if (step !== "." || steps.length === 0) steps.push(step);
  }
  return steps.join("/").replace(/^\.\//, "");
}
