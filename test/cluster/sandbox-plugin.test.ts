import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Sandbox } from "../../cluster/sandbox/sandbox.ts";
import { eventually, sandboxOf } from "../../cluster/test-kit.ts";
import { buildTools } from "./build.ts";

const analysis = `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: rate }
spec:
  metrics:
    - { name: rate, interval: 20s, count: 2, successCondition: "result[0] > 0", provider: { prometheus: { address: "http://p", query: rate } } }
`;
const rollout = (name: string, strategy: string): string => `---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: ${name} }
spec:
  replicas: 3
  selector: { matchLabels: { app: ${name} } }
  template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: app, image: "shop:v1" }] } }
  strategy: ${strategy}
---
{ apiVersion: v1, kind: Service, metadata: { name: ${name}-live }, spec: { selector: { app: ${name} }, ports: [{ port: 80 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: ${name}-next }, spec: { selector: { app: ${name} }, ports: [{ port: 80 }] } }
`;
const manifests = [
  analysis,
  rollout(
    "blue",
    "{ blueGreen: { activeService: blue-live, previewService: blue-next, autoPromotionEnabled: false, prePromotionAnalysis: { templates: [{ templateName: rate }] } } }",
  ),
  rollout(
    "trial",
    "{ canary: { steps: [{ experiment: { templates: [{ name: old, specRef: stable }, { name: new, specRef: canary }], analyses: [{ name: compare, templateName: rate }] } }] } }",
  ),
].join("");

// The plugin that people have, built from its own module, reads what our sandbox shows as it reads a cluster.
describe("upstream's kubectl plugin on the sandbox", function () {
  this.timeout(20 * 60_000);
  let program: string;
  let sandbox: Sandbox;
  before(async () => {
    const tools = await buildTools();
    program = tools.program("kubectl-argo-rollouts");
    sandbox = await sandboxOf(["search"], { speed: 20 });
    const file = path.join(path.dirname(sandbox.kubeconfig), "more.yaml");
    writeFileSync(file, manifests);
    await run(tools.program("kubectl"), ["--kubeconfig", sandbox.kubeconfig, "apply", "-f", file]);
  });
  after(() => sandbox.stop());

  const run = promisify(execFile);
  const plugin = async (...words: string[]): Promise<string> => (await run(program, ["--kubeconfig", sandbox.kubeconfig, ...words])).stdout;
  const shown = (name: string): Promise<string> => plugin("get", "rollout", name, "--no-color");
  const eventuallyShows = (name: string, words: RegExp): Promise<string> =>
    eventually(`${words} of ${name}`, async () => {
      const text = await shown(name);
      return words.test(text) ? text : undefined;
    });

  it("reads a blue-green rollout with its preview and its analysis", async () => {
    await eventuallyShows("blue", /Status: +✔ Healthy/);
    await plugin("set", "image", "blue", "app=shop:v2");
    const text = await eventuallyShows("blue", /blue-\w+-2-pre +AnalysisRun/);
    assert.match(text, /Strategy: +BlueGreen/);
    assert.match(text, /shop:v1 \(stable, active\)/);
    assert.match(text, /shop:v2 \(preview\)/);
    assert.match(text, /blue-\w+-2-pre +AnalysisRun/);
    await eventuallyShows("blue", /Status: +॥ Paused/);
    await plugin("promote", "blue");
    assert.match(await eventuallyShows("blue", /shop:v2 \(stable, active\)/), /Status: +✔ Healthy/);
  });

  it("reads an experiment with its pods and its analysis", async () => {
    await eventuallyShows("trial", /Status: +✔ Healthy/);
    await plugin("set", "image", "trial", "app=shop:v2");
    const text = await eventuallyShows("trial", /trial-\w+-2-0-compare +AnalysisRun/);
    assert.match(text, /Σ trial-\w+-2-0 +Experiment +◌ Running/);
    assert.match(text, /trial-\w+-2-0-old +ReplicaSet +✔ Healthy/);
    assert.match(text, /trial-\w+-2-0-new +ReplicaSet +✔ Healthy/);
    await plugin("abort", "trial");
    await eventuallyShows("trial", /Status: +✖ Degraded/);
  });
});
