import { check } from "../../../test/kit/service.ts";

const step = (args: string, count: string, mark = ""): void =>
  check(
    `steps:
- analysis: { templates: [{ templateName: rate }], args: [{ name: times, value: "5" }] }${mark && `\n#             ^^^^^^^^^ ${mark}`}
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: rate }
spec:
  args: [${args}]
  metrics: [{ name: rate, interval: 1m, count: "${count}", successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }]
`,
  );

// What the controller 1.10.1 says to the same objects.
describe("a count that an argument decides", () => {
  it("is its default, whatever the Rollout gives", () => {
    step("{ name: times, value: '3' }", "{{args.times}}");
    step("{ name: times, value: '0' }", "{{args.times}}", "analysis/endless");
    step("{ name: times }", "{{ args.times }}", "analysis/endless");
  });
});
