import { under, type WordTable } from "./field-words.ts";

const routing = ".spec.strategy.canary.trafficRouting";

/** The same fields in `istio.virtualService` and for each of `istio.virtualServices`. */
const virtualServiceFields: WordTable = {
  name: "Name of the VirtualService, or `name.namespace` where it is in another namespace.",
  routes: "Names of the HTTP routes whose weights are written. They can be left out when it has only one route.",
  tlsRoutes: "TLS routes whose weights are written, found by port and host names. Without it the first one.",
  "tlsRoutes[].port": "Port that the route matches.",
  "tlsRoutes[].sniHosts": "Host names that the route matches: the very same set, not a part of it.",
  tcpRoutes: "TCP routes whose weights are written, found by port. Without it the first one.",
  "tcpRoutes[].port": "Port that the route matches.",
};

// Source: `argo-rollouts.md` 1.3.2 and 10; `traffic-systems.md` 1 and 4.1.
export const trafficRoutingWords: WordTable = {
  [routing]:
    "The traffic system that splits requests by weight. Without one, traffic follows the number of pods. Several may be set; all of them are written.",
  "trafficRouting.managedRoutes":
    "Routes that header and mirror steps may make, in order of precedence and above all others. A route of this name that you wrote yourself is deleted.",
  "managedRoutes[].name": "Name of the route, as `setHeaderRoute` and `setMirrorRoute` say it.",
  "trafficRouting.maxTrafficWeight": {
    words:
      "What all weights sum to, for finer steps than a percent. NGINX and plugins only, and `setWeight` counts in it. With the Gateway API plugin, weights above 100 are refused.",
    usual: "100",
    since: "1.7",
    seldom: true,
  },
  "trafficRouting.istio": "Istio: writes weights into the VirtualService. A GitOps tool has to ignore them, or it resets them.",
  "istio.virtualService": "The VirtualService whose route weights the controller writes. Its route has to lead to both versions.",
  "istio.virtualServices": "Several VirtualServices, in place of `virtualService`.",
  ...under("istio.virtualService", virtualServiceFields),
  ...under("istio.virtualServices[]", virtualServiceFields),
  "istio.destinationRule":
    "Splits by subsets of one host in place of two Services. The controller writes the subsets' labels, and removes every other subset of this DestinationRule.",
  "destinationRule.name": "Name of the DestinationRule, or `name.namespace` where it is in another namespace.",
  "destinationRule.canarySubsetName": "The subset that gets the new version's pods. It has to be there.",
  "destinationRule.stableSubsetName": "The subset that gets the stable version's pods. It has to be there.",
  "destinationRule.additionalSubsetNames": {
    words: "Subsets of the route whose weight stays as it is. They have to live in another DestinationRule, as this one's are removed.",
    since: "1.9",
    seldom: true,
  },
  "trafficRouting.nginx": "Ingress NGINX: a second Ingress carries the weight. The project is retired since March 2026.",
  "nginx.stableIngress":
    "The Ingress of the stable version, with a rule to `stableService`. The controller makes a second one beside it that carries the weight.",
  "nginx.stableIngresses": { words: "Several stable Ingresses, in place of `stableIngress`.", since: "1.5" },
  "nginx.annotationPrefix": { words: "What the canary annotations begin with.", usual: "nginx.ingress.kubernetes.io", seldom: true },
  "nginx.additionalIngressAnnotations": {
    words: "Annotations for the canary Ingress; the prefix is put before names without one. Those of the stable Ingress are not copied.",
    seldom: true,
  },
  "nginx.canaryIngressAnnotations": {
    words: "Annotations for the canary Ingress, taken as they are.",
    since: "1.8",
    seldom: true,
  },
  "additionalIngressAnnotations.*": "Value of this annotation, a text.",
  "canaryIngressAnnotations.*": "Value of this annotation, a text.",
  "trafficRouting.alb": "AWS Load Balancer Controller: writes weights into an annotation of the Ingress.",
  "alb.ingress":
    "The Ingress whose `actions` annotation the controller writes. It needs a rule to the root service with port `use-annotation`.",
  "alb.ingresses": { words: "Several Ingresses, in place of `ingress`.", since: "1.6" },
  "alb.rootService": { words: "Service that the Ingress names; the action of that name has the weights.", usual: "stableService" },
  "alb.servicePort": "Port of the Services in the action.",
  "alb.annotationPrefix": { words: "What the annotations begin with.", usual: "alb.ingress.kubernetes.io", seldom: true },
  "alb.stickinessConfig": {
    words: "Keeps a client on the version that it has seen, so it takes longer until traffic follows a weight.",
    seldom: true,
  },
  "stickinessConfig.enabled": "Switches it on.",
  "stickinessConfig.durationSeconds":
    "Seconds that a client is kept: 1 to 604800. A wrong number is noticed only when a weight is written.",
  "trafficRouting.smi": { words: "Service Mesh Interface: the controller makes a TrafficSplit. SMI is archived.", seldom: true },
  "smi.rootService": { words: "Service that clients call.", usual: "stableService" },
  "smi.trafficSplitName": {
    words: "Name of the TrafficSplit that is made. One that belongs to something else is an error.",
    usual: "the Rollout's name",
  },
  "trafficRouting.ambassador": { words: "Emissary (Ambassador): for each Mapping a second one carries the weight.", seldom: true },
  "ambassador.mappings": "Mappings that lead to `stableService`, at least one, without a weight of their own.",
  "trafficRouting.appMesh": { words: "AWS App Mesh, which ended on 30 September 2026.", seldom: true },
  "appMesh.virtualService": "The App Mesh VirtualService. Its VirtualRouter gets the weights.",
  "appMesh.virtualService.name": "Name of the VirtualService, in the namespace of the Rollout.",
  "appMesh.virtualService.routes": {
    words: "Names of the routes whose weights are written, each with exactly two targets.",
    usual: "all routes",
  },
  "appMesh.virtualNodeGroup": "The two VirtualNodes that traffic is split between.",
  "virtualNodeGroup.canaryVirtualNodeRef": "VirtualNode of the new version; the controller writes its pod selector.",
  "virtualNodeGroup.stableVirtualNodeRef": "VirtualNode of the stable version; the controller writes its pod selector.",
  "canaryVirtualNodeRef.name": "Name of the VirtualNode.",
  "stableVirtualNodeRef.name": "Name of the VirtualNode.",
  "trafficRouting.traefik": "Traefik: writes weights into a TraefikService.",
  "traefik.weightedTraefikServiceName": "The weighted TraefikService. `canaryService` and `stableService` both have to be in it.",
  "trafficRouting.apisix": "Apache APISIX: writes weights into an ApisixRoute.",
  "apisix.route": "The ApisixRoute whose weights are written. Its rule has to list both Services.",
  "apisix.route.name": "Name of the ApisixRoute.",
  "apisix.route.rules": { words: "Names of its rules whose weights are written.", usual: "the rule with the route's own name" },
  "trafficRouting.plugins": {
    words:
      "Traffic systems by plugin: a map from `owner/name` to what the plugin wants to be told, such as `argoproj-labs/gatewayAPI`. The plugin has to be installed in the controller, or each pass fails; nothing else checks what stands here.",
    since: "1.5",
  },
};
