import { under, type WordTable } from "./field-words.ts";

// Objects that lead requests to pods: the fields that a rollout depends on. Source: `argo-rollouts.md` 3.13 and 10, `flagger.md` 8.2.

const written = "A rollout writes it, so a GitOps tool that resets it undoes a step.";

export const serviceWords: WordTable = {
  "spec.selector":
    "Labels of the pods that get requests. Argo Rollouts adds `rollouts-pod-template-hash`, Flagger points it at the primary. The pods of a Rollout need the other labels.",
  "spec.ports": "Ports that it takes requests at.",
  "spec.ports[].name": "Name of the port, for an Ingress and for Istio, which tells the protocol by its first word.",
  "spec.ports[].port": "The port.",
  "spec.ports[].targetPort": { words: "Port of the container, by number or name.", usual: "the same as `port`" },
};

export const ingressWords: WordTable = {
  "metadata.annotations": "Argo Rollouts writes the weights for ALB here. For NGINX it makes a second Ingress, and does not copy these.",
  "spec.ingressClassName": "Which controller it is for. The canary Ingress has the same.",
  "spec.rules": "Hosts and paths. Only rules that lead to the stable Service are part of a rollout.",
  "http.paths[].backend": "Where requests go. NGINX wants the stable Service here, Flagger the Service of the app.",
  "backend.service.name": "Name of the Service. For ALB the root Service, with a port named `use-annotation`.",
  "backend.service.port": "Port of the Service. For ALB its name is `use-annotation`.",
};

export const virtualServiceWords: WordTable = {
  "spec.hosts": "Hosts that it is for.",
  "spec.gateways": { words: "Gateways that it is for. `mesh` is traffic inside the mesh.", usual: "mesh" },
  "spec.http": "Routes, the first that matches wins. Argo Rollouts puts its managed routes first.",
  "http[].name": "Name of the route: what `routes` of a Rollout says.",
  "http[].match": "Which requests. Without it all of them.",
  "http[].route": "Where requests go. In a rollout both versions have to be here, and what else has a weight is taken out.",
  "route[].weight": `Percent of the requests. ${written}`,
  "route[].destination.host": "The Service. It is compared with `stableService` and `canaryService` up to its first dot.",
  "route[].destination.subset": "A subset of the DestinationRule. It says the version where both have the same host.",
  "http[].mirror": "Where copies of the requests go. Mirror steps write it.",
};

export const destinationRuleWords: WordTable = {
  "spec.host": "The Service that it is for.",
  "spec.subsets": "Parts of the Service's pods. A rollout takes out those that it does not know.",
  "subsets[].name": "Name of the subset: what a Rollout and a VirtualService say.",
  "subsets[].labels": "Labels of the pods. Argo Rollouts adds `rollouts-pod-template-hash`.",
  "spec.trafficPolicy": "How connections to the pods are made.",
};

const routeFields: WordTable = {
  "spec.parentRefs": "Gateways, or in a mesh Services, that it hangs on. Until they accept it, Flagger does not go on.",
  "parentRefs[].name": "Name of the parent.",
  "parentRefs[].sectionName": "One listener of it.",
  "spec.hostnames": "Hosts that it is for.",
  "spec.rules": "Which requests go where. A rule that leads only to the canary Service counts as made by the plugin, and is deleted.",
  "rules[].matches": "Which requests: one of these has to match. Without it all of them.",
  "rules[].backendRefs": "Services that share the requests. Both versions have to be in some rule.",
  "backendRefs[].name": "Name of the Service.",
  "backendRefs[].port": "Port of the Service.",
  "backendRefs[].weight": `Its share, against the sum of all weights. ${written}`,
  "rules[].filters": "Changes to requests on their way.",
};

export const httpRouteWords: WordTable = routeFields;
export const grpcRouteWords: WordTable = routeFields;

export const trafficSplitWords: WordTable = {
  "spec.service": "The Service that clients call.",
  "spec.backends": "Services that share the requests.",
  "backends[].service": "Name of the Service.",
  "backends[].weight": `Its share. ${written}`,
};

export const traefikServiceWords: WordTable = {
  "spec.weighted": "Services that share the requests.",
  ...under("weighted.services[]", {
    name: "Name of the Service. In a rollout both versions have to be in the list.",
    weight: `Its share. ${written}`,
    port: "Port of the Service.",
  }),
};
