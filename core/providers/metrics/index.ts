import type { MetricProvider } from "./metrics.ts";

export type { MetricProvider, ResultShape } from "./metrics.ts";

/** Metric providers of Argo Rollouts, by the key in the manifest. A provider that grows beyond these facts moves into a file of its own. */
export const metricProviders: readonly MetricProvider[] = [
  { key: "prometheus", label: "Prometheus", result: "list of numbers", query: "PromQL", queryAt: ["query"] },
  { key: "datadog", label: "Datadog", result: "number", queryAt: ["query", "formula"] },
  { key: "newRelic", label: "New Relic", result: "other", queryAt: ["query"] },
  { key: "wavefront", label: "Wavefront", result: "number", queryAt: ["query"] },
  { key: "cloudWatch", label: "CloudWatch", result: "other", queryAt: [] },
  { key: "graphite", label: "Graphite", result: "list of numbers", queryAt: ["query"] },
  { key: "influxdb", label: "InfluxDB", result: "other", queryAt: ["query"] },
  { key: "skywalking", label: "SkyWalking", result: "other", queryAt: ["query"] },
  { key: "web", label: "Web", result: "other", queryAt: ["url"] },
  { key: "job", label: "Job", result: "none", queryAt: [] },
  { key: "kayenta", label: "Kayenta", result: "none", queryAt: [] },
  { key: "plugin", label: "Plugin", result: "other", queryAt: [] },
];

/** The provider of this key. */
export function metricProvider(key: string): MetricProvider | undefined {
  return metricProviders.find(provider => provider.key === key);
}
