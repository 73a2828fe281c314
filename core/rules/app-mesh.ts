import { groupOf } from "../kinds/index.ts";
import { textOf } from "../syntax/nodes.ts";
import type { Resource } from "../workspace/resource.ts";
import { allOf, named, type Workspace } from "../workspace/workspace.ts";

// Its kinds are called as Istio's are, so they are told apart by their group.
const group = "appmesh.k8s.aws";
const ours = ({ apiVersion }: Resource): boolean => groupOf(apiVersion) === group;

/** An object of App Mesh by its name, as another object sees it. `unreadable`: some are written by a template language, and it may be one of them. */
export function appMeshObject(
  kind: "VirtualService" | "VirtualRouter",
  name: string,
  { namespace, uri }: Resource,
  workspace: Workspace,
): { readonly found: Resource | undefined; readonly unreadable: boolean } {
  return {
    found: named(workspace, kind, name, namespace, uri, group)[0],
    unreadable: allOf(workspace, kind).some(resource => ours(resource) && resource.templated),
  };
}

/** The name of the VirtualRouter that a VirtualService of App Mesh leads to; undefined where it leads elsewhere. */
export function routerName({ node }: Resource): string | undefined {
  return textOf(node, "spec", "provider", "virtualRouter", "virtualRouterRef", "name");
}
