import { nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeFor, type Resource } from "../../workspace/resource.ts";
import { metricsOf, usesIn } from "../analysis-uses.ts";
import { defineRule } from "../rule.ts";

export const duplicateMetric = defineRule({
  id: "analysis/duplicate-metric",
  severity: "error",
  summary: "Templates that are used together have no two metrics of the same name.",
  why: "They become one AnalysisRun, in which names tell metrics apart: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts utils/analysis/helpers.go, pkg/apis/rollouts/validation/validation_references.go (AR-R010)",
  bad: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ templateName: fast }, { templateName: slow }] }
    #             ^^^^^^^^^ analysis/duplicate-metric
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: fast }
    spec:
      metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: rate_1m } } }]
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: slow }
    spec:
      metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: rate_10m } } }]`,
  good: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ templateName: fast }, { templateName: slow }] }
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: fast }
    spec:
      metrics: [{ name: rate-1m, successCondition: "result[0] > 1", provider: { prometheus: { query: rate_1m } } }]
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: slow }
    spec:
      metrics: [{ name: rate-10m, successCondition: "result[0] > 1", provider: { prometheus: { query: rate_10m } } }]`,
  workspace: {
    rollout(rollout, { report, workspace }) {
      for (const use of usesIn(rollout, workspace)) {
        const seen = new Map<string, Resource>();
        const told = new Set<string>();
        for (const { template, metric, name } of namedMetrics(use.templates)) {
          const first = seen.get(name);
          seen.set(name, first ?? template);
          if (!first || told.has(name)) continue;
          told.add(name);
          const where =
            first === template ? `both in \`${first.name ?? ""}\`` : `\`${first.name ?? ""}\` and \`${template.name ?? ""}\` both have it`;
          const at = nodeAt(metric, "name")?.at ?? metric.at;
          report(
            use.at,
            `The controller refuses this Rollout: two metrics of one analysis are called \`${name}\`, ${where}. Give one of them another name.`,
            [],
            isFromCluster(template) ? [] : [{ place: placeFor(template, at), message: "The second one." }],
          );
        }
      }
    },
  },
});

function namedMetrics(
  templates: readonly Resource[],
): readonly { readonly template: Resource; readonly metric: SourceNode; readonly name: string }[] {
  return templates.flatMap(template =>
    metricsOf(template).flatMap(metric => {
      const name = textOf(metric, "name");
      return name === undefined ? [] : [{ template, metric, name }];
    }),
  );
}
