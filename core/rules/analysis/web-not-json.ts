import { isSet, nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const webNotJson = defineRule({
  id: "analysis/web-not-json",
  severity: "information",
  summary: "A web metric asks an address that answers with JSON.",
  why: "An answer that is no JSON, such as `ok`, counts as a success without a look at the conditions.",
  source: "argoproj/argo-rollouts metricproviders/webmetric/webmetric.go (`argo-rollouts-1.10.1.md` A7)",
  bad: `
    metrics:
    - name: health
      successCondition: result == "ok"
      provider: { web: { url: "http://shop/healthz" } }
      #                       ^^^^^^^^^^^^^^^^^^^^^ analysis/web-not-json`,
  good: `
    metrics:
    - name: health
      successCondition: result == "ok"
      provider: { web: { url: "http://shop/health.json", jsonPath: "{$.status}" } }`,
  analysis({ metrics }, { report }) {
    for (const metric of metrics) {
      const place = nodeAt(metric, "provider", "web", "url");
      const url = textOf(place);
      const judged = isSet(metric, "successCondition") || isSet(metric, "failureCondition");
      if (!place || url === undefined || !judged || isSet(metric, "provider", "web", "jsonPath")) continue;
      if (!/\/(healthz?|livez?|readyz?|ping|metrics)\/?$|\.(html?|txt)$/.test(url.split(/[?#]/)[0] ?? "")) continue;
      report(
        place.at,
        "Any answer that is no JSON passes, without a look at the conditions, and addresses like this one often answer with plain text. Ask one that answers with JSON, and name the field in `jsonPath`.",
      );
    }
  },
});
