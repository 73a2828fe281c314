import assert from "node:assert/strict";
import { applyEdits } from "../../core/syntax/edit.ts";
import { manifest } from "../../test/kit/manifests.ts";
import { check, cursorIn, workspace } from "../../test/kit/service.ts";

const template = `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: success-rate }
spec: { metrics: [{ name: rate, count: 2, interval: 1m, successCondition: "result[0] > 0.9", provider: { prometheus: { query: rate } } }] }
`;

describe("silencing", () => {
  it("works for the next line, whatever comments stand between", () => {
    check("steps:\n# stepwise-disable-next-line steps/weight-out-of-range -- on purpose\n# another comment\n- setWeight: 101");
    check("steps:\n# stepwise-disable-next-line steps/two-kinds\n- setWeight: 101\n#            ^^^ steps/weight-out-of-range");
    check(
      "steps:\n# stepwise-disable-next-line steps/weight-out-of-range\n- setWeight: 10\n- setWeight: 101\n#            ^^^ steps/weight-out-of-range",
    );
  });
  it("works for the line itself, behind what is written there", () => {
    check("steps:\n- setWeight: 101 # stepwise-disable-line steps/weight-out-of-range -- on purpose");
    check("steps:\n- setWeight: 101 # stepwise-disable-line");
    check("steps:\n- setWeight: 101 # stepwise-disable-line steps/two-kinds\n#            ^^^ steps/weight-out-of-range");
    check("steps:\n- setWeight: 101 # stepwise-disable-line\n- setWeight: 102\n#            ^^^ steps/weight-out-of-range");
    check("steps:\n- setWeight: 101 # stepwise-disable-lines\n#            ^^^ steps/weight-out-of-range");
  });
  it("works for a whole file, wherever it stands, and a document's for no other", () => {
    const wrong = manifest("steps:\n- setWeight: 101");
    const codes = (text: string) =>
      workspace({ "a.yaml": text })
        .diagnostics("a.yaml", "all")
        .map(({ code }) => code);
    assert.deepEqual(codes(`${wrong}\n---\n# stepwise-disable-file steps/weight-out-of-range -- old\n${wrong}\n`), []);
    assert.deepEqual(codes(`# stepwise-disable-file\n---\n${wrong}\n---\n${wrong}\n`), []);
    assert.deepEqual(codes(`${wrong}\n---\n# stepwise-disable-file steps/two-kinds\n${wrong}\n`), [
      "steps/weight-out-of-range",
      "steps/weight-out-of-range",
    ]);
    assert.deepEqual(codes(`${wrong}\n---\n# stepwise-disable\n${wrong}\n`), ["steps/weight-out-of-range"]);
  });
  it("works for a whole document, for one code, several or all", () => {
    check("# stepwise-disable steps/weight-out-of-range\nsteps:\n- setWeight: 101\n- setWeight: 102");
    check("# stepwise-disable steps/two-kinds, steps/weight-out-of-range\nsteps:\n- setWeight: 101");
    check("# stepwise-disable\nsteps:\n- setWeight: 101");
    check("# stepwise-disabled\nsteps:\n- setWeight: 101\n#            ^^^ steps/weight-out-of-range");
  });
  it("works for what looks into other files, and for structure", () => {
    check("# stepwise-disable-next-line references/missing\nstableService: shop\nsteps: [{ setWeight: 10 }]");
    check("# stepwise-disable-next-line schema/unknown-field\nstableServices: shop\nsteps: [{ setWeight: 10 }]");
  });
  it("is offered beside each finding, and does what it says", () => {
    const text = manifest("steps:\n- setWeight: 101");
    const service = workspace({ "a.yaml": text });
    const at = text.indexOf("101");
    const silences = service.codeActions("a.yaml", { start: at, end: at }).filter(({ title }) => title.startsWith("Silence"));
    assert.equal(silences.length, 2);
    for (const { edits, title } of silences) {
      service.setFile("a.yaml", applyEdits(text, edits));
      assert.deepEqual(service.diagnostics("a.yaml", "all"), [], title);
    }
  });
});

describe("documents that are nobody's mistake", () => {
  it("are templates that nobody can read: nothing is said of them", () => {
    check("{% if canary %}\nsteps: [{ setWeight: 1000 }]\n{% endif %}");
    check("{{#if canary}}\nsteps: [{ setWeight: 1000 }]\n{{/if}}");
    check("steps: [{ setWeight: 1000 }]\n{{- if .Values.canary -}}\nstableService: shop\n{{- end }}");
  });
  it("but not what both platforms write between braces", () => {
    check(
      "args: [{ name: a, value: '1' }]\nmetrics:\n- name: '{{args.a}}'\n  count: '{{args.a}}'\n  provider: {}\n# ^^^^^^^^ analysis/provider-count",
      { frame: "AnalysisTemplate" },
    );
  });
  it("are patches: what is there is checked, what is not there is not missing", () => {
    const patch = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop }\nspec:\n  replicas: 5\n";
    check(patch);
    check(`${patch}  strategy:\n    canary:\n      steps:\n      - setWeight: 101\n      #            ^^^ steps/weight-out-of-range\n`);
    const whole = manifest("replicas: 3").replace(/ {2}selector:.*\n/, "");
    assert.deepEqual(
      workspace({ "a/rollout.yaml": whole })
        .diagnostics("a/rollout.yaml", "all")
        .map(({ code }) => code),
      ["pods/no-selector"],
    );
    const overlay = { "a/rollout.yaml": whole, "a/kustomization.yaml": "resources: [../base]\npatches:\n- path: ./rollout.yaml\n" };
    assert.deepEqual(workspace(overlay).diagnostics("a/rollout.yaml", "all"), []);
  });
  it("belong to others", () => {
    check("apiVersion: v1\nkind: Service\nspec: { nonsense: [}\n");
    check("apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: { nonsense: 1 }\n");
  });
  it("are referred to by a chart's templates: their names may be anything", () => {
    const chart = "apiVersion: v1\nkind: Service\nmetadata: { name: '{{ .Release.Name }}-stable' }\n";
    check("stableService: shop\nsteps: [{ setWeight: 10 }]", { beside: { "chart.yaml": chart } });
  });
});

describe("what cannot be read", () => {
  it("is told once, in documents that seem to be ours", () => {
    const text = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec:\n\treplicas: 3\n";
    const codes = workspace({ "a.yaml": text })
      .diagnostics("a.yaml", "all")
      .map(({ code }) => code);
    assert.deepEqual([...new Set(codes.map(code => code.split("/")[0]))], ["yaml"]);
  });
  it("is told in its document, and leaves the others alone", () => {
    const text = `${manifest("steps:\n- setWeight: 101\n")}---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: { a: "b\n`;
    const codes = workspace({ "a.yaml": text })
      .diagnostics("a.yaml", "all")
      .map(({ code }) => code);
    assert.ok(codes.includes("steps/weight-out-of-range") && codes.some(code => code.startsWith("yaml/")), codes.join());
  });
  it("a key that is written twice is told where the second one stands", () => {
    check("replicas: 3\nreplicas: 4\n#<------ yaml/duplicate-key");
  });
});

describe("a kind", () => {
  it("that is nearly one of ours is told, and others are left alone", () => {
    check("apiVersion: argoproj.io/v1alpha1\nkind: Rolout\n#     ^^^^^^ schema/kind\nmetadata: { name: a }\n");
    check("apiVersion: flagger.app/v1beta1\nkind: canary\n#     ^^^^^^ schema/kind\nmetadata: { name: a }\n");
    check("apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: { name: a }\n");
    check("apiVersion: example.io/v1\nkind: Rolout\nmetadata: { name: a }\n");
  });
});

describe("repairs", () => {
  it("add what is missing, and the finding is gone", () => {
    const text = manifest("replicas: 10").replace(/ {2}selector:.*\n/, "");
    const service = workspace({ "a.yaml": text });
    const [finding] = service.diagnostics("a.yaml", "all");
    assert.equal(finding?.code, "pods/no-selector");
    const [fix] = finding?.fixes ?? [];
    assert.ok(fix);
    const repaired = applyEdits(text, fix.edits);
    assert.match(repaired, /\n {2}selector: \{ matchLabels: \{ app: shop \} \}/);
    service.setFile("a.yaml", repaired);
    assert.deepEqual(service.diagnostics("a.yaml", "all"), []);
  });
});

describe("one cause", () => {
  it("gives one finding, also where an anchor repeats it", () => {
    check("steps:\n- &a\n  setWeight: 101\n#            ^^^ steps/weight-out-of-range\n- *a\n- *a");
  });
  it("a misspelt field is not missing as well", () => {
    const misspelt = manifest("replicas: 3").replace("selector:", "selektor:");
    assert.deepEqual(
      workspace({ "a.yaml": misspelt })
        .diagnostics("a.yaml", "all")
        .map(({ code }) => code),
      ["schema/unknown-field"],
    );
  });
});

describe("what is nowhere", () => {
  const beside = {
    "other.yaml": `apiVersion: v1
kind: Secret
metadata: { name: other }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: basket }
`,
  };
  const target = "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\n";
  const canary = "autoscalerRef: { apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, name: baskets }";
  it("is no finding where it is seldom in a file", () => {
    check(`${canary}\n`, { frame: "Canary", beside: { "shop.yaml": target } });
    check(
      "args: [{ name: token, valueFrom: { secretKeyRef: { name: others, key: token } } }]\nmetrics: [{ name: rate, count: 1, provider: { web: { url: 'http://a/rate', jsonPath: '{$.rate}' } } }]",
      {
        frame: "AnalysisTemplate",
        beside,
      },
    );
  });
  it("is one where files have others of the kind", () => {
    check(`${canary}\n#${" ".repeat(canary.indexOf("baskets") - 1)}^^^^^^^ references/missing\n`, {
      frame: "Canary",
      beside: { ...beside, "shop.yaml": target },
    });
  });
});

describe("hover", () => {
  const hover = (fixture: string, frame?: "Canary") => {
    const { text, offset } = cursorIn(manifest(fixture, frame));
    return workspace({ "a.yaml": text, "t.yaml": template }).hover("a.yaml", offset)?.markdown;
  };
  it("tells type, meaning and default", () => {
    assert.match(
      hover("canary$0Service: a\nsteps: []") ?? "",
      /^\*\*canaryService\*\* · text\n\nService whose selector the controller points at the new version's pods\./,
    );
    assert.match(hover("workloadRef: { scale$0Down: never }") ?? "", /default never\n\n.* From 1\.7 on\./);
    assert.match(hover("rep$0licas: 3") ?? "", /whole number · default 1/);
    assert.match(hover("provider: is$0tio", "Canary") ?? "", /One of .*`linkerd`/);
  });
  it("tells what plugins are told, and nothing of fields in the wrong place", () => {
    assert.match(
      hover("trafficRouting: { plugins: { argoproj-labs/gatewayAPI: { httpRoutes: [{ useHeader$0Routes: true }] } } }\nsteps: []") ?? "",
      /^\*\*useHeaderRoutes\*\* · true or false · default false\n\n/,
    );
    assert.equal(hover("trafficRouting: { pause: { dur$0ation: 5m } }\nsteps: []"), undefined);
  });
  it("tells what a step comes to", () => {
    assert.match(
      hover("replicas: 4\nstrategy:\n  canary:\n    steps:\n    - setWei$0ght: 50\n    - pause: { duration: 5m }") ?? "",
      /Step 1 of 2: after 10 s a healthy version has 50 % of traffic \(2 new, 2 old\)/,
    );
  });
  const steps = (text: string) => hover(`replicas: 7\nstrategy:\n  canary:\n    steps:\n${text}`) ?? "";
  it("tells the pods of a weight, where traffic follows pods", () => {
    assert.match(steps("    - setWei$0ght: 20"), /With 7 replicas this 20 % is 2 of 8 pods, 25 %\./);
    const routed = hover("trafficRouting: { istio: { virtualService: { name: a } } }\nsteps:\n- setWei$0ght: 20") ?? "";
    assert.ok(routed.includes("setWeight") && !routed.includes("With "), routed);
  });
  it("tells how long the pauses take up to here", () => {
    const text = "    - pause: { duration: 5m }\n    - pause: {}\n    - pause: { duration: 1$00m }";
    assert.match(steps(text), /The pauses up to here take 15 min together, and one of them waits for a person\./);
  });
  it("tells what a limit allows", () => {
    const metric = (fields: string) => {
      const { text, offset } = cursorIn(manifest(`metrics:\n- name: a\n  provider: {}\n${fields}`, "AnalysisTemplate"));
      return workspace({ "a.yaml": text }).hover("a.yaml", offset)?.markdown ?? "";
    };
    const timed = "  interval: 1m\n  count: 5\n";
    assert.match(
      metric(`${timed}  failureLimit: $03`),
      /3 measurements of 5 may fail; one more fails the run, at the earliest 3 min after/,
    );
    assert.match(metric(`${timed}  failureLimit: $05`), /This metric cannot fail: 5 measurements are taken, and 5 may fail/);
    assert.match(metric("  failureLimit: $00"), /The first failed measurement of 1 fails the run, at once/);
    assert.match(metric("  interval: 1m\n  count: $05"), /The last of 5 measurements is taken 4 min after the run begins/);
    assert.doesNotMatch(metric('  interval: 1m\n  count: "{{args.n}}"\n  failureLimit: $03'), /may fail/);
    assert.match(
      hover("analysis: { interval: 1m, thresh$0old: 5, stepWeight: 10 }", "Canary") ?? "",
      /5 failed checks roll back, in a row or not: at the earliest 5 min after the first of them/,
    );
  });
  it("leads to the page of the platform that tells more", () => {
    assert.match(hover("rep$0licas: 3") ?? "", /\[Argo Rollouts: specification\]\(https:\/\/argo-rollouts/);
    assert.match(hover("analysis: { inter$0val: 1m, threshold: 5, stepWeight: 10 }", "Canary") ?? "", /\[Flagger: deployment/);
    assert.doesNotMatch(hover("template: { met$0adata: {} }") ?? "", /\]\(/);
  });
  it("tells what a silenced rule says", () => {
    assert.match(
      hover("steps:\n# stepwise-disable-next-line steps/two-$0kinds\n- setWeight: 1") ?? "",
      /^\*\*steps\/two-kinds\*\* · .*Otherwise: /s,
    );
  });
  it("tells where a name is", () => {
    assert.match(hover("steps:\n- analysis: { templates: [{ templateName: success$0-rate }] }") ?? "", /`success-rate` is in t\.yaml/);
    assert.match(hover("steps:\n- analysis: { templates: [{ templateName: other$0 }] }") ?? "", /is nowhere in the workspace/);
  });
  it("tells of neighbours what a rollout has to do with them, and no more", () => {
    const service = (line: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec:\n  ${line}\n`;
    assert.match(hover(service("sel$0ector: { app: shop }")) ?? "", /^\*\*selector\*\* · fields\n\n.*`rollouts-pod-template-hash`/);
    assert.equal(hover(service("ip$0Families: [IPv4]")), undefined);
    assert.equal(hover("apiVersion: example.org/v1\nkind: Service\nspec: { sel$0ector: {} }\n"), undefined);
  });
  it("is silent on white space and on what is not ours", () => {
    assert.equal(hover("steps:\n- setWeight: 50\n  $0\n"), undefined);
    assert.equal(hover("apiVersion: v1\nkind: Name$0space\n"), undefined);
  });
});

describe("hints", () => {
  const hints = (fixture: string, frame?: "Canary", beside: { readonly [name: string]: string } = {}) => {
    const text = manifest(fixture, frame);
    const found = workspace({ "a.yaml": text, "t.yaml": template, ...beside }).inlayHints("a.yaml", { start: 0, end: text.length });
    return found.map(({ at, text: hint }) => `${text.slice(text.lastIndexOf("\n", at - 1) + 1, at).trim()} → ${hint}`);
  };
  it("stand behind each step: time, traffic, pods", () => {
    const found = hints(
      "replicas: 4\nstrategy: { canary: { steps: [] } }".replace(
        "{ canary: { steps: [] } }",
        "\n  canary:\n    steps:\n    - setWeight: 25\n    - pause: { duration: 5m }\n    - analysis: { templates: [{ templateName: success-rate }] }",
      ),
    );
    assert.equal(found.length, 3);
    assert.match(found[0] ?? "", /^- setWeight: 25 → .* 25 % · 1 new, 3 old$/);
    assert.match(found[1] ?? "", /^- pause: \{ duration: 5m \} → 5 min/);
  });
  it("have the parts that are wanted", () => {
    const text = manifest("replicas: 4\nstrategy:\n  canary:\n    steps:\n    - setWeight: 25");
    const service = workspace({ "a.yaml": text });
    const hint = (time: boolean, traffic: boolean, pods: boolean) => {
      service.configure({ rules: {}, hints: { time, traffic, pods } });
      return service.inlayHints("a.yaml", { start: 0, end: text.length }).map(found => found.text);
    };
    assert.deepEqual(hint(false, true, true), ["25 % · 1 new, 3 old"]);
    assert.deepEqual(hint(false, false, true), ["1 new, 3 old"]);
    assert.deepEqual(hint(false, true, false), ["25 %"]);
    assert.deepEqual(hint(false, false, false), []);
  });
  it("are absent where nothing is predicted", () => {
    assert.deepEqual(hints("steps:\n- setWeight: 101"), []);
  });
});
