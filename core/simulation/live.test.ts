import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Connection } from "../../protocol/live.ts";
import type { JsonObject } from "../base/json.ts";
import { actionIds } from "../platforms/platform.ts";
import { liveView } from "./live.ts";

const minute = 60_000;
const began = Date.parse("2026-10-05T12:00:00Z");

/** A Rollout as a cluster shows it, with a status of its own. */
const rollout = (status: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: shop, namespace: default, uid: r, generation: 2, annotations: { rollout.argoproj.io/revision: "2" } }
spec:
  replicas: 5
  selector: { matchLabels: { app: shop } }
  template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: app, image: "shop:2" }] } }
  strategy:
    canary:
      steps: [{ setWeight: 20 }, { pause: {} }, { analysis: { templates: [{ templateName: errors }] } }, { setWeight: 60 }]
status: { observedGeneration: "2", currentPodHash: new, stableRS: old, replicas: 5, updatedReplicas: 1, ${status} }`;

const replicaSet = (hash: string, revision: number, replicas: number) => `
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: shop-${hash}
  namespace: default
  labels: { app: shop, rollouts-pod-template-hash: ${hash} }
  annotations: { rollout.argoproj.io/revision: "${revision}" }
  ownerReferences: [{ kind: Rollout, name: shop, uid: r }]
spec: { replicas: ${replicas}, template: { spec: { containers: [{ name: app, image: "shop:${revision}" }] } } }
status: { replicas: ${replicas}, readyReplicas: ${replicas}, availableReplicas: ${replicas} }`;

const analysisRun = (name: string, hash: string, phase: string) => `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisRun
metadata:
  name: ${name}
  namespace: default
  labels: { step-index: "2", rollouts-pod-template-hash: ${hash} }
  ownerReferences: [{ kind: Rollout, name: shop, uid: r }]
spec: { metrics: [{ name: errors, successCondition: "result[0] < 0.05" }] }
status: { phase: ${phase}, metricResults: [{ name: errors, phase: ${phase}, failed: 1, measurements: [{ phase: Failed, value: "[0.09]" }] }] }`;

function shown(status: string, around: readonly string[] = [], connection: Connection = { state: "live", at: began }) {
  const texts = [rollout(status), replicaSet("old", 1, 4), replicaSet("new", 2, 1), ...around];
  const view = liveView({
    target: { context: "here", namespace: "default", kind: "Rollout", name: "shop" },
    objects: texts.map(text => parse(text) as JsonObject),
    connection,
    now: began + 3 * minute,
    speed: 1,
    history: [{ at: began, weight: 0, source: "pods" }],
    denied: new Map([["abort", "Not allowed: `patch`."]]),
    progress: new Map(),
    notes: [],
  });
  return view.kind === "live" ? view : assert.fail(view.sentence);
}

const waiting = 'phase: Paused, currentStepIndex: 1, pauseConditions: [{ reason: CanaryPauseStep, startTime: "2026-10-05T12:01:00Z" }]';
const aborted =
  'phase: Degraded, abort: true, currentStepIndex: 0, conditions: [{ type: Progressing, reason: RolloutAborted, message: "metric errors failed" }]';
const states = (view: ReturnType<typeof shown>): string => view.steps.map(step => step.state).join(" ");

describe("the live view", () => {
  it("says first where traffic and people stand", () => {
    const view = shown(waiting);
    assert.equal(view.standing, "waiting");
    assert.match(view.sentence, /^Waiting for you at step 2 of 4, 20 % of traffic on revision 2, for 2 min\.$/);
    assert.equal(states(view), "done waiting ahead ahead");
  });

  it("offers what a person who waits is asked for first, and says what is not allowed", () => {
    const { actions } = shown(waiting);
    assert.deepEqual(
      actions.map(action => action.id),
      actionIds,
    );
    assert.deepEqual(
      actions.filter(action => action.primary).map(action => action.id),
      ["promote"],
    );
    assert.equal(actions.find(action => action.id === "abort")?.refused?.kind, "not allowed");
  });

  it("lets nothing be pressed while its cluster is not heard", () => {
    const view = shown(waiting, [], { state: "stale", since: began, why: "Nothing answers." });
    assert.ok(view.actions.every(action => action.refused && !action.primary));
    assert.equal(view.sentence, shown(waiting).sentence);
  });

  it("marks after a rollback the step that failed, as the status forgets it", () => {
    const view = shown(aborted, [analysisRun("shop-new-2-2", "new", "Failed")]);
    assert.equal(view.standing, "failing");
    assert.equal(states(view), "done done failed skipped");
  });

  it("has all steps ahead of it after an abort by hand: a retry begins at the first", () => {
    assert.equal(states(shown(aborted)), "ahead ahead ahead ahead");
  });

  it("shows the analyses of this version, and not those of the one before", () => {
    const view = shown(waiting, [analysisRun("shop-old-1-2", "old", "Failed"), analysisRun("shop-new-2-2", "new", "Running")]);
    assert.deepEqual(
      view.analyses.map(analysis => analysis.name),
      ["shop-new-2-2"],
    );
  });
});
