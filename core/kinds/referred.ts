import type { Kind } from "./kind.ts";

// The kinds that the two platforms refer to: their names, and the fields that references need.

export const service: Kind = {
  kind: "Service",
  group: "",
  versions: ["v1"],
  plural: "services",
  namespaced: true,
  defines: [{ path: "spec.ports[].name", what: "port" }],
  refers: [],
};

export const ingress: Kind = {
  kind: "Ingress",
  group: "networking.k8s.io",
  versions: ["v1", "v1beta1"],
  plural: "ingresses",
  namespaced: true,
  refers: [{ path: "spec.rules[].http.paths[].backend.service.name", to: "Service" }],
};

export const virtualService: Kind = {
  kind: "VirtualService",
  group: "networking.istio.io",
  versions: ["v1", "v1beta1", "v1alpha3"],
  plural: "virtualservices",
  namespaced: true,
  defines: [{ path: "spec.http[].name", what: "route" }],
  refers: [],
};

export const destinationRule: Kind = {
  kind: "DestinationRule",
  group: "networking.istio.io",
  versions: ["v1", "v1beta1", "v1alpha3"],
  plural: "destinationrules",
  namespaced: true,
  defines: [{ path: "spec.subsets[].name", what: "subset" }],
  refers: [],
};

export const httpRoute: Kind = {
  kind: "HTTPRoute",
  group: "gateway.networking.k8s.io",
  versions: ["v1", "v1beta1"],
  plural: "httproutes",
  namespaced: true,
  refers: [
    { path: "spec.rules[].backendRefs[].name", to: "Service" },
    { path: "spec.parentRefs[].name", to: "Gateway", namespaceFrom: "namespace" },
  ],
};

export const deployment: Kind = {
  kind: "Deployment",
  group: "apps",
  versions: ["v1"],
  plural: "deployments",
  namespaced: true,
  subresources: ["status", "scale"],
  refers: [],
};
export const replicaSet: Kind = {
  kind: "ReplicaSet",
  group: "apps",
  versions: ["v1"],
  plural: "replicasets",
  namespaced: true,
  subresources: ["status", "scale"],
  refers: [],
};
