import assert from "node:assert/strict";
import { completes, cursorIn, proposalsAt, workspace } from "../../../test/kit/service.ts";

const chart = (steps: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: {{ .Release.Name }}
  labels:
    {{- include "labels" . | nindent 4 }}
spec:
  {{- if .Values.replicas }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  strategy:
    canary:
      canaryService: {{ .Release.Name }}-canary
      stableService: shop-stable
      steps:
      ${steps}
`;
const service = "apiVersion: v1\nkind: Service\nmetadata: { name: shop-stable }\n";

describe("in a Helm template", () => {
  const hover = (marked: string): string | undefined => {
    const { text, offset } = cursorIn(marked);
    return workspace({ "a.yaml": text, "s.yaml": service }).hover("a.yaml", offset)?.markdown;
  };

  it("what is plain has a hover, and what an action makes has none", () => {
    assert.match(hover(chart("- set$0Weight: {{ .Values.weight }}")) ?? "", /^\*\*setWeight\*\*/);
    assert.match(hover(chart("- setWeight: 20").replace("shop-stable", "shop$0-stable")) ?? "", /is in s\.yaml/);
    assert.equal(hover(chart("- setWeight: {{ .Val$0ues.weight }}")), undefined);
    assert.doesNotMatch(hover(chart("- setWeight: 2$00")) ?? "", /a healthy version/);
  });

  it("keys and values are proposed, and nothing inside of an action", () => {
    completes(chart("- set$0"), ["setWeight", "setCanaryScale"]);
    completes(chart("- setWeight: {{ .Values.weight }}\n      - pau$0"), ["pause"]);
    completes(chart("- setWeight: 20").replace("shop-stable", "$0"), ["shop-stable"], { beside: { "s.yaml": service } });
    assert.deepEqual(proposalsAt(chart("- setWeight: {{ .Values.$0 }}")), []);
  });

  it("no forecast is made, since values decide it", () => {
    const answer = workspace({ "a.yaml": chart("- setWeight: {{ .Values.weight }}") }).forecast({ uri: "a.yaml", offset: 3 });
    assert.match(answer.kind === "empty" ? answer.sentence : "", /depends on its values/);
  });

  it("names lead to their objects, symbols and queries are there", () => {
    const { text, offset } = cursorIn(chart("- setWeight: 20").replace("shop-stable", "shop$0-stable"));
    const known = workspace({ "a.yaml": text, "s.yaml": service });
    assert.deepEqual(
      known.definition("a.yaml", offset)?.targets.map(({ uri }) => uri),
      ["s.yaml"],
    );
    assert.ok(known.symbols("a.yaml").length > 0);
    const template = `apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: a }\nspec:\n  metrics:\n  - name: a\n    successCondition: result[0] > 1\n    failureCondition: result[0] < {{ .Values.limit }}\n`;
    assert.ok(workspace({ "a.yaml": template }).tokens("a.yaml").length > 0);
    assert.ok(
      workspace({ "a.yaml": template })
        .tokens("a.yaml")
        .every(({ end }) => end < template.indexOf("failureCondition")),
    );
  });
});
