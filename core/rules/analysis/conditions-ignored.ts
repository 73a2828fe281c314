import { metricProvider } from "../../providers/metrics/index.ts";
import { removeEntry } from "../../syntax/edit.ts";
import { entryOf, isSet, nodeAt } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const conditionsIgnored = defineRule({
  id: "analysis/conditions-ignored",
  severity: "warning",
  summary: "Conditions stand beside a provider whose answers they judge.",
  why: "A Job passes when it ends well, and Kayenta judges by its own thresholds: nobody reads the conditions.",
  source: "argoproj/argo-rollouts metricproviders/job, metricproviders/kayenta (`argo-rollouts.md` part 5)",
  bad: `
    metrics:
    - name: smoke-test
      successCondition: result[0] == 0
      #<-------------- analysis/conditions-ignored
      provider: { job: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: test, image: "test:1" }] } } } } }`,
  good: `
    metrics:
    - name: smoke-test
      provider: { job: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: test, image: "test:1" }] } } } } }`,
  analysis({ metrics }, { report, text }) {
    for (const metric of metrics) {
      const provider = ["job", "kayenta"].find(key => isSet(nodeAt(metric, "provider"), key));
      if (provider === undefined || metric.kind !== "map") continue;
      for (const field of ["successCondition", "failureCondition"]) {
        const entry = entryOf(metric, field);
        if (!entry || !isSet(metric, field)) continue;
        const how = provider === "job" ? "by whether its pods end well" : "by the thresholds of `kayenta`";
        report(entry.key.at, `Nobody reads this condition: a ${metricProvider(provider)?.label ?? provider} is judged ${how}. Remove it.`, [
          { title: `Remove \`${field}\``, edits: removeEntry(text, metric, field) },
        ]);
      }
    }
  },
});
