import { declareNamed, declareStruct } from "../../conditions/types.ts";
import type { MetricProvider } from "./metrics.ts";

export type { MetricProvider, ResultShape } from "./metrics.ts";

declareNamed("types.StatusCode", "string");
declareStruct("types.MessageData", { Code: "*string", Value: "*string" });
/** An answer of CloudWatch. Source: aws-sdk-go-v2 `service/cloudwatch/types`. */
declareStruct("types.MetricDataResult", {
  Id: "*string",
  Label: "*string",
  Messages: "[]types.MessageData",
  StatusCode: "types.StatusCode",
  Timestamps: "[]time.Time",
  Values: "[]float64",
});

/** Metric providers of Argo Rollouts, by the key in the manifest. A provider that grows beyond these facts moves into a file of its own. */
export const metricProviders: readonly MetricProvider[] = [
  { key: "prometheus", label: "Prometheus", result: "list of numbers", types: ["[]float64"], query: "PromQL", queryAt: ["query"] },
  { key: "datadog", label: "Datadog", result: "number", types: ["float64"], queryAt: ["query", "formula"] },
  {
    key: "newRelic",
    label: "New Relic",
    result: "other",
    types: ["map[string]interface {}", "[]map[string]interface {}"],
    queryAt: ["query"],
  },
  { key: "wavefront", label: "Wavefront", result: "number", types: ["float64", "[]float64"], queryAt: ["query"] },
  { key: "cloudWatch", label: "CloudWatch", result: "other", types: ["[]types.MetricDataResult"], queryAt: [] },
  { key: "graphite", label: "Graphite", result: "list of numbers", types: ["[]float64"], queryAt: ["query"] },
  { key: "influxdb", label: "InfluxDB", result: "other", types: ["[]interface {}"], queryAt: ["query"] },
  { key: "skywalking", label: "SkyWalking", result: "other", types: ["map[string]interface {}"], queryAt: ["query"] },
  { key: "web", label: "Web", result: "other", types: [], queryAt: ["url"] },
  { key: "job", label: "Job", result: "none", types: [], queryAt: [] },
  { key: "kayenta", label: "Kayenta", result: "none", types: [], queryAt: [] },
  { key: "plugin", label: "Plugin", result: "other", types: [], queryAt: [] },
];

/** The provider of this key. */
export function metricProvider(key: string): MetricProvider | undefined {
  return metricProviders.find(provider => provider.key === key);
}
