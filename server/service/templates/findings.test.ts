import { check } from "../../../test/kit/service.ts";

const head = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n";
const pods = `  selector:
    matchLabels:
      {{- include "shop.labels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "shop.labels" . | nindent 8 }}
    spec:
      containers:
      - name: shop
        image: "{{ .Values.image }}:{{ .Values.tag }}"
`;
const canary = (fields: string): string => `${head}${pods}  strategy:\n    canary:\n${fields.replace(/^(?=.)/gm, "      ")}`;

describe("a Helm template", () => {
  it("is checked where it is plain", () => {
    check(canary("steps:\n- setWeight: 120\n#            ^^^ steps/weight-out-of-range\n- setWeight: {{ .Values.weight }}\n"));
    check(`${head}${pods}  strateggy:\n# ^^^^^^^^^ schema/unknown-field\n    canary: {}\n`);
    check(canary("steps:\n- pause: { duration: 5 minutes }\n#                    ^^^^^^^^^ steps/pause-duration\n"));
  });
  it("has no findings where an action stands", () => {
    check(
      canary('stableService: {{ .Values.service }}\ncanaryService: "{{ .Values.service }}"\nsteps:\n- setWeight: {{ .Values.weight }}\n'),
    );
    check(canary("steps:\n- setWeight: {{ .Values.weight }}\n- setWeight: 10\n"));
    check(canary("steps:\n- {{ .Values.step }}: 10\n"));
    check(canary("steps:\n{{ toYaml .Values.steps | indent 6 }}\n"));
    check(canary("{{- toYaml .Values.canary | nindent 6 }}\n"));
  });
  it("may put more beside what is there", () => {
    // Without traffic routing the first would be ignored; something else may bring it.
    check(canary('steps:\n- setHeaderRoute: { name: a, match: [] }\n- setWeight: 10\n{{- include "shop.routing" . | nindent 6 }}\n'));
  });
});
