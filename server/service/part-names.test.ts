import assert from "node:assert/strict";
import { applyEdits } from "../../core/syntax/edit.ts";
import { placesIn } from "../../test/kit/places.ts";
import { completes, workspace } from "../../test/kit/service.ts";

const files = {
  "rate.yaml": `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: rate }
spec:
  args: [{ name: service }, { name: limit, value: "1" }]
  dryRun: [{ metricName: errors }]
  metrics:
  - name: errors
    successCondition: result[0] < {{ args.limit }}
    provider: { prometheus: { query: 'errors{app="{{args.service}}"} / all{app="{{ args.service }}"}' } }
`,
  "latency.yaml": `apiVersion: argoproj.io/v1alpha1
kind: ClusterAnalysisTemplate
metadata: { name: latency }
spec:
  args: [{ name: service }]
  templates: [{ templateName: base, clusterScope: true }]
---
apiVersion: argoproj.io/v1alpha1
kind: ClusterAnalysisTemplate
metadata: { name: base }
spec:
  args: [{ name: "service" }, { name: other }]
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: unrelated }
spec: { args: [{ name: service }] }
`,
  "rollout.yaml": `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: shop }
spec:
  strategy:
    canary:
      trafficRouting:
        managedRoutes: [{ name: testers }]
        istio:
          virtualServices: [{ name: one, routes: [main] }, { name: two, routes: [main] }]
          destinationRule: { name: shop, canarySubsetName: canary, stableSubsetName: stable }
      steps:
      - setHeaderRoute: { name: testers, match: [] }
      - analysis:
          templates: [{ templateName: rate }, { templateName: latency, clusterScope: true }]
          args: [{ name: service, value: shop }]
          dryRun: [{ metricName: errors }]
      - setHeaderRoute: { name: testers }
`,
  "istio.yaml": `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: one }
spec:
  http:
  - name: main
    route: [{ destination: { host: shop, subset: canary } }, { destination: { host: other, subset: canary } }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: two }
spec: { http: [{ name: main }, { name: side }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: shop }
spec: { host: shop.prod.svc.cluster.local, subsets: [{ name: canary }, { name: stable }] }
`,
  "flagger.yaml": `apiVersion: flagger.app/v1beta1
kind: MetricTemplate
metadata: { name: codes }
spec: { query: 'codes{code="{{ variables.code }}", app="{{ target }}"}' }
---
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: shop }
spec: { analysis: { metrics: [{ name: a, templateRef: { name: codes }, templateVariables: { code: "500" } }] } }
`,
};
type Name = keyof typeof files;

/** The files, with a cursor behind the first letter of the nth place of a text. */
function at(name: Name, text: string, nth = 1, change: { readonly [name: string]: string } = {}) {
  const all: { readonly [name: string]: string } = { ...files, ...change };
  const here = all[name] ?? "";
  let offset = -1;
  for (let i = 0; i < nth; i++) offset = here.indexOf(text, offset + 1);
  assert.ok(offset >= 0, text);
  return { all, service: workspace(all), offset: offset + 1 };
}

describe("names of what is inside of objects", () => {
  const references = (name: Name, text: string, nth = 1): readonly string[] => {
    const { all, service, offset } = at(name, text, nth);
    return placesIn(all, service.references(name, offset, true)).toSorted();
  };
  const service = [
    "latency.yaml:12 service",
    "latency.yaml:5 service",
    "rate.yaml:10 service",
    "rate.yaml:10 service",
    "rate.yaml:5 service",
    "rollout.yaml:16 service",
  ].toSorted();

  it("are one where one value is given to several templates, nested ones too, and not where nobody says so", () => {
    assert.deepEqual(references("rate.yaml", "service"), service);
    assert.deepEqual(references("rate.yaml", "service }}"), service);
    assert.deepEqual(references("rollout.yaml", "service, value"), service);
    assert.deepEqual(references("latency.yaml", "service", 3), ["latency.yaml:17 service"]);
  });
  it("are of the object that stands beside them", () => {
    assert.deepEqual(references("istio.yaml", "main"), ["istio.yaml:6 main", "rollout.yaml:10 main"]);
    assert.deepEqual(references("istio.yaml", "canary"), ["istio.yaml:17 canary", "istio.yaml:7 canary", "rollout.yaml:11 canary"]);
    assert.deepEqual(references("rate.yaml", "errors"), ["rate.yaml:6 errors", "rate.yaml:8 errors", "rollout.yaml:17 errors"]);
    assert.deepEqual(references("rollout.yaml", "testers"), [
      "rollout.yaml:13 testers",
      "rollout.yaml:18 testers",
      "rollout.yaml:8 testers",
    ]);
    assert.deepEqual(references("flagger.yaml", "code }}"), ["flagger.yaml:4 code", "flagger.yaml:9 code"]);
  });
  it("lead to what defines them, and are marked in their file", () => {
    const { all, service, offset } = at("rollout.yaml", "testers", 2);
    assert.deepEqual(placesIn(all, service.definition("rollout.yaml", offset)?.targets ?? []), ["rollout.yaml:8 testers"]);
    assert.equal(service.highlights("rollout.yaml", offset).length, 3);
    const variable = at("flagger.yaml", "code: ");
    assert.deepEqual(placesIn(variable.all, variable.service.definition("flagger.yaml", variable.offset)?.targets ?? []), [
      "flagger.yaml:4 code",
    ]);
  });
  it("are proposed where they can be used", () => {
    const others = Object.fromEntries(Object.entries(files).filter(([name]) => name !== "rollout.yaml"));
    completes(files["rollout.yaml"].replace("routes: [main] }]", "routes: [$0] }]"), ["main", "side"], { beside: others });
    completes(files["rollout.yaml"].replace("setHeaderRoute: { name: testers }", "setHeaderRoute: { name: $0 }"), ["testers"], {
      beside: others,
    });
    completes(files["rollout.yaml"].replace("args: [{ name: service,", "args: [{ name: $0,"), ["service", "limit", "other"], {
      beside: others,
    });
  });
});

describe("renaming what is inside of objects", () => {
  const renamed = (name: Name, text: string, newName: string, nth = 1, change: { readonly [name: string]: string } = {}) => {
    const { all, service, offset } = at(name, text, nth, change);
    const edits = service.rename(name, offset, newName);
    if ("refused" in edits) return edits.refused;
    return Object.fromEntries(
      Object.entries(all).flatMap(([uri, before]) => {
        const after = applyEdits(
          before,
          edits.filter(edit => edit.at.uri === uri),
        );
        return after === before ? [] : [[uri, after]];
      }),
    );
  };

  it("changes every place, quotes and braces left as they are", () => {
    const [unrelated] = files["latency.yaml"].split("---\n").slice(-1);
    assert.deepEqual(renamed("rollout.yaml", "service, value", "app"), {
      "rate.yaml": files["rate.yaml"].replaceAll("service", "app"),
      "latency.yaml": `${files["latency.yaml"].slice(0, -(unrelated ?? "").length).replaceAll("service", "app")}${unrelated}`,
      "rollout.yaml": files["rollout.yaml"].replace("name: service", "name: app"),
    });
    assert.deepEqual(renamed("istio.yaml", "main", "primary"), {
      "istio.yaml": files["istio.yaml"].replace("- name: main", "- name: primary"),
      "rollout.yaml": files["rollout.yaml"].replace("one, routes: [main]", "one, routes: [primary]"),
    });
    assert.deepEqual(renamed("flagger.yaml", "code: ", "status"), {
      "flagger.yaml": files["flagger.yaml"].replace("variables.code", "variables.status").replace("code: ", "status: "),
    });
  });

  const template = (change: (text: string) => string) => ({ "rate.yaml": change(files["rate.yaml"]) });
  const refusals: readonly (readonly [string, () => unknown, RegExp])[] = [
    ["a name that another has", () => renamed("rate.yaml", "service", "limit"), /^There is an argument `limit` already/],
    ["a name that another template has, which gets the same values", () => renamed("rate.yaml", "service", "other"), /`other` already/],
    ["what is no name", () => renamed("rate.yaml", "service", "a b"), /^This is no name for an argument/],
    [
      "what is defined nowhere",
      () =>
        renamed("rollout.yaml", "testers", "a", 2, {
          "rollout.yaml": files["rollout.yaml"].replace("managedRoutes: [{ name: testers }]", ""),
        }),
      /is defined in no file/,
    ],
    [
      "what a Helm template names",
      () =>
        renamed(
          "rollout.yaml",
          "service, value",
          "app",
          1,
          template(text => text.replace("errors{", "{{ .Values.x }}{")),
        ),
      /is named in a template/,
    ],
    [
      "what is written more than once",
      () => renamed("rollout.yaml", "service, value", "app", 1, { "copy.yaml": files["rate.yaml"] }),
      /is written more than once/,
    ],
    [
      "a metric that a pattern fits, and would not",
      () =>
        renamed(
          "rate.yaml",
          "errors",
          "faults",
          1,
          template(text => text.replace("metricName: errors", "metricName: err.*")),
        ),
      /The pattern `err\.\*` fits only one/,
    ],
  ];
  for (const [what, answer, reason] of refusals) it(`refuses ${what}`, () => assert.match(String(answer()), reason));
});
