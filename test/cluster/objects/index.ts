import fs from "node:fs";
import { parseAllDocuments } from "yaml";
import type { KubeObject } from "../api.ts";

/** The objects in a YAML file, without the empty documents. */
export function readObjects(file: string): KubeObject[] {
  return parseAllDocuments(fs.readFileSync(file, "utf8")).flatMap(document => {
    const [error] = document.errors;
    if (error) throw new Error(`${file}: ${error.message}`);
    const object = document.toJS() as KubeObject | null;
    return object === null ? [] : [object];
  });
}

/** The kinds of traffic systems, each as a CRD that takes anything: the controllers bring their own idea of the fields. */
export function trafficSystemCrds(): KubeObject[] {
  return trafficSystemKinds.map(({ group, kind, plural, versions }) => ({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: "Namespaced",
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
      })),
    },
  }));
}

// All versions in use: Argo Rollouts asks for Istio's v1alpha3, Flagger for v1beta1.
const trafficSystemKinds = [
  { group: "networking.istio.io", kind: "VirtualService", plural: "virtualservices", versions: ["v1", "v1beta1", "v1alpha3"] },
  { group: "networking.istio.io", kind: "DestinationRule", plural: "destinationrules", versions: ["v1", "v1beta1", "v1alpha3"] },
  { group: "split.smi-spec.io", kind: "TrafficSplit", plural: "trafficsplits", versions: ["v1alpha3", "v1alpha2", "v1alpha1"] },
  { group: "traefik.io", kind: "TraefikService", plural: "traefikservices", versions: ["v1alpha1"] },
  { group: "projectcontour.io", kind: "HTTPProxy", plural: "httpproxies", versions: ["v1"] },
  { group: "appmesh.k8s.aws", kind: "VirtualService", plural: "virtualservices", versions: ["v1beta2"] },
  { group: "appmesh.k8s.aws", kind: "VirtualRouter", plural: "virtualrouters", versions: ["v1beta2"] },
  { group: "appmesh.k8s.aws", kind: "VirtualNode", plural: "virtualnodes", versions: ["v1beta2"] },
  { group: "getambassador.io", kind: "Mapping", plural: "mappings", versions: ["v2"] },
  { group: "apisix.apache.org", kind: "ApisixRoute", plural: "apisixroutes", versions: ["v2"] },
] as const;
