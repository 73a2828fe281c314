import { nodeAt, placeOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeFor } from "../../workspace/resource.ts";
import { metricsOf, usesIn } from "../analysis-uses.ts";
import { defineRule } from "../rule.ts";

export const endlessAnalysis = defineRule({
  id: "analysis/endless",
  severity: "error",
  summary: "An analysis that something waits for has an end.",
  why: "A metric with `interval` and without `count` goes on for ever, so the step would never end: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation_references.go (AR-R013)",
  bad: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ templateName: success-rate }] }
    #             ^^^^^^^^^ analysis/endless
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: success-rate }
    spec:
      metrics:
      - name: success-rate
        interval: 1m
        successCondition: result[0] >= 0.95
        provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  good: `
    steps:
    - setWeight: 20
    - analysis: { templates: [{ templateName: success-rate }] }
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: success-rate }
    spec:
      metrics:
      - name: success-rate
        interval: 1m
        count: 5
        successCondition: result[0] >= 0.95
        provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  workspace: {
    rollout(rollout, { report, workspace }) {
      for (const use of usesIn(rollout, workspace)) {
        if (use.kind === "background") continue;
        const endless = use.templates.flatMap(template =>
          metricsOf(template).flatMap(metric => (isEndless(metric) ? [{ template, metric }] : [])),
        );
        const [first] = endless;
        if (!first) continue;
        const name = textOf(first.metric, "name") ?? "";
        const waits = use.kind === "step" ? "this step would never end" : "the promotion would wait for ever";
        report(
          use.at,
          `The controller refuses this Rollout: ${waits}, since the metric \`${name}\` has an \`interval\` and no \`count\`. Add \`count\` to it.`,
          [],
          isFromCluster(first.template)
            ? []
            : [{ place: placeFor(first.template, placeOf(first.metric, ["interval"])), message: `\`${name}\` has no \`count\`.` }],
        );
      }
    },
  },
});

/** Without a count, or with 0, it goes on as long as there is an interval. What an argument decides nobody knows here. */
function isEndless(metric: SourceNode): boolean {
  const interval = nodeAt(metric, "interval");
  const count = nodeAt(metric, "count");
  if (interval?.kind !== "scalar" || interval.value === null || interval.value === "") return false;
  if (count?.kind !== "scalar" || count.value === null) return count === undefined || count.kind === "scalar";
  return !String(count.value).includes("{{") && Number(count.value) === 0;
}
