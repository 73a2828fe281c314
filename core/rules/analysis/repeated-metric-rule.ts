import { itemsOf, textOf } from "../../syntax/nodes.ts";
import { usesIn } from "../analysis-uses.ts";
import { defineRule } from "../rule.ts";

/** Lists of an analysis that say something of metrics by name. */
const lists = ["dryRun", "measurementRetention"];

export const repeatedMetricRule = defineRule({
  id: "analysis/repeated-metric-rule",
  severity: "error",
  summary: "`dryRun` and `measurementRetention` name each metric once, in all templates of an analysis and its step together.",
  why: "The controller would not know which of the two counts, and refuses the Rollout.",
  source: "argoproj/argo-rollouts utils/analysis/helpers.go, validation_references.go (AR-R010, AR-R011)",
  bad: `
    steps:
    - setWeight: 20
    - analysis:
        templates: [{ templateName: rate }]
        #<------- analysis/repeated-metric-rule
        dryRun: [{ metricName: rate }]
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: rate }
    spec:
      dryRun: [{ metricName: rate }]
      metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }]`,
  good: `
    steps:
    - setWeight: 20
    - analysis:
        templates: [{ templateName: rate }]
        dryRun: [{ metricName: rate }]
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: rate }
    spec:
      metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }]`,
  workspace: {
    rollout(rollout, { report, workspace }) {
      const steps = rollout.steps.flatMap(({ kinds }) => kinds.filter(({ kind }) => kind === "analysis").map(({ value }) => value));
      for (const use of usesIn(rollout, workspace)) {
        for (const list of lists) {
          const own = use.templates
            .flatMap(template => itemsOf(template.node, "spec", list))
            .flatMap(item => textOf(item, "metricName") ?? []);
          // The lists of every analysis step are laid beside the templates of every use, its own step or not.
          const added = steps.map(step => itemsOf(step, list).flatMap(item => textOf(item, "metricName") ?? []));
          const twice = [own, ...added.map(names => [...names, ...own])].flatMap(repeated)[0];
          if (twice === undefined) continue;
          report(
            use.at,
            `The controller refuses this Rollout: \`${list}\` names the metric \`${twice}\` twice, in the templates of this analysis and the steps together. Name it once.`,
          );
          break;
        }
      }
    },
  },
});

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, i) => names.indexOf(name) !== i);
}
