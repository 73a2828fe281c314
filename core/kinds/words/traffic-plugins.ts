import { under, type WordTable } from "./field-words.ts";

const gatewayApi: WordTable = {
  httpRoute: "Name of the HTTPRoute whose weights are written. Both Services have to be in it.",
  grpcRoute: "Name of the GRPCRoute whose weights are written. Both Services have to be in it.",
  tcpRoute: "Name of the TCPRoute whose weights are written. Both Services have to be in it.",
  tlsRoute: "Name of the TLSRoute whose weights are written. Both Services have to be in it.",
  httpRoutes: "Several HTTPRoutes. Header routes are made only where `useHeaderRoutes` is true.",
  grpcRoutes: "Several GRPCRoutes. Header routes are made only where `useHeaderRoutes` is true.",
  tcpRoutes: "Several TCPRoutes.",
  tlsRoutes: "Several TLSRoutes.",
  ...under("httpRoutes[]", {
    name: "Name of the HTTPRoute.",
    useHeaderRoutes: { words: "Makes header routes in it. Without it `setHeaderRoute` does nothing, without an error.", usual: "false" },
  }),
  ...under("grpcRoutes[]", {
    name: "Name of the GRPCRoute.",
    useHeaderRoutes: { words: "Makes header routes in it. Without it `setHeaderRoute` does nothing, without an error.", usual: "false" },
  }),
  "tcpRoutes[].name": "Name of the TCPRoute.",
  "tlsRoutes[].name": "Name of the TLSRoute.",
  httpRouteSelector: "HTTPRoutes by label, in place of names. No header routes are made in them.",
  grpcRouteSelector: "GRPCRoutes by label, in place of names. No header routes are made in them.",
  tcpRouteSelector: "TCPRoutes by label, in place of names.",
  tlsRouteSelector: "TLSRoutes by label, in place of names.",
  namespace: { words: "Namespace of the routes.", usual: "that of the Rollout" },
  disableInProgressLabel: { words: "Leaves the label out that stands on a route while a canary has traffic.", usual: "false" },
  inProgressLabelKey: {
    words: "Label on a route while a canary has traffic: GitOps tools can leave such routes alone.",
    usual: "rollouts.argoproj.io/gatewayapi-canary",
  },
  inProgressLabelValue: { words: "Value of that label.", usual: "in-progress" },
};

const plugins = ".spec.strategy.canary.trafficRouting.plugins";

/** What the plugins that people use want to be told; no schema says it. Source: `argo-rollouts.md` 10.5. */
export const trafficPluginWords: WordTable = {
  [`${plugins}.argoproj-labs/gatewayAPI`]:
    "Gateway API: writes weights into HTTPRoutes, GRPCRoutes, TCPRoutes and TLSRoutes. It needs `canaryService` and `stableService`, ignores `maxTrafficWeight`, and takes mirror steps without doing anything.",
  ...under(`${plugins}.argoproj-labs/gatewayAPI`, gatewayApi),
  [`${plugins}.argoproj-labs/contour`]: "Contour: writes weights into HTTPProxies. Without effect on header and mirror steps.",
  [`${plugins}.argoproj-labs/contour.httpProxies`]:
    "Names of the HTTPProxies. In each route with the canary Service all weights together have to be 100.",
  [`${plugins}.hashicorp/consul`]: "Consul: writes a ServiceSplitter and a ServiceResolver. Without effect on header and mirror steps.",
  ...under(`${plugins}.hashicorp/consul`, {
    serviceName: "Name of the service in Consul. Its ServiceSplitter needs exactly two splits.",
    canarySubsetName: "Subset of the ServiceResolver that gets the new version.",
    stableSubsetName: "Subset of the ServiceResolver that gets the stable version.",
    serviceMetaAnnotationSuffix: {
      words: "End of the pod annotation `consul.hashicorp.com/service-meta-…` that tells the versions apart.",
      usual: "version",
    },
  }),
};
