import { addEntry } from "../../syntax/edit.ts";
import { entryOf, isSet, itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeAt } from "../../workspace/resource.ts";
import { meant } from "../../workspace/workspace.ts";
import { defineRule } from "../rule.ts";

export const templateWithoutInterval = defineRule({
  id: "flagger/template-without-interval",
  severity: "warning",
  summary: "A metric whose template asks for an interval has one.",
  why: "Nothing is put in for `{{ interval }}`, so the query cannot be read: every check fails, and every rollout is rolled back.",
  source: "fluxcd/flagger pkg/controller/scheduler_metrics.go (FL-V093)",
  bad: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      metrics:
      - name: error-rate
        templateRef: { name: error-rate }
        #                    ^^^^^^^^^^ flagger/template-without-interval
        thresholdRange: { max: 1 }
    ---
    apiVersion: flagger.app/v1beta1
    kind: MetricTemplate
    metadata: { name: error-rate }
    spec:
      provider: { type: prometheus, address: "http://prometheus:9090" }
      query: sum(rate(errors_total{app="{{ target }}"}[{{ interval }}]))`,
  good: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      metrics:
      - name: error-rate
        interval: 1m
        templateRef: { name: error-rate }
        thresholdRange: { max: 1 }
    ---
    apiVersion: flagger.app/v1beta1
    kind: MetricTemplate
    metadata: { name: error-rate }
    spec:
      provider: { type: prometheus, address: "http://prometheus:9090" }
      query: sum(rate(errors_total{app="{{ target }}"}[{{ interval }}]))`,
  workspace: {
    canary({ analysis, resource }, { report, text, workspace }) {
      for (const metric of itemsOf(analysis?.value, "metrics")) {
        const name = textOf(metric, "templateRef", "name");
        const place = nodeAt(metric, "templateRef", "name");
        if (name === undefined || !place || isSet(metric, "interval") || metric.kind !== "map") continue;
        const namespace = textOf(metric, "templateRef", "namespace") ?? resource.namespace;
        const template = meant(workspace, "MetricTemplate", name, namespace, resource.uri);
        if (!template || !/\{\{-?[^}]*\binterval\b/.test(textOf(template.node, "spec", "query") ?? "")) continue;
        report(
          place.at,
          `Every rollout is rolled back: the template \`${name}\` asks for an interval, and this metric has none. Add \`interval\`.`,
          entryOf(metric, "interval") ? [] : [{ title: "Add `interval: 1m`", edits: addEntry(text, metric, "interval", ["1m"]) }],
          isFromCluster(template) ? [] : [{ place: placeAt(template, ["spec", "query"], "key"), message: "The query that asks for it." }],
        );
      }
    },
  },
});
