import assert from "node:assert/strict";
import { parseAllDocuments } from "yaml";
import { type Frame, manifest } from "../../test/kit/manifests.ts";
import { workspace } from "../../test/kit/service.ts";
import { onlyRepair } from "../base/problem.ts";
import { applyEdits } from "../syntax/edit.ts";

/** The file once everything that is missing was added, with what is still found. */
function completed(text: string): {
  readonly added: readonly { readonly [key: string]: unknown }[];
  readonly left: readonly string[];
  readonly text: string;
} {
  const service = workspace({ "a.yaml": text });
  let all = text;
  for (let round = 0; round < 10; round++) {
    const problems = service.diagnostics("a.yaml", "all").filter(({ code }) => code === "references/missing");
    const fix = problems.flatMap(({ fixes = [] }) => fixes).find(({ beyond }) => beyond);
    if (!fix) break;
    all = applyEdits(all, fix.edits);
    service.setFile("a.yaml", all);
  }
  const left = service.diagnostics("a.yaml", "all").filter(({ severity }) => severity === "error" || severity === "warning");
  return {
    added: parseAllDocuments(all)
      .slice(parseAllDocuments(text).length)
      .map(document => document.toJS() as { readonly [key: string]: unknown }),
    left: left.map(({ code, message }) => `${code}: ${message}`),
    text: all,
  };
}

// What names each kind, and what the added object must have so that its controller can work with it.
const cases: readonly { readonly of: string; readonly fixture: string; readonly frame?: Frame; readonly kinds: readonly string[] }[] = [
  { of: "Services of a canary", fixture: "stableService: a\ncanaryService: b\nsteps: [{ setWeight: 10 }]", kinds: ["Service", "Service"] },
  {
    of: "a route of Istio with its names",
    fixture:
      "stableService: a\ncanaryService: b\ntrafficRouting: { istio: { virtualService: { name: shop, routes: [main, other] } } }\nsteps: [{ setWeight: 10 }]",
    kinds: ["Service", "Service", "VirtualService"],
  },
  {
    of: "subsets of Istio",
    fixture:
      "trafficRouting: { istio: { virtualService: { name: shop }, destinationRule: { name: shop, stableSubsetName: old, canarySubsetName: new } } }\nsteps: [{ setWeight: 10 }]",
    kinds: ["DestinationRule", "VirtualService"],
  },
  {
    of: "an Ingress",
    fixture: "stableService: a\ncanaryService: b\ntrafficRouting: { nginx: { stableIngress: shop } }\nsteps: [{ setWeight: 10 }]",
    kinds: ["Service", "Service", "Ingress"],
  },
  {
    of: "analyses, in a step with arguments and beside the steps",
    fixture:
      "steps:\n- setWeight: 10\n- analysis: { templates: [{ templateName: rate }], args: [{ name: service, value: shop }] }\nanalysis: { templates: [{ templateName: beside }] }",
    kinds: ["AnalysisTemplate", "AnalysisTemplate"],
  },
  {
    of: "what a Canary rolls out and measures",
    fixture:
      "analysis:\n  interval: 1m\n  threshold: 5\n  stepWeight: 10\n  metrics:\n  - { name: errors, templateRef: { name: errors }, thresholdRange: { max: 1 } }",
    frame: "Canary",
    kinds: ["Deployment", "MetricTemplate"],
  },
];

describe("what is missing can be added", () => {
  for (const { of, fixture, frame, kinds } of cases)
    it(of, () => {
      const { added, left, text } = completed(manifest(fixture, frame));
      assert.deepEqual(added.map(({ kind }) => kind).toSorted(), [...kinds].toSorted(), text);
      assert.deepEqual(left, [], text);
    });

  it("in the namespace that it is looked for in, and in the line ends of the file", () => {
    const text = manifest("stableService: a\nsteps: [{ setWeight: 10 }]").replace("  name: shop\n", "  name: shop\n  namespace: web\n");
    const { added, text: all } = completed(text.replaceAll("\n", "\r\n"));
    assert.deepEqual(
      added.map(({ metadata }) => metadata),
      [{ name: "a", namespace: "web" }],
    );
    assert.ok(!/[^\r]\n/.test(all));
  });

  it("selects what the Rollout selects, on the port of its container", () => {
    const { added } = completed(
      manifest("stableService: a\nsteps: [{ setWeight: 10 }]").replace(
        'image: "shop:1"',
        'image: "shop:1", ports: [{ containerPort: 9000 }]',
      ),
    );
    assert.deepEqual(added[0]?.spec, { selector: { app: "shop" }, ports: [{ port: 80, targetPort: 9000 }] });
  });

  it("is nothing that is done unasked", () => {
    const [problem] = workspace({ "a.yaml": manifest("stableService: a\nsteps: [{ setWeight: 10 }]") }).diagnostics("a.yaml", "all");
    assert.ok(problem?.fixes);
    assert.ok(problem.fixes.some(({ beyond }) => beyond));
    assert.equal(onlyRepair({ fixes: problem.fixes }), undefined);
  });
});
