import { itemsOf, nodeAt, placeOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { isFromCluster, placeFor, type Resource } from "../../workspace/resource.ts";
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
          metricsOf(template).flatMap(metric => (isEndless(metric, template) ? [{ template, metric }] : [])),
        );
        const [first] = endless;
        if (!first) continue;
        const name = textOf(first.metric, "name") ?? "";
        const count = nodeAt(first.metric, "count");
        const asked = count?.kind === "scalar" && String(count.value).includes("{{");
        const why = asked
          ? `the count of the metric \`${name}\` comes from an argument, and only its default counts here. Give the argument a default, a number above 0.`
          : `the metric \`${name}\` has an \`interval\` and no \`count\`. Add \`count\` to it.`;
        const waits = use.kind === "step" ? "this step would never end" : "the promotion would wait for ever";
        report(
          use.at,
          `The controller refuses this Rollout: ${waits}, since ${why}`,
          [],
          isFromCluster(first.template)
            ? []
            : [
                {
                  place: placeFor(first.template, placeOf(first.metric, ["interval"])),
                  message: asked ? "The metric." : `\`${name}\` has no \`count\`.`,
                },
              ],
        );
      }
    },
  },
});

/**
 * Without a count, or with 0, it goes on as long as there is an interval. What is no number counts as 0. An argument is filled in with
 * the default of its own template, whatever the Rollout gives, and with a text where there is none.
 */
function isEndless(metric: SourceNode, template: Resource): boolean {
  const interval = nodeAt(metric, "interval");
  const count = nodeAt(metric, "count");
  if (interval?.kind !== "scalar" || interval.value === null || interval.value === "") return false;
  if (count?.kind !== "scalar" || count.value === null) return count === undefined || count.kind === "scalar";
  const args = new Map(
    itemsOf(template.node, "spec", "args").map(arg => [textOf(arg, "name") ?? "", textOf(arg, "value") ?? "none"] as const),
  );
  const names = [...String(count.value).matchAll(/\{\{\s*args\.([^}]*?)\s*\}\}/g)].map(found => found[1] ?? "");
  // One that is not listed is refused for that.
  if (names.some(name => !args.has(name))) return false;
  const filled = String(count.value).replace(/\{\{\s*args\.([^}]*?)\s*\}\}/g, (_, name: string) => args.get(name) ?? "");
  return !/^[+-]?\d+$/.test(filled) || Number(filled) === 0;
}
