import assert from "node:assert/strict";
import { resourcesIn } from "../../../test/kit/resources.ts";
import { workspaceOf } from "../../workspace/workspace.ts";
import { actionNamed, actions } from "./actions.ts";
import { readRollout } from "./read.ts";
import { render } from "./render.ts";
import type { RolloutSpec } from "./spec.ts";
import { start } from "./start.ts";

describe("a workload that lends its pod template", () => {
  it("gives the version", () => assert.equal(referring("apps/v1", "Deployment").version.image, "demo:v1"));
  it("may have it elsewhere", () => assert.equal(referring("v1", "PodTemplate").version.image, "demo:v7"));
  it("is no other than those that the controller knows", () => {
    assert.match(referring("apps/v1", "StatefulSet").notPredicted.join(), /takes no pod template/);
    assert.match(referring("v1", "Deployment").notPredicted.join(), /takes no pod template/);
  });
  it("has to be there", () => assert.match(referring("apps/v1", "ReplicaSet").notPredicted.join(), /nowhere in the workspace/));
  it("cannot be scaled where it is no Deployment", () =>
    assert.match(referring("v1", "PodTemplate", "onsuccess").notPredicted.join(), /finds no Deployment/));

  it("is what an image is set on, if it is a Deployment", () => {
    const setImage = (spec: RolloutSpec) => actionNamed(actions(spec, start(spec, 0), "demo:v2"), "setImage");
    const action = setImage(referring("apps/v1", "Deployment"));
    assert.deepEqual(
      action?.requests.map(({ target }) => target),
      [{ apiVersion: "apps/v1", kind: "Deployment", name: "work" }],
    );
    assert.match(setImage(referring("v1", "PodTemplate"))?.refused ?? "", /on a Deployment only/);
  });

  it("loses its pods where that is asked for", () => {
    const edited = (scaleDown?: string): readonly string[] => {
      const spec = referring("apps/v1", "Deployment", scaleDown);
      return render(spec, start(spec, 0), new Map()).edits.map(({ kind, name }) => `${kind} ${name}`);
    };
    assert.deepEqual([undefined, "never", "onSuccess"].map(edited), [[], [], []]);
    assert.deepEqual(["onsuccess", "progressively"].map(edited), [["Deployment work"], ["Deployment work"]]);
  });
});

function referring(apiVersion: string, kind: string, scaleDown = "never"): RolloutSpec {
  const manifests = `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: demo }
spec:
  workloadRef: { apiVersion: ${apiVersion}, kind: ${kind}, name: work, scaleDown: ${scaleDown} }
  strategy: { canary: {} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: work }
spec: { template: { spec: { containers: [ { name: app, image: "demo:v1" } ] } } }
---
apiVersion: v1
kind: PodTemplate
metadata: { name: work }
template: { spec: { containers: [ { name: app, image: "demo:v7" } ] } }
`;
  const resources = resourcesIn(manifests);
  const rollout = resources.find(resource => resource.kindName === "Rollout");
  assert.ok(rollout);
  return readRollout(rollout, workspaceOf([], resources)).value;
}
