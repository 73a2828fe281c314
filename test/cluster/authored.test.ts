import assert from "node:assert/strict";
import { type Author, author } from "../kit/author.ts";
import { controlPlane } from "./shared-control-plane.ts";
import { objectsIn } from "./stand-ins.ts";
import { verdictOn } from "./verdict.ts";

// Written from an empty file with nothing but what is offered and the repairs of what is found, names and images apart, and taken by the real
// controllers at the first apply.
describe("what is written with completion and repairs alone", function () {
  this.timeout(5 * 60_000);

  it("is a canary over Istio with two analyses", async () => {
    const written = author();
    rollout(written);
    written.take("strategy");
    written.take("canary with Istio", "shop-stable", "shop-canary", "shop", "primary");
    written.line(8);
    written.type("- ");
    written.take("setWeight, analysis", "80", "latency");
    written.line(6);
    written.take("analysis", "success-rate", "1");
    template(written, "success-rate", "success rate (Prometheus)");
    template(written, "latency", "latency (Prometheus)");
    for (const missing of ["Service `shop-stable`", "Service `shop-canary`", "VirtualService `shop`"])
      written.mend(`Add the ${missing} below`);
    await isTaken("authored-canary", written);
  });

  it("is a blue-green rollout with an analysis before the promotion", async () => {
    const written = author();
    rollout(written);
    written.take("strategy");
    written.take("blue-green with a preview", "shop-active", "shop-preview");
    written.line(6);
    written.take("prePromotionAnalysis", "answers");
    template(written, "answers", "a URL");
    for (const missing of ["shop-active", "shop-preview"]) written.mend(`Add the Service \`${missing}\` below`);
    await isTaken("authored-blue-green", written);
  });

  it("is a Canary of Flagger with gates", async () => {
    const written = author();
    begin(written, "flagger.app/v1beta1", "Canary", "shop", "Deployment", "shop", "80", "10s");
    written.line(4);
    written.take("webhooks", "promotion", "http://127.0.0.1:9/gate/check");
    written.line(8);
    written.take("type", "confirm-promotion");
    written.line(6);
    written.type("- ");
    written.take("gate for a rollback", "rollback", "http://127.0.0.1:9/rollback/check");
    written.line(2);
    written.take("provider", "istio");
    written.mend("Add the Deployment `shop` below");
    await isTaken("authored-flagger", written);
  });

  /** Nothing is found that a person would have to mend, and the controller has nothing against it. */
  async function isTaken(namespace: string, { text, findings }: Author): Promise<void> {
    assert.deepEqual(
      findings()
        .filter(({ severity }) => severity === "error" || severity === "warning")
        .map(({ code, message }) => `${code}: ${message}`),
      [],
      text,
    );
    const { api } = await controlPlane();
    assert.deepEqual(await verdictOn(api, namespace, objectsIn(text)), { refusedBy: undefined }, text);
  }
});

function begin(written: Author, apiVersion: string, kind: string, name: string, ...spec: readonly string[]): void {
  written.take("apiVersion", apiVersion);
  written.line(0);
  written.take("kind", kind);
  written.line(0);
  written.take("metadata", name);
  written.line(0);
  written.take("spec", ...spec);
}

function rollout(written: Author): void {
  begin(written, "argoproj.io/v1alpha1", "Rollout", "shop");
  written.take("replicas", "4");
  written.line(2);
  written.take("selector", "shop");
  written.line(2);
  written.take("template", "shop", "shop", "registry.example/shop:1.0.0");
  written.line(2);
}

/** A template with one whole metric, behind what is there. */
function template(written: Author, name: string, metric: string): void {
  written.line(0);
  written.type("---\n");
  begin(written, "argoproj.io/v1alpha1", "AnalysisTemplate", name);
  written.type("metrics:\n    - ");
  written.take(metric);
}
