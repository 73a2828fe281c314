import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const defaultIgnored = defineRule({
  id: "analysis/default-ignored",
  severity: "warning",
  summary: "An answer without values is caught by `len(result)`, and not by `default` or `isNil`.",
  why: "No value is an empty list, which is not nil, and both functions ignore what they are given: `result[0]` is still an error.",
  source: "argoproj/argo-rollouts utils/evaluate/evaluate.go (`argo-rollouts.md` part 5)",
  bad: `
    metrics:
    - name: success-rate
      successCondition: default(result[0], 1) >= 0.95
      #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ analysis/default-ignored
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  good: `
    metrics:
    - name: success-rate
      successCondition: len(result) == 0 || result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  analysis({ metrics }, { report }) {
    for (const metric of metrics) {
      if (!["prometheus", "graphite"].some(key => nodeAt(metric, "provider", key))) continue;
      for (const field of ["successCondition", "failureCondition"]) {
        const place = nodeAt(metric, field);
        const name = /\b(default|isNil)\s*\(\s*result\b/.exec(textOf(place) ?? "")?.[1];
        if (!place || name === undefined) continue;
        report(
          place.at,
          `An answer without values is an error all the same: \`${name}\` ignores what it is given, and an empty list is not nil. Write \`len(result) == 0 || …\`.`,
        );
      }
    }
  },
});
