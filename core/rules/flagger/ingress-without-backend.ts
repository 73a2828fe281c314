import { entryOf, isSet, itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeAt } from "../../workspace/resource.ts";
import { meant } from "../../workspace/workspace.ts";
import { defineRule } from "../rule.ts";

export const canaryIngressWithoutBackend = defineRule({
  id: "flagger/ingress-without-backend",
  severity: "error",
  summary: "The Ingress of a Canary leads to its Service, by rules of HTTP only.",
  why: "Flagger finds nothing to copy and stops at every tick; a rule without `http` even ends the whole controller.",
  source: "fluxcd/flagger pkg/router/ingress.go (FL-V071, FL-V072)",
  bad: `
    provider: nginx
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    ingressRef: { apiVersion: networking.k8s.io/v1, kind: Ingress, name: shop }
    #                                                                    ^^^^ flagger/ingress-without-backend
    service: { port: 80 }
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { name: shop }
    spec:
      rules:
      - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop-web, port: { number: 80 } } } }] }`,
  good: `
    provider: nginx
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    ingressRef: { apiVersion: networking.k8s.io/v1, kind: Ingress, name: shop }
    service: { port: 80 }
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { name: shop }
    spec:
      rules:
      - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } }] }`,
  workspace: {
    canary({ node, spec, resource }, { report, workspace }) {
      if (textOf(node, "provider") !== "nginx") return;
      const name = textOf(node, "ingressRef", "name");
      const place = nodeAt(node, "ingressRef", "name");
      const ingress = name === undefined ? undefined : meant(workspace, "Ingress", name, resource.namespace, resource.uri);
      if (!place || !ingress || ingress.templated || !isSet(ingress.node, "spec", "rules")) return;
      const rules = itemsOf(ingress.node, "spec", "rules");
      const bare = rules.some(rule => !isSet(rule, "http"));
      if (!bare && rules.some(rule => leadsTo(rule, spec.apex))) return;
      report(
        place.at,
        bare
          ? `Flagger ends with a crash, for every Canary: the Ingress \`${name}\` has a rule without \`http\`. Add paths to it, or remove it.`
          : `Nothing is ever rolled out: the Ingress \`${name}\` has no path to the Service \`${spec.apex}\`, which Flagger makes for this Canary. Lead a path there.`,
        [],
        isFromCluster(ingress) ? [] : [{ place: placeAt(ingress, ["spec", "rules"], "key"), message: "The rules of the Ingress." }],
      );
    },
  },
});

function leadsTo(rule: SourceNode, service: string): boolean {
  return itemsOf(entryOf(rule, "http")?.value, "paths").some(path => textOf(path, "backend", "service", "name") === service);
}
