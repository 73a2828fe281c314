import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { appMeshObject, routerName } from "../app-mesh.ts";
import { defineRule } from "../rule.ts";

export const missingAppMesh = defineRule({
  id: "references/app-mesh",
  severity: "warning",
  summary: "The App Mesh VirtualService of a Rollout, and the VirtualRouter that it leads to, are in the workspace.",
  why: "If they are not in the cluster either, the controller refuses the Rollout until they are there.",
  source: "argoproj/argo-rollouts rollout/controller.go (AR-R043)",
  bad: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { appMesh: { virtualService: { name: shop } } }
    #                                                    ^^^^ references/app-mesh
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualService
    metadata: { name: shop }
    spec: { provider: { virtualRouter: { virtualRouterRef: { name: shop-router } } } }`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { appMesh: { virtualService: { name: shop } } }
    steps: [{ setWeight: 20 }]
    ---
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualService
    metadata: { name: shop }
    spec: { provider: { virtualRouter: { virtualRouterRef: { name: shop-router } } } }
    ---
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualRouter
    metadata: { name: shop-router }
    spec:
      routes:
      - name: shop
        httpRoute:
          action: { weightedTargets: [{ virtualNodeRef: { name: shop }, weight: 100 }, { virtualNodeRef: { name: shop-canary }, weight: 0 }] }`,
  workspace: {
    rollout({ routing, resource }, { report, workspace }) {
      const place = nodeAt(routing?.value, "appMesh", "virtualService", "name");
      const name = textOf(place);
      if (!place || !name || name.includes("{{")) return;
      const service = appMeshObject("VirtualService", name, resource, workspace);
      const router = service.found && routerName(service.found);
      const lacking =
        !service.found && !service.unreadable
          ? `the App Mesh VirtualService \`${name}\``
          : router && isNowhere(appMeshObject("VirtualRouter", router, resource, workspace))
            ? `the VirtualRouter \`${router}\`, which \`${name}\` leads to`
            : undefined;
      if (lacking === undefined) return;
      report(
        place.at,
        `Nothing rolls out unless the cluster has ${lacking}: no file of the workspace does. Add it, unless it is in the cluster already.`,
      );
    },
  },
});

function isNowhere({ found, unreadable }: ReturnType<typeof appMeshObject>): boolean {
  return !found && !unreadable;
}
