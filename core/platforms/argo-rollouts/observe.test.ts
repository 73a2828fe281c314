import assert from "node:assert/strict";
import { isObject } from "../../base/json.ts";
import { readFile } from "../../syntax/file.ts";
import { jsonOf } from "../../syntax/nodes.ts";
import { resourceFrom } from "../../workspace/resource.ts";
import { workspaceOf } from "../../workspace/workspace.ts";
import type { ClusterObject } from "../platform.ts";
import { observe } from "./observe.ts";
import { readRollout } from "./read.ts";

const manifests = `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: demo }
spec:
  selector: { matchLabels: { app: demo } }
  template:
    metadata: { labels: { app: demo } }
    spec: { containers: [ { name: app, image: "demo:v2" } ] }
  strategy: { canary: { steps: [ { setWeight: 50 }, { analysis: { templates: [ { templateName: health } ] } } ] } }
status: { currentPodHash: new, stableRS: old, currentStepIndex: 1, canary: { currentStepAnalysisRunStatus: { name: demo-new-2-1 } } }
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: health }
spec:
  metrics:
    - { name: success-rate, successCondition: "result[0] > 0.9", provider: { prometheus: { query: success-rate } } }
    - { name: latency, initialDelay: 60s, successCondition: "result[0] < 500", provider: { prometheus: { query: latency } } }
`;

describe("an AnalysisRun that is observed", () => {
  it("has the metrics that were not asked yet, so that it is not over before they are", () =>
    assert.deepEqual(metricsOfRun("Running"), ["success-rate Running", "latency Pending"]));
  it("has only those that were measured once it has ended", () => assert.deepEqual(metricsOfRun("Failed"), ["success-rate Failed"]));
});

/** The metrics of the step's run, of which the status shows one that is in the phase of the run. */
function metricsOfRun(phase: string): readonly string[] {
  const objects = readFile("rollout.yaml", manifests)
    .documents.map(document => (document.chunk.root ? jsonOf(document.chunk.root) : null))
    .filter(isObject) as unknown as readonly ClusterObject[];
  const resources = objects.map(object => resourceFrom(object)).filter(resource => resource !== undefined);
  const rollout = resources.find(resource => resource.kindName === "Rollout");
  assert.ok(rollout);
  const { value: spec } = readRollout(rollout, workspaceOf([], resources));
  const run: ClusterObject = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AnalysisRun",
    metadata: {
      name: "demo-new-2-1",
      labels: { "rollout-type": "Step", "step-index": "1" },
      ownerReferences: [{ apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: "demo", controller: true }],
    },
    status: { phase, metricResults: [{ name: "success-rate", phase }] },
  };
  const observed = observe(spec, [...objects, run]);
  assert.ok("state" in observed);
  return observed.state.runs.flatMap(({ metrics }) => metrics.map(metric => `${metric.name} ${metric.phase}`));
}
