import { below, type FieldTable, selectorAt } from "./field.ts";

// What the plugins that people use want to be told; no schema of theirs says it. Source: `argo-rollouts.md` 10.5, `traffic-systems.md` 5.8.

const kinds = { http: "HTTPRoute", grpc: "GRPCRoute", tcp: "TCPRoute", tls: "TLSRoute" } as const;

/** Requests of these can be told apart by headers. */
const withHeaders: readonly string[] = ["http", "grpc"];

const routes = Object.entries(kinds).map(([protocol, kind]): FieldTable => {
  const headers = withHeaders.includes(protocol);
  return {
    [`${protocol}Route`]: { type: "string", words: `Name of the ${kind} whose weights are written. Both Services have to be in it.` },
    [`${protocol}Routes`]: {
      words: `Several ${kind}s.${headers ? " Header routes are made only where `useHeaderRoutes` is true." : ""}`,
    },
    [`${protocol}Routes[].name`]: { type: "string", required: true, words: `Name of the ${kind}.` },
    ...(headers
      ? {
          [`${protocol}Routes[].useHeaderRoutes`]: {
            type: "boolean",
            words: "Makes header routes in it. Without it `setHeaderRoute` does nothing, without an error.",
            usual: "false",
          },
        }
      : {}),
    [`${protocol}RouteSelector`]: {
      words: `${kind}s by label, in place of names.${headers ? " No header routes are made in them." : ""}`,
      seldom: true,
    },
    ...selectorAt(`${protocol}RouteSelector`),
  };
});

const gatewayApi: FieldTable = {
  ...Object.assign({}, ...routes),
  namespace: { type: "string", words: "Namespace of the routes.", usual: "that of the Rollout" },
  disableInProgressLabel: {
    type: "boolean",
    words: "Leaves the label out that stands on a route while a canary has traffic.",
    usual: "false",
    seldom: true,
  },
  inProgressLabelKey: {
    type: "string",
    words: "Label on a route while a canary has traffic: GitOps tools can leave such routes alone.",
    usual: "rollouts.argoproj.io/gatewayapi-canary",
    seldom: true,
  },
  inProgressLabelValue: { type: "string", words: "Value of that label.", usual: "in-progress", seldom: true },
};

/** Where a Rollout says what its traffic plugins want to be told. */
export const trafficPluginsPath = ["spec", "strategy", "canary", "trafficRouting", "plugins"] as const;

/** Plugins by name, with their fields. */
export const trafficPlugins: FieldTable = {
  "argoproj-labs/gatewayAPI": {
    words:
      "Gateway API: writes weights into HTTPRoutes, GRPCRoutes, TCPRoutes and TLSRoutes. It needs `canaryService` and `stableService`, ignores `maxTrafficWeight`, and takes mirror steps without doing anything.",
  },
  ...below("argoproj-labs/gatewayAPI", gatewayApi),
  "argoproj-labs/contour": { words: "Contour: writes weights into HTTPProxies. Without effect on header and mirror steps." },
  ...below("argoproj-labs/contour", {
    httpProxies: { words: "Names of the HTTPProxies. In each route with the canary Service all weights together have to be 100." },
    "httpProxies[]": { type: "string" },
  }),
  "hashicorp/consul": { words: "Consul: writes a ServiceSplitter and a ServiceResolver. Without effect on header and mirror steps." },
  ...below("hashicorp/consul", {
    serviceName: { type: "string", words: "Name of the service in Consul. Its ServiceSplitter needs exactly two splits." },
    canarySubsetName: { type: "string", words: "Subset of the ServiceResolver that gets the new version." },
    stableSubsetName: { type: "string", words: "Subset of the ServiceResolver that gets the stable version." },
    serviceMetaAnnotationSuffix: {
      type: "string",
      words: "End of the pod annotation `consul.hashicorp.com/service-meta-…` that tells the versions apart.",
      usual: "version",
    },
  }),
};
