import { grpcRouteFields, httpRouteFields } from "./fields/gateway-api.ts";
import { ingressFields } from "./fields/ingress.ts";
import { destinationRuleFields, virtualServiceFields } from "./fields/istio.ts";
import { serviceFields } from "./fields/service.ts";
import { traefikServiceFields, trafficSplitFields } from "./fields/weighted.ts";
import type { Kind, Reference } from "./kind.ts";
import { toSecret } from "./pods.ts";

// What leads requests to pods: the traffic systems of both platforms write weights into these.

const toHost = (path: string): Reference => ({
  path,
  to: "Service",
  // A host may as well be outside the cluster.
  dotted: true,
  loose: true,
});

export const service: Kind = {
  kind: "Service",
  group: "",
  versions: ["v1"],
  plural: "services",
  namespaced: true,
  part: { of: "Kubernetes", versions: ["v1"], fields: serviceFields },
  subresources: ["status"],
  refers: [],
};

export const ingress: Kind = {
  kind: "Ingress",
  group: "networking.k8s.io",
  versions: ["v1", "v1beta1"],
  plural: "ingresses",
  namespaced: true,
  part: { of: "Kubernetes", versions: ["v1"], fields: ingressFields },
  subresources: ["status"],
  refers: [
    { path: "spec.rules[].http.paths[].backend.service.name", to: "Service" },
    { path: "spec.defaultBackend.service.name", to: "Service", loose: true },
    toSecret("spec.tls[].secretName"),
  ],
};

export const virtualService: Kind = {
  kind: "VirtualService",
  group: "networking.istio.io",
  versions: ["v1", "v1beta1", "v1alpha3"],
  plural: "virtualservices",
  namespaced: true,
  part: { of: "Istio", versions: ["v1", "v1beta1", "v1alpha3"], fields: virtualServiceFields },
  subresources: ["status"],
  refers: [
    ...["http", "tls", "tcp"].map(protocol => toHost(`spec.${protocol}[].route[].destination.host`)),
    toHost("spec.http[].mirror.host"),
    toHost("spec.http[].mirrors[].destination.host"),
    { path: "spec.http[].delegate.name", to: "VirtualService", group: "networking.istio.io", namespaceFrom: "namespace", loose: true },
  ],
};

export const destinationRule: Kind = {
  kind: "DestinationRule",
  group: "networking.istio.io",
  versions: ["v1", "v1beta1", "v1alpha3"],
  plural: "destinationrules",
  namespaced: true,
  part: { of: "Istio", versions: ["v1", "v1beta1", "v1alpha3"], fields: destinationRuleFields },
  subresources: ["status"],
  refers: [toHost("spec.host")],
};

export const httpRoute: Kind = {
  kind: "HTTPRoute",
  group: "gateway.networking.k8s.io",
  versions: ["v1", "v1beta1"],
  plural: "httproutes",
  namespaced: true,
  part: { of: "Gateway API", versions: ["v1", "v1beta1"], fields: httpRouteFields },
  subresources: ["status"],
  refers: [
    { path: "spec.rules[].backendRefs[].name", to: "Service", kindFrom: "kind", namespaceFrom: "namespace" },
    { path: "spec.rules[].filters[].requestMirror.backendRef.name", to: "Service", kindFrom: "kind", namespaceFrom: "namespace" },
    // In a mesh the parent is a Service, which Flagger may make.
    { path: "spec.parentRefs[].name", to: "Gateway", kindFrom: "kind", namespaceFrom: "namespace", loose: ["Service"] },
  ],
};

export const grpcRoute: Kind = {
  ...httpRoute,
  kind: "GRPCRoute",
  versions: ["v1"],
  plural: "grpcroutes",
  part: { of: "Gateway API", versions: ["v1"], fields: grpcRouteFields },
};

/** Made by a controller more often than by a person. */
export const trafficSplit: Kind = {
  kind: "TrafficSplit",
  group: "split.smi-spec.io",
  versions: ["v1alpha2", "v1alpha1", "v1alpha3"],
  plural: "trafficsplits",
  namespaced: true,
  // The first version has quantities for weights.
  part: { of: "SMI", versions: ["v1alpha2", "v1alpha3"], fields: trafficSplitFields },
  elsewhere: true,
  refers: [
    { path: "spec.service", to: "Service", loose: true },
    { path: "spec.backends[].service", to: "Service", loose: true },
  ],
};

export const traefikService: Kind = {
  kind: "TraefikService",
  group: "traefik.io",
  versions: ["v1alpha1"],
  plural: "traefikservices",
  namespaced: true,
  part: { of: "Traefik", versions: ["v1alpha1"], fields: traefikServiceFields },
  elsewhere: true,
  refers: ["spec.weighted.services[].name", "spec.mirroring.name", "spec.mirroring.mirrors[].name"].map(path => ({
    path,
    to: "Service",
    kindFrom: "kind",
    namespaceFrom: "namespace",
    loose: true,
  })),
};

/** Of App Mesh, called as Istio's is: known by what it leads to, and by nothing else. */
export const appMeshVirtualService: Kind = {
  kind: "VirtualService",
  group: "appmesh.k8s.aws",
  versions: ["v1beta2"],
  plural: "virtualservices",
  namespaced: true,
  elsewhere: true,
  refers: [{ path: "spec.provider.virtualRouter.virtualRouterRef.name", to: "VirtualRouter", namespaceFrom: "namespace", loose: true }],
};
