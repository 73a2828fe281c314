import { nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import type { Resource } from "../../workspace/resource.ts";
import { named, type Workspace } from "../../workspace/workspace.ts";

/** The workload that lends a Rollout its pod template (`spec.workloadRef`). */
export interface WorkloadRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** When the controller takes its pods away: with the first version only, and never later. Anything else than these two is never. */
  readonly scaleDown: string | undefined;
}

// Where each kind that may be referred to has its pod template, and the API group that it is looked for in.
const kinds: { readonly [kind: string]: { readonly group: string; readonly template: readonly string[] } } = {
  Deployment: { group: "apps", template: ["spec", "template"] },
  ReplicaSet: { group: "apps", template: ["spec", "template"] },
  PodTemplate: { group: "", template: ["template"] },
};

/** The reference of a Rollout's spec, where it has one. */
export function readWorkloadRef(spec: SourceNode): WorkloadRef | undefined {
  const name = textOf(spec, "workloadRef", "name");
  if (name === undefined) return undefined;
  return {
    apiVersion: textOf(spec, "workloadRef", "apiVersion") ?? "",
    kind: textOf(spec, "workloadRef", "kind") ?? "",
    name,
    scaleDown: textOf(spec, "workloadRef", "scaleDown"),
  };
}

/** The pod template behind a reference, or the end of the sentence *not predicted: …*. */
export function followWorkloadRef(
  reference: WorkloadRef,
  owner: Resource,
  workspace: Workspace,
): { readonly template: SourceNode | undefined } | { readonly unread: string } {
  const { kind, name } = reference;
  const known = kinds[kind];
  if (!known || groupOf(reference) !== known.group)
    return { unread: `the controller takes no pod template from \`${reference.apiVersion}\` \`${kind}\`` };
  // Whatever the kind is, the controller scales the Deployment of this name.
  if (kind !== "Deployment" && isScaling(reference))
    return { unread: `\`scaleDown\` of a ${kind} finds no Deployment, and the controller fails` };
  const [workload] = named(workspace, kind, name, owner.namespace, owner.uri, known.group);
  if (!workload) return { unread: `the ${kind} \`${name}\` is nowhere in the workspace` };
  return { template: nodeAt(workload.node, ...known.template) };
}

/** Does the controller take the pods of the workload away once the first version runs? */
export function isScaling({ scaleDown }: WorkloadRef): boolean {
  return scaleDown === "onsuccess" || scaleDown === "progressively";
}

function groupOf({ apiVersion }: WorkloadRef): string {
  const [group = "", version] = apiVersion.split("/");
  return version === undefined ? "" : group;
}
