import assert from "node:assert/strict";
import jsonPatch from "fast-json-patch";
import { at, isObject, type Json, objectAt, textAt } from "../core/base/json.ts";
import type { ActionId, ClusterObject } from "../core/platforms/platform.ts";
import type { Target } from "../protocol/live.ts";
import { act } from "./act.ts";
import { ClusterConnection } from "./connection.ts";
import type { ContextInfo } from "./kubeconfig.ts";
import { lookAt } from "./look.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { readTarget } from "./target.ts";
import { connectedTo, eventually, type RawAnswer, type RawRequest, rawClient, sandboxOf } from "./test-kit.ts";
import type { HttpAnswer, HttpRequest, Transport } from "./transport.ts";

const checkout = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/checkout";
const image = (tag: string): string => `registry.example.com/shop/checkout:${tag}`;
const setImage = (tag: string): RawRequest => ({
  type: "application/json-patch+json",
  body: [{ op: "replace", path: "/spec/template/spec/containers/0/image", value: image(tag) }],
});

describe("an action", () => {
  let sandbox: Sandbox;
  let connection: ClusterConnection;
  let ask: (method: string, path: string, asked?: RawRequest) => Promise<RawAnswer>;
  let target: Target;
  before(async () => {
    sandbox = await sandboxOf(["checkout", "payments"], { speed: 1000 });
    connection = await connectedTo(sandbox);
    ask = await rawClient(sandbox);
    target = { context: sandbox.context, namespace: "shop", kind: "Rollout", name: "checkout" };
  });
  after(async () => {
    connection.close();
    await sandbox.stop();
  });

  const shown = async (): Promise<readonly ClusterObject[]> => {
    const answer = await readTarget(connection, target);
    assert.ok(answer.ok);
    return answer.value.objects;
  };
  /** Pushes a version and gives what is shown once it waits for a person. */
  async function waiting(tag: string): Promise<readonly ClusterObject[]> {
    await ask("PATCH", checkout, setImage(tag));
    return eventually("the pause", async () => {
      const objects = await shown();
      const look = lookAt(target, objects);
      return !("problem" in look) && look.standing.waitsForPerson && look.spec.name === "checkout" && versionOf(objects) === image(tag)
        ? objects
        : undefined;
    });
  }
  const versionOf = (objects: readonly ClusterObject[]): string | undefined =>
    textAt(objects[0], "spec", "template", "spec", "containers", 0, "image");
  const done = async (id: ActionId, objects: readonly ClusterObject[], tag?: string) =>
    act(connection, target, id, { shown: objects, ...(tag === undefined ? {} : { image: image(tag) }) });

  it("is refused when another version was pushed since it was shown, and says so", async () => {
    const seen = await waiting("v2");
    await waiting("v3");
    const result = await done("promote", seen);
    assert.deepEqual(result, {
      kind: "moved on",
      said: "Not promoted: since you looked, revision 3 was pushed and the rollout began again at 0 %.",
    });
    const { body } = await ask("GET", checkout);
    assert.equal(at(body, "status", "currentStepIndex"), 4, "it waits as before");
  });

  it("is refused when somebody else was faster", async () => {
    const seen = await waiting("v4");
    assert.equal((await done("abort", seen)).kind, "accepted");
    const result = await eventually("the abort", async () => {
      const again = await done("promote", seen);
      return again.said.includes("rolled back") ? again : undefined;
    });
    assert.equal(result.said, "Not promoted: since you looked, it was rolled back: all traffic goes to the stable version.");
  });

  it("cannot be done when there is nothing to do it to, and sends nothing", async () => {
    const seen = await shown();
    assert.deepEqual(await done("abort", seen), {
      kind: "not now",
      said: "Not aborted. It was aborted already. Retry begins again at the first step.",
    });
    assert.equal((await done("setImage", seen)).said, "Image not set. No image was given.");
  });

  it("begins an aborted rollout again", async () => {
    const result = await done("retry", await shown());
    assert.equal(result.kind, "accepted");
    await eventually("the pause", async () => {
      const look = lookAt(target, await shown());
      return (!("problem" in look) && look.standing.waitsForPerson) || undefined;
    });
  });

  it("pauses and promotes in one go: the second request is not stopped by what the first one changed", async () => {
    assert.equal((await done("pause", await shown())).kind, "accepted");
    const seen = await shown();
    assert.equal(at(seen[0], "spec", "paused"), true);
    const result = await done("promote", seen);
    assert.equal(result.kind, "accepted", result.said);
    await eventually("the promotion", async () => {
      const look = lookAt(target, await shown());
      return (!("problem" in look) && look.standing.ended === "promoted") || undefined;
    });
  });

  it("only checks with dryRun", async () => {
    const seen = await shown();
    const result = await act(connection, target, "setImage", { shown: seen, image: image("v9"), dryRun: true });
    assert.equal(result.kind, "accepted");
    assert.equal(textAt((await ask("GET", checkout)).body, "spec", "template", "spec", "containers", 0, "image"), versionOf(seen));
  });

  it("says what happened to an image that somebody else set", async () => {
    const seen = await shown();
    await ask("PATCH", checkout, setImage("v10"));
    const result = await done("setImage", seen, "v11");
    assert.equal(result.kind, "moved on");
    assert.match(result.said, /^Image not set: since you looked, (revision \d+|`registry\.example\.com\/shop\/checkout:v10`) was pushed/);
  });

  it("says that its object was deleted", async () => {
    const seen = await shown();
    const { body } = await ask("GET", checkout);
    await ask("DELETE", checkout);
    assert.deepEqual(await done("pause", seen), { kind: "moved on", said: "Not paused: since you looked, the Rollout was deleted." });
    const { uid: _, resourceVersion: __, ...metadata } = objectAt(body, "metadata");
    await ask("POST", "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts", { body: { ...body, metadata } });
    const again = { kind: "moved on", said: "Not paused: since you looked, the Rollout was deleted and made again." };
    assert.deepEqual(await done("pause", seen), again);
  });

  it("drives a canary: an image on its target, then abort by its status", async () => {
    const canary: Target = { context: sandbox.context, namespace: "shop", kind: "Canary", name: "payments" };
    const read = async (): Promise<readonly ClusterObject[]> => {
      const answer = await readTarget(connection, canary);
      assert.ok(answer.ok);
      return answer.value.objects;
    };
    const phase = async (): Promise<string | undefined> => textAt((await read())[0], "status", "phase");
    await eventually("the first look", async () => (await phase()) === "Initialized" || undefined);
    const set = await act(connection, canary, "setImage", { shown: await read(), image: "registry.example.com/shop/payments:v2" });
    assert.equal(set.kind, "accepted", set.said);
    await eventually("the run", async () => (await phase()) === "Progressing" || undefined);
    assert.equal((await act(connection, canary, "retry", { shown: await read() })).said, "Not retried. Flagger has no such action.");
    const abort = await act(connection, canary, "abort", { shown: await read() });
    assert.equal(abort.kind, "accepted", abort.said);
    await eventually("the rollback", async () => (await phase()) === "Failed" || undefined);
  });
});

describe("an action on a cluster that refuses", () => {
  const context: ContextInfo = { name: "prod", cluster: "prod", server: "https://prod", user: "me", namespace: "shop", file: "config" };
  const target: Target = { context: "prod", namespace: "shop", kind: "Rollout", name: "demo" };
  const rollout: ClusterObject = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata: { name: "demo", namespace: "shop", uid: "1", annotations: { "rollout.argoproj.io/revision": "2" } },
    spec: {
      replicas: 2,
      paused: true,
      template: { spec: { containers: [{ name: "app", image: "demo:v2" }] } },
      strategy: { canary: { steps: [{ setWeight: 20 }, { pause: {} }] } },
    },
    status: {
      phase: "Paused",
      message: "CanaryPauseStep",
      currentPodHash: "b",
      stableRS: "a",
      currentStepIndex: 1,
      controllerPause: true,
      pauseConditions: [{ reason: "CanaryPauseStep", startTime: "2030-01-01T00:00:00Z" }],
    },
  };

  type Reply = (request: HttpRequest, here: ClusterObject) => Partial<HttpAnswer> | ClusterObject;
  /** A cluster that has the rollout, and answers writes as it is told. */
  function cluster(replies: readonly Reply[], sent: HttpRequest[] = []): ClusterConnection {
    let here = rollout;
    const left = [...replies];
    const transport: Transport = {
      async request(request) {
        sent.push(request);
        const list = !request.path.includes("/rollouts/demo");
        if (request.method === "GET") return { status: 200, headers: {}, body: JSON.stringify(list ? { items: [] } : here) };
        const reply = left.shift()?.(request, here) ?? {};
        if ("status" in reply && typeof reply.status === "number")
          return { headers: {}, body: "", status: reply.status, ...(reply as Partial<HttpAnswer>) };
        here = reply as ClusterObject;
        return { status: 200, headers: {}, body: JSON.stringify(here) };
      },
      stream: () => Promise.reject(new Error("nothing is watched here")),
      close: () => undefined,
    };
    return new ClusterConnection(context, transport);
  }
  const applied: Reply = (request, here) => {
    const result: unknown = jsonPatch.applyPatch(structuredClone(here) as unknown, JSON.parse(request.body ?? "[]"), true).newDocument;
    return isObject(result) ? result : here;
  };
  const status = (code: number, reason: string, message: string, details: Json = {}): Partial<HttpAnswer> => ({
    status: code,
    body: JSON.stringify({ kind: "Status", status: "Failure", code, reason, message, details }),
  });

  it("for want of a right: names the verb and the resource", async () => {
    const forbidden = status(
      403,
      "Forbidden",
      'rollouts.argoproj.io "demo" is forbidden: User "me" cannot patch resource "rollouts/status"',
    );
    const result = await act(cluster([() => forbidden]), target, "abort", { shown: [rollout] });
    assert.deepEqual(result, {
      kind: "not allowed",
      verb: "patch",
      resource: "rollouts/status",
      said: "Not allowed: `patch` on `rollouts/status` in namespace shop. Ask for the role in docs/rights.",
    });
  });

  it("between two requests: tells of the half that is done", async () => {
    const sent: HttpRequest[] = [];
    const forbidden = status(403, "Forbidden", "no");
    const result = await act(cluster([applied, () => forbidden], sent), target, "promote", { shown: [rollout] });
    assert.equal(result.kind, "half done");
    assert.equal(
      result.said,
      "Promote is half done: the spec of Rollout demo was changed, and the status was not. Not allowed: `patch` on `rollouts/status` in namespace shop. Ask for the role in docs/rights. It is paused by no person any more, and stands at its step as before.",
    );
    const [first = "", second = ""] = sent.filter(({ method }) => method === "PATCH").map(({ body }) => body);
    // A controller that looks between the two must not begin the pause of the step anew.
    assert.match(first, /"op":"replace","path":"\/spec\/paused","value":false/);
    assert.match(second, /"op":"test","path":"\/status\/pauseConditions"/);
    assert.match(second, /"op":"remove","path":"\/status\/pauseConditions"/);
  });

  it("between two requests of *promote fully*: does not test what the first one has changed", async () => {
    const sent: HttpRequest[] = [];
    const result = await act(cluster([applied, () => status(403, "Forbidden", "no")], sent), target, "promoteFull", { shown: [rollout] });
    assert.equal(
      result.said,
      "Promote fully is half done: the status of Rollout demo was changed, and the spec was not. Not allowed: `patch` on `rollouts` in namespace shop. Ask for the role in docs/rights. It stays paused by a person: resume it to go on.",
    );
    const [, second = ""] = sent.filter(({ method }) => method === "PATCH").map(({ body }) => body);
    assert.doesNotMatch(second, /status\/promoteFull/);
    assert.match(second, /"op":"test","path":"\/status\/currentPodHash"/);
    assert.match(second, /"op":"test","path":"\/spec\/paused"/);
  });

  it("by leaving a field as it was: sees it in the answer", async () => {
    const result = await act(cluster([(_, here) => here]), target, "promote", { shown: [rollout] });
    assert.equal(result.kind, "failed");
    assert.match(result.said, /^Not promoted\. The cluster took the request and left `spec\.paused` as it was\./);
  });

  it("since the object would not be valid: in its own words", async () => {
    const invalid = status(422, "Invalid", "admission webhook said no", { causes: [{ message: "no" }] });
    const result = await act(cluster([() => invalid]), target, "abort", { shown: [rollout] });
    assert.deepEqual(result, { kind: "failed", said: "Not aborted. The cluster refused: admission webhook said no." });
  });

  it("when a test failed and nothing is different any more: asks to look again", async () => {
    const failed = status(422, "Invalid", "the server rejected our request due to an error in our request");
    const result = await act(cluster([() => failed]), target, "abort", { shown: [rollout] });
    assert.deepEqual(result, {
      kind: "moved on",
      said: "Not aborted: it changed and changed back while you looked. Look again, and repeat it if it is still what you want.",
    });
  });

  it("with an error of its own", async () => {
    const result = await act(cluster([() => status(500, "InternalError", "etcd is away")]), target, "abort", { shown: [rollout] });
    assert.deepEqual(result, { kind: "failed", said: "Not aborted. The cluster of context prod refused: etcd is away." });
  });
});
