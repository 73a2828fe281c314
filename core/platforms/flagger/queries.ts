/** The counters that Flagger's built-in metrics read, by observer. Source: `flagger.md` 4.4. */
const observers: { readonly [provider: string]: { readonly requests: string; readonly latency: string } } = {
  istio: { requests: "istio_requests_total", latency: "istio_request_duration_milliseconds_bucket" },
  linkerd: { requests: "response_total", latency: "response_latency_ms_bucket" },
  appmesh: { requests: "envoy_cluster_upstream_rq", latency: "envoy_cluster_upstream_rq_time_bucket" },
  contour: { requests: "envoy_cluster_upstream_rq", latency: "envoy_cluster_upstream_rq_time_bucket" },
  gloo: { requests: "envoy_cluster_upstream_rq", latency: "envoy_cluster_upstream_rq_time_bucket" },
  kuma: { requests: "envoy_cluster_upstream_rq", latency: "envoy_cluster_upstream_rq_time_bucket" },
  knative: { requests: "envoy_cluster_upstream_rq", latency: "envoy_cluster_upstream_rq_time_bucket" },
  nginx: { requests: "nginx_ingress_controller_requests", latency: "nginx_ingress_controller_response_duration_seconds_sum" },
  skipper: { requests: "skipper_response_duration_seconds_bucket", latency: "skipper_serve_route_duration_seconds_sum" },
  traefik: { requests: "traefik_service_request_duration_seconds_bucket", latency: "traefik_service_request_duration_seconds_bucket" },
  apisix: { requests: "apisix_http_status", latency: "apisix_http_latency_bucket" },
  osm: { requests: "osm_request_total", latency: "osm_request_duration_ms_bucket" },
  kubernetes: { requests: "http_request_duration_seconds_count", latency: "http_request_duration_seconds_bucket" },
  gatewayapi: { requests: "http_request_duration_seconds_count", latency: "http_request_duration_seconds_bucket" },
};

/** A query like the one that Flagger sends for a built-in metric: the same counters, namespace, workload and window. */
export function builtinQuery(
  metric: "request-success-rate" | "request-duration",
  provider: string,
  namespace: string,
  target: string,
  window: string,
): string {
  const family = provider.split(":")[0] ?? provider;
  const observer = observers[family] ?? observers.istio;
  const selector = `{namespace="${namespace}",workload="${target}"}[${window}]`;
  if (metric === "request-duration") return `histogram_quantile(0.99, sum(rate(${observer?.latency}${selector})) by (le))`;
  return `sum(rate(${observer?.requests}${selector.replace("}", ',code!~"5.*"}')})) / sum(rate(${observer?.requests}${selector})) * 100`;
}
