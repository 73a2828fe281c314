import { listed } from "../../base/figures.ts";
import { entryOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const providerCount = defineRule({
  id: "analysis/provider-count",
  severity: "warning",
  summary: "A metric has exactly one provider.",
  why: "The object is accepted, and then every run with this metric ends with an error, which rolls back.",
  source: "argoproj/argo-rollouts utils/analysis/factory.go (AR-A012)",
  bad: `
    metrics:
    - name: success-rate
      successCondition: result[0] >= 0.95
      provider: {}
    # ^^^^^^^^ analysis/provider-count`,
  good: `
    metrics:
    - name: success-rate
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  lacks: ["provider"],
  analysis({ metrics }, { report }) {
    for (const metric of metrics) {
      const provider = entryOf(metric, "provider");
      if (provider?.value.kind !== "map") continue;
      const names = provider.value.entries.map(({ key }) => `\`${String(key.value)}\``);
      if (names.length === 1) continue;
      const why = names.length === 0 ? "`provider` names none" : `\`provider\` names ${listed(names)}`;
      report(
        provider.key.at,
        `Every run with this metric ends with an error, which rolls back: it needs one provider, and ${why}. ${names.length === 0 ? "Add one, such as `prometheus`." : "Keep one of them."}`,
      );
    }
  },
});
