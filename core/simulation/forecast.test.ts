import assert from "node:assert/strict";
import { platformFor } from "../platforms/index.ts";
import { readFile } from "../syntax/file.ts";
import { allOf, workspaceOf } from "../workspace/workspace.ts";
import { ErrorDraws } from "./answers.ts";
import { course, forecast, usual } from "./forecast.ts";
import { judge } from "./judgement.ts";
import { runVirtually } from "./run.ts";

const rollout = (steps: string, metric = "interval: 1m, count: 5, failureLimit: 1", query = 'sum(rate(ok{service=\\"canary\\"}[1m]))') => `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: shop }
spec:
  replicas: 5
  selector: { matchLabels: { app: shop } }
  template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: app, image: "shop:1" }] } }
  strategy:
    canary:
      canaryService: canary
      stableService: stable
      trafficRouting: { istio: { virtualService: { name: shop } } }
      steps: ${steps}
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: success-rate }
spec: { metrics: [{ name: success-rate, ${metric}, successCondition: "result[0] >= 0.97", provider: { prometheus: { address: "http://p", query: "${query}" } } }] }
`;
const analysed = "[{ setWeight: 20 }, { pause: { duration: 2m } }, { analysis: { templates: [{ templateName: success-rate }] } }]";

function forecastOf(text: string, scenario = {}) {
  const workspace = workspaceOf([readFile("f", text)]);
  const view = forecast(allOf(workspace, "Rollout")[0] ?? assert.fail(), workspace, scenario);
  return view.kind === "forecast" ? view : assert.fail(view.sentence);
}

describe("forecasts", () => {
  it("are exact for inline analyses, and the dice of the machine agree with the law", () => {
    const workspace = workspaceOf([readFile("f", rollout(analysed))]);
    const platform = platformFor("Rollout") ?? assert.fail();
    const spec = platform.read(allOf(workspace, "Rollout")[0] ?? assert.fail(), workspace).value;
    const scenario = { ...usual, errorRate: 0.028, requestsPerSecond: 20 };
    const healthy = runVirtually(platform, spec, scenario, { kind: "healthy" });
    const exact = judge(platform, spec, scenario, healthy, new Map());
    assert.equal(exact.basis.kind, "exact");
    const runs = 3000;
    const draws = new ErrorDraws();
    let rolledBack = 0;
    for (let replication = 0; replication < runs; replication++)
      if (runVirtually(platform, spec, scenario, { kind: "drawn", seed: 5, replication, draws }).ended === "rolled back") rolledBack++;
    const z = (rolledBack / runs - exact.rolledBack) / Math.sqrt((exact.rolledBack * (1 - exact.rolledBack)) / runs);
    assert.ok(exact.rolledBack > 0.2 && exact.rolledBack < 0.99, `${exact.rolledBack}`);
    assert.ok(Math.abs(z) < 4.5, `${rolledBack / runs} against ${exact.rolledBack}, ${z.toFixed(1)} standard errors`);
  });

  it("keep what holds while a person is waited for apart from what comes at the same moment", () => {
    const view = forecastOf(rollout("[{ setWeight: 20 }, { pause: {} }, { setWeight: 60 }, { pause: { duration: 1m } }]"));
    const wait = view.steps.find(step => step.endless) ?? assert.fail();
    const then = view.healthy.filter(point => point.t === wait.to);
    assert.deepEqual([then[0]?.weight, then[0]?.waiting], [20, "a person"]);
    assert.ok(then.length > 1 && then.at(-1)?.waiting !== "a person");
  });

  it("say when a bad version is gone, and when a good one is there", () => {
    const view = forecastOf(rollout(analysed));
    assert.equal(view.basis, "exact");
    assert.match(
      view.sentence,
      /^A version that fails 5 % of its requests is rolled back in .* of (100|1,000) rollouts, half of them within 3 min 10 s, after about [\d,]+ requests to it\. A healthy one is at 100 % after 6 min 20 s\.$/,
    );
    assert.deepEqual(
      view.steps.map(step => [step.label, step.from, step.to, step.reached?.weight]),
      [
        ["20 %", 0, 10, 20],
        ["pause 2 min", 10, 130, 20],
        ["success-rate", 130, 370, 20],
      ],
    );
    assert.deepEqual(view.steps[2]?.measurements, [130, 190, 250, 310, 370]);
    assert.equal(view.healthyDone, 380);
    const { promoted = 0, rolledBack = 0, stuck = 0 } = view.outcome ?? {};
    assert.ok(Math.abs(promoted + rolledBack + stuck - 1) < 1e-9);
  });

  it("are drawn where windows overlap, and say so", () =>
    assert.match(forecastOf(rollout(analysed, "interval: 30s, count: 5, failureLimit: 1")).basis, /^1,000 runs, ±\d/));

  it("are worse for a worse version, on every occasion", () => {
    let before = -1;
    for (const errorRate of [0.001, 0.01, 0.02, 0.03, 0.05, 0.1, 0.5]) {
      const { rolledBack } = forecastOf(rollout(analysed), { errorRate }).outcome ?? assert.fail();
      assert.ok(rolledBack >= before - 1e-12, `${errorRate}: ${rolledBack}`);
      before = rolledBack;
    }
  });

  it("say that nothing measures the new version, and that people are waited for", () => {
    const view = forecastOf(rollout("[{ setWeight: 20 }, { pause: {} }]"));
    assert.match(
      view.sentence,
      /^Nothing measures the new version: one that fails 5 % of its requests gets all traffic like a good one, unless a person stops it\. A healthy one is at 100 % after 20 s, and one wait for a person\.$/,
    );
    assert.equal(view.steps[1]?.endless, true);
  });

  it("take a metric that nobody understands to pass, and ask", () => {
    const view = forecastOf(rollout(analysed).replace("result[0] >= 0.97", "result[0] >= 250").replaceAll("success-rate", "revenue"));
    assert.ok(
      view.assumptions.some(words => words.startsWith("revenue is taken to pass")),
      view.assumptions.join("; "),
    );
    assert.match(view.sentence, /is not found/);
  });

  it("believe what a comment says of a metric", () => {
    const view = forecastOf(
      `# stepwise: metric revenue is success-percentage of requests\n${rollout(analysed).replace("result[0] >= 0.97", "result[0] >= 97").replaceAll("success-rate", "revenue")}`,
    );
    assert.equal(view.basis, "exact");
    assert.ok((view.outcome?.rolledBack ?? 0) > 0.9);
  });

  it("never predict what the machine does not know", () => {
    for (const steps of [
      "[{ plugin: { name: smoke } }]",
      "[{ setWeight: 120 }]",
      "[{ pause: { duration: soon } }]",
      "[{}]",
      "[{ analysis: { templates: [{ templateName: nowhere }] } }]",
    ]) {
      const view = forecastOf(rollout(steps));
      assert.match(view.sentence, /^Not predicted: /, steps);
      assert.deepEqual(view.healthy, []);
    }
  });

  it("give the course alone for hints", () => {
    const workspace = workspaceOf([readFile("f", rollout(analysed))]);
    assert.equal(course(allOf(workspace, "Rollout")[0] ?? assert.fail(), workspace)?.steps.length, 3);
  });

  it("say of a step the same where they are played no further", () => {
    for (const steps of [
      analysed,
      "[{ setWeight: 10 }, { setWeight: 30 }, { pause: {} }, { pause: { duration: 1m } }, { setWeight: 60 }, { setCanaryScale: { replicas: 3 } }]",
      "[{ pause: {} }, { setWeight: 50 }, { pause: { duration: 10s } }]",
    ]) {
      const workspace = workspaceOf([readFile("f", rollout(steps))]);
      const [resource = assert.fail()] = allOf(workspace, "Rollout");
      const whole = course(resource, workspace)?.steps ?? assert.fail();
      for (const [through, step] of whole.entries()) assert.deepEqual(course(resource, workspace, { through })?.steps[through], step);
    }
  });
});
