import assert from "node:assert/strict";
import { textAt } from "../core/base/json.ts";
import type { Target } from "../protocol/live.ts";
import { ClusterConnection } from "./connection.ts";
import type { ContextInfo } from "./kubeconfig.ts";
import { readTarget, type TargetSnapshot, watchTarget } from "./target.ts";
import { eventually } from "./test-kit.ts";
import type { HttpAnswer, Transport } from "./transport.ts";

const context: ContextInfo = { name: "prod", cluster: "prod", server: "https://prod", user: "me", namespace: "shop", file: "config" };
const target: Target = { context: "prod", namespace: "shop", kind: "Rollout", name: "demo" };
const rollout = {
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Rollout",
  metadata: { name: "demo", namespace: "shop", uid: "1", resourceVersion: "5", generation: 1 },
  spec: {
    selector: { matchLabels: { app: "demo" } },
    strategy: {
      canary: {
        canaryService: "c",
        trafficRouting: { istio: { virtualService: { name: "demo" } } },
        steps: [{ analysis: { templates: [{ templateName: "t" }] } }],
      },
    },
  },
};

/** A cluster that answers by path, and whose watches stay open and silent. */
function cluster(answer: (path: string) => Partial<HttpAnswer> | object): ClusterConnection {
  const whole = (path: string): HttpAnswer => {
    const given = answer(path);
    return "status" in given ? { headers: {}, body: "", status: 200, ...given } : { headers: {}, status: 200, body: JSON.stringify(given) };
  };
  const transport: Transport = {
    request: async ({ path }) => whole(path),
    stream: async ({ path }, signal) => {
      const { status, headers, body } = whole(path);
      const open = async function* (): AsyncIterable<string> {
        if (status !== 200) yield body;
        else await new Promise(resolve => signal.addEventListener("abort", resolve));
      };
      return { status, headers, chunks: open() };
    },
    close: () => undefined,
  };
  return new ClusterConnection(context, transport);
}
const items = (...objects: readonly object[]): object => ({ metadata: { resourceVersion: "9" }, items: objects });
const forbidden = { status: 403, body: JSON.stringify({ kind: "Status", reason: "Forbidden", message: "no" }) };
const notServed = { status: 404, body: "404 page not found" };

function partly(path: string): Partial<HttpAnswer> | object {
  if (path.includes("/rollouts/demo")) return rollout;
  if (path.includes("/rollouts")) return items(rollout);
  if (path.includes("/services")) return forbidden;
  if (path.includes("networking.istio.io")) return notServed;
  if (path.includes("/analysistemplates/t")) return { status: 404, body: JSON.stringify({ kind: "Status", details: { name: "t" } }) };
  return items();
}
const unseen = [
  "The Service c cannot be seen. Not allowed: `list` on `services` in namespace shop. Ask for the role in docs/rights.",
  "The VirtualService demo cannot be seen. Istio is not installed in the cluster of context prod: it has no `virtualservices`. Install it there, or choose another context.",
  "The AnalysisTemplate t cannot be seen. There is no AnalysisTemplate t in namespace shop.",
];

describe("a target", () => {
  it("is read without what may not be seen, which is named", async () => {
    const answer = await readTarget(cluster(partly), target);
    assert.ok(answer.ok);
    assert.deepEqual(
      answer.value.objects.map(object => object.kind),
      ["Rollout"],
    );
    assert.deepEqual(answer.value.missing.toSorted(), unseen.toSorted());
  });

  it("is followed without what may not be seen", async () => {
    const connection = cluster(partly);
    const snapshots: TargetSnapshot[] = [];
    const watching = watchTarget(connection, target, snapshot => snapshots.push(snapshot));
    const whole = await eventually("a whole picture", () => snapshots.find(({ complete }) => complete));
    assert.deepEqual([whole.state.state, textAt(whole.objects[0], "metadata", "name")], ["live", "demo"]);
    assert.deepEqual(whole.missing.toSorted(), unseen.toSorted());
    watching.stop();
    connection.close();
  });

  it("that is not there: nothing is shown, and the watch waits for it", async () => {
    const gone = { status: 404, body: JSON.stringify({ kind: "Status", details: { name: "demo" } }) };
    const connection = cluster(path => (path.includes("/rollouts/demo") ? gone : items()));
    const read = await readTarget(connection, target);
    assert.ok(!read.ok);
    assert.equal(read.failure.why, "There is no Rollout demo in namespace shop.");
    const snapshots: TargetSnapshot[] = [];
    const watching = watchTarget(connection, target, snapshot => snapshots.push(snapshot));
    const whole = await eventually("a whole picture", () => snapshots.find(({ complete }) => complete));
    assert.deepEqual(whole.objects, []);
    watching.stop();
    connection.close();
  });

  it("that was seen once, before its cluster went away: stays readable, and is stale", async () => {
    const gone = { status: 503, body: "" };
    const connection = cluster(path => (path.includes("/rollouts/demo") ? rollout : gone));
    const snapshots: TargetSnapshot[] = [];
    const watching = watchTarget(connection, target, snapshot => snapshots.push(snapshot));
    await eventually("it is stale", () => snapshots.at(-1)?.state.state === "stale");
    watching.stop();
    connection.close();
    assert.deepEqual(snapshots.at(-1)?.objects, [rollout]);
  });

  it("whose engine is not installed: says so", async () => {
    const connection = cluster(() => notServed);
    const read = await readTarget(connection, target);
    assert.ok(!read.ok);
    const words =
      "Argo Rollouts is not installed in the cluster of context prod: it has no `rollouts`. Install it there, or choose another context.";
    assert.equal(read.failure.why, words);
    const snapshots: TargetSnapshot[] = [];
    const watching = watchTarget(connection, target, snapshot => snapshots.push(snapshot));
    const told = await eventually("the word of it", () => snapshots.find(({ state }) => state.state === "not installed"));
    assert.deepEqual(told.state, { state: "not installed", why: words });
    watching.stop();
    connection.close();
  });

  it("that may not be read: denied, with the verb and the resource", async () => {
    const connection = cluster(() => forbidden);
    const snapshots: TargetSnapshot[] = [];
    const watching = watchTarget(connection, target, snapshot => snapshots.push(snapshot));
    const told = await eventually("the word of it", () => snapshots.find(({ state }) => state.state === "denied"));
    assert.deepEqual(told.state, {
      state: "denied",
      why: "Not allowed: `list` on `rollouts` in namespace shop. Ask for the role in docs/rights.",
    });
    watching.stop();
    connection.close();
  });

  it("on what is no API server: says where to look", async () => {
    const read = await readTarget(
      cluster(() => ({ status: 200, body: "<html>hello</html>" })),
      target,
    );
    assert.ok(!read.ok);
    assert.equal(
      read.failure.why,
      "https://prod (context prod) does not answer like a Kubernetes API server. Check the `server` in the kubeconfig.",
    );
  });
});
