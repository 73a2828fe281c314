import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { listAt, numberAt, objectAt, textAt } from "../../core/base/json.ts";
import { eventually, type RawAnswer, type RawRequest, rawClient, sandboxOf } from "../test-kit.ts";
import { type Sandbox, SandboxProblem, startSandbox } from "./sandbox.ts";

const rollouts = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts";
const checkout = `${rollouts}/checkout`;
const jsonPatch = "application/json-patch+json";
const mergePatch = "application/merge-patch+json";
const image = (tag: string): string => `registry.example.com/shop/checkout:${tag}`;

describe("the sandbox", () => {
  let sandbox: Sandbox;
  let ask: (method: string, path: string, asked?: RawRequest) => Promise<RawAnswer>;
  beforeEach(async () => {
    sandbox = await sandboxOf(["checkout", "payments", "search"], { speed: 1000 });
    ask = await rawClient(sandbox);
  });
  afterEach(() => sandbox.stop());

  it("is on 127.0.0.1, behind a token, with a kubeconfig of its own that only its owner reads and that goes with it", async () => {
    assert.match(sandbox.url, /^https:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await stat(sandbox.kubeconfig)).mode & 0o777, 0o600);
    const text = await readFile(sandbox.kubeconfig, "utf8");
    assert.match(text, /certificate-authority-data/);
    const { status, body } = await ask("GET", "/version", { token: "guess" });
    assert.deepEqual([status, body.reason, body.message], [401, "Unauthorized", "Unauthorized"]);
    const gone = sandbox.kubeconfig;
    await sandbox.stop();
    assert.equal(existsSync(gone), false);
    sandbox = await sandboxOf([]);
  });

  it("tells of its groups and kinds", async () => {
    const { body } = await ask("GET", "/apis");
    const groups = listAt(body, "groups").map(group => textAt(group, "name"));
    for (const group of ["apps", "argoproj.io", "flagger.app", "networking.istio.io", "gateway.networking.k8s.io"])
      assert.ok(groups.includes(group), group);
    const resources = await ask("GET", "/apis/argoproj.io/v1alpha1");
    assert.ok(listAt(resources.body, "resources").some(resource => textAt(resource, "name") === "rollouts/status"));
    assert.equal((await ask("GET", "/apis/nobody.example.com/v1")).status, 404);
  });

  it("tells its time and its speed", async () => {
    const before = sandbox.now();
    const { body, headers } = await ask("GET", "/stepwise/clock");
    assert.equal(body.speed, 1000);
    assert.ok((numberAt(body, "now") ?? 0) >= before);
    assert.equal(headers["stepwise-speed"], "1000");
    assert.ok(Math.abs(Date.parse(String(headers.date)) - sandbox.now()) < 200_000);
  });

  it("lists in pages, whose version is that of the first", async () => {
    const all = await ask("GET", rollouts);
    assert.deepEqual(
      listAt(all.body, "items").map(item => textAt(item, "metadata", "name")),
      ["checkout", "search"],
    );
    const first = await ask("GET", `${rollouts}?limit=1`);
    assert.equal(listAt(first.body, "items").length, 1);
    assert.equal(numberAt(first.body, "metadata", "remainingItemCount"), 1);
    const next = await ask("GET", `${rollouts}?limit=1&continue=${textAt(first.body, "metadata", "continue")}`);
    assert.equal(textAt(next.body, "items", 0, "metadata", "name"), "search");
    assert.equal(textAt(next.body, "metadata", "resourceVersion"), textAt(first.body, "metadata", "resourceVersion"));
  });

  it("selects by field and by label, over namespaces and within one", async () => {
    const names = async (query: string): Promise<readonly unknown[]> =>
      listAt((await ask("GET", `/apis/argoproj.io/v1alpha1/rollouts?${query}`)).body, "items").map(item =>
        textAt(item, "metadata", "name"),
      );
    assert.deepEqual(await names("fieldSelector=metadata.name%3Dsearch"), ["search"]);
    assert.deepEqual(await names("labelSelector=app%21%3Dsearch"), ["checkout"]);
    assert.deepEqual(await names("labelSelector=app+in+%28search%2Cother%29"), ["search"]);
    assert.equal((await ask("GET", "/apis/argoproj.io/v1alpha1/rollouts?fieldSelector=what")).status, 400);
    assert.equal(listAt((await ask("GET", rollouts.replace("shop", "elsewhere"))).body, "items").length, 0);
  });

  it("shows tables to those who print", async () => {
    const { body } = await ask("GET", rollouts, { accept: "application/json;as=Table;v=v1;g=meta.k8s.io,application/json" });
    assert.deepEqual(
      listAt(body, "columnDefinitions").map(column => textAt(column, "name")),
      ["Name", "Desired", "Current", "Up-to-date", "Available", "Age"],
    );
    assert.deepEqual(listAt(body, "rows", 0, "cells").slice(0, 5), ["checkout", 10, 10, 10, 10]);
    const canaries = await ask("GET", "/apis/flagger.app/v1beta1/canaries", { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" });
    assert.deepEqual(
      listAt(canaries.body, "columnDefinitions")
        .filter(column => numberAt(column, "priority") === 0)
        .map(column => textAt(column, "name")),
      ["Name", "Status", "Weight", "LastTransitionTime"],
    );
  });

  it("says what is not there as the real server does", async () => {
    const { status, body } = await ask("GET", `${rollouts}/nope`);
    assert.equal(status, 404);
    assert.equal(body.message, 'rollouts.argoproj.io "nope" not found');
    assert.deepEqual(objectAt(body, "details"), { name: "nope", group: "argoproj.io", kind: "rollouts" });
    const unknown = await ask("GET", "/apis/argoproj.io/v1alpha1/namespaces/shop/applications");
    assert.deepEqual([unknown.status, unknown.body.message], [404, "the server could not find the requested resource"]);
  });

  it("keeps the status and the rest apart", async () => {
    const main = await ask("PATCH", checkout, { type: mergePatch, body: { status: { abort: true }, spec: { paused: true } } });
    assert.equal(main.status, 200);
    assert.equal(objectAt(main.body, "spec").paused, true);
    assert.equal(objectAt(main.body, "status").abort, undefined);
    const status = await ask("PATCH", `${checkout}/status`, {
      type: mergePatch,
      body: { status: { promoteFull: true }, spec: { replicas: 3 } },
    });
    assert.equal(objectAt(status.body, "status").promoteFull, true);
    assert.equal(objectAt(status.body, "spec").replicas, 10);
  });

  it("counts generations for what is wanted, and no version for what changes nothing", async () => {
    const before = await ask("GET", checkout);
    const same = await ask("PATCH", checkout, { type: mergePatch, body: { spec: { replicas: 10 } } });
    assert.equal(textAt(same.body, "metadata", "resourceVersion"), textAt(before.body, "metadata", "resourceVersion"));
    const label = await ask("PATCH", checkout, { type: mergePatch, body: { metadata: { labels: { a: "b" } } } });
    assert.equal(numberAt(label.body, "metadata", "generation"), 1);
    const spec = await ask("PATCH", checkout, { type: mergePatch, body: { spec: { minReadySeconds: 1 } } });
    assert.equal(numberAt(spec.body, "metadata", "generation"), 2);
  });

  it("refuses a patch whose test fails, in the words of the real server", async () => {
    const body = [
      { op: "test", path: "/spec/replicas", value: 11 },
      { op: "replace", path: "/spec/replicas", value: 12 },
    ];
    const answer = await ask("PATCH", checkout, { type: jsonPatch, body });
    assert.equal(answer.status, 422);
    assert.equal(answer.body.reason, "Invalid");
    assert.equal(answer.body.message, "the server rejected our request due to an error in our request");
    assert.equal(objectAt((await ask("GET", checkout)).body, "spec").replicas, 10);
  });

  it("refuses what was read before somebody else wrote", async () => {
    const { body } = await ask("GET", checkout);
    await ask("PATCH", checkout, { type: mergePatch, body: { metadata: { labels: { a: "b" } } } });
    const put = await ask("PUT", checkout, { body });
    assert.deepEqual([put.status, put.body.reason], [409, "Conflict"]);
    assert.match(
      String(put.body.message),
      /Operation cannot be fulfilled on rollouts\.argoproj\.io "checkout": the object has been modified/,
    );
    const version = textAt(body, "metadata", "resourceVersion") ?? "";
    const patch = await ask("PATCH", checkout, { type: mergePatch, body: { metadata: { resourceVersion: version, labels: { c: "d" } } } });
    assert.equal(patch.status, 409);
  });

  it("creates, replaces and deletes, and only says so with dryRun", async () => {
    const fresh = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name: "fresh" },
      spec: { replicas: 1, strategy: { canary: {} } },
    };
    const dry = await ask("POST", `${rollouts}?dryRun=All`, { body: fresh });
    assert.equal(dry.status, 201);
    assert.equal((await ask("GET", `${rollouts}/fresh`)).status, 404);
    const made = await ask("POST", rollouts, { body: fresh });
    assert.equal(made.status, 201);
    assert.ok(textAt(made.body, "metadata", "uid"));
    const again = await ask("POST", rollouts, { body: fresh });
    assert.deepEqual([again.status, again.body.reason], [409, "AlreadyExists"]);
    const elsewhere = await ask("POST", rollouts.replace("shop", "nowhere"), { body: fresh });
    assert.deepEqual([elsewhere.status, elsewhere.body.message], [404, 'namespaces "nowhere" not found']);
    await eventually("its ReplicaSet", async () => {
      const { body } = await ask("GET", "/apis/apps/v1/namespaces/shop/replicasets");
      return listAt(body, "items").some(set => textAt(set, "metadata", "ownerReferences", 0, "name") === "fresh") || undefined;
    });
    assert.equal((await ask("DELETE", `${rollouts}/fresh`)).body.status, "Success");
    const { body } = await ask("GET", "/apis/apps/v1/namespaces/shop/replicasets");
    assert.ok(
      !listAt(body, "items").some(set => textAt(set, "metadata", "ownerReferences", 0, "name") === "fresh"),
      "what it owned is gone with it",
    );
  });

  it("says how to send what it does not understand", async () => {
    const strategic = await ask("PATCH", checkout, { type: "application/strategic-merge-patch+json", body: {} });
    assert.equal(strategic.status, 415);
    assert.match(String(strategic.body.message), /--type=merge/);
    assert.equal((await ask("PATCH", checkout, { type: mergePatch, body: "{" })).status, 400);
    assert.equal((await ask("POST", checkout, { body: {} })).status, 405);
  });

  it("answers an access review", async () => {
    const spec = {
      resourceAttributes: { verb: "patch", group: "argoproj.io", resource: "rollouts", subresource: "status", namespace: "shop" },
    };
    const { status, body } = await ask("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", { body: { spec } });
    assert.deepEqual([status, objectAt(body, "status").allowed], [201, true]);
  });

  describe("watched", () => {
    const events = (body: RawAnswer["body"]): readonly string[] =>
      listAt("lines" in body ? body : { lines: [body] }, "lines").map(line =>
        `${textAt(line, "type")} ${textAt(line, "object", "metadata", "name") ?? ""}`.trim(),
      );

    it("begins with what is there where no version is named, and ends when its time is over", async () => {
      const { body } = await ask("GET", `${rollouts}?watch=true&timeoutSeconds=1`);
      assert.deepEqual(events(body).slice(0, 2), ["ADDED checkout", "ADDED search"]);
    });

    it("goes on from a version, with the changes after it and those to come", async () => {
      const { body } = await ask("GET", rollouts);
      const version = textAt(body, "metadata", "resourceVersion");
      await ask("PATCH", checkout, { type: mergePatch, body: { metadata: { labels: { seen: "before" } } } });
      const watched = ask(
        "GET",
        `${rollouts}?watch=true&timeoutSeconds=1&resourceVersion=${version}&fieldSelector=metadata.name%3Dcheckout`,
      );
      await ask("PATCH", checkout, { type: mergePatch, body: { metadata: { labels: { seen: "after" } } } });
      const seen = listAt((await watched).body, "lines").map(line => textAt(line, "object", "metadata", "labels", "seen"));
      assert.deepEqual([seen[0], seen.at(-1)], ["before", "after"]);
    });

    it("ends its first events with a bookmark where that is asked for", async () => {
      const { body } = await ask("GET", `${rollouts}?watch=true&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan`);
      const bookmark = listAt(body, "lines").find(line => textAt(line, "type") === "BOOKMARK");
      assert.equal(textAt(bookmark, "object", "metadata", "annotations", "k8s.io/initial-events-end"), "true");
    });

    it("tells of what no longer fits a selector as gone", async () => {
      const { body } = await ask("GET", rollouts);
      const version = textAt(body, "metadata", "resourceVersion");
      const watched = ask("GET", `${rollouts}?watch=true&timeoutSeconds=1&resourceVersion=${version}&labelSelector=app%3Dsearch`);
      await ask("PATCH", `${rollouts}/search`, { type: mergePatch, body: { metadata: { labels: { app: "other" } } } });
      assert.deepEqual(events((await watched).body), ["DELETED search"]);
    });

    it("refuses a version that was never its own", async () => {
      const { status, body } = await ask("GET", `${rollouts}?watch=true&resourceVersion=7`);
      assert.deepEqual([status, body.reason, body.code], [410, "Expired", 410]);
    });
  });

  it("moves a rollout by the machine: steps, weights, pods, an analysis that passes, events", async () => {
    await ask("PATCH", checkout, {
      type: jsonPatch,
      body: [{ op: "replace", path: "/spec/template/spec/containers/0/image", value: image("v2") }],
    });
    const paused = await eventually("the pause for a person", async () => {
      const { body } = await ask("GET", checkout);
      return numberAt(body, "status", "currentStepIndex") === 4 && textAt(body, "status", "phase") === "Paused" ? body : undefined;
    });
    assert.equal(numberAt(paused, "status", "canary", "weights", "canary", "weight"), 40);
    assert.equal(textAt(paused, "status", "observedGeneration"), String(numberAt(paused, "metadata", "generation")));
    const route = await ask("GET", "/apis/networking.istio.io/v1beta1/namespaces/shop/virtualservices/checkout");
    assert.equal(route.body.apiVersion, "networking.istio.io/v1beta1");
    assert.deepEqual(
      listAt(route.body, "spec", "http", 0, "route").map(to => numberAt(to, "weight")),
      [60, 40],
    );
    const runs = await ask("GET", "/apis/argoproj.io/v1alpha1/namespaces/shop/analysisruns");
    assert.deepEqual(
      listAt(runs.body, "items").map(run => textAt(run, "status", "phase")),
      ["Successful"],
    );
    const pods = await ask("GET", "/api/v1/namespaces/shop/pods?labelSelector=app%3Dcheckout");
    assert.equal(listAt(pods.body, "items").length, 14);
    const told = await ask("GET", "/api/v1/namespaces/shop/events?fieldSelector=involvedObject.name%3Dcheckout");
    assert.ok(listAt(told.body, "items").some(event => textAt(event, "reason") === "RolloutPaused"));
    const owner = textAt(runs.body, "items", 0, "metadata", "ownerReferences", 0, "uid");
    assert.equal(owner, textAt(paused, "metadata", "uid"));
  });

  it("rolls a bad version back", async () => {
    await ask("PATCH", checkout, {
      type: jsonPatch,
      body: [{ op: "replace", path: "/spec/template/spec/containers/0/image", value: image("v2-bad") }],
    });
    const aborted = await eventually("the abort", async () => {
      const { body } = await ask("GET", checkout);
      return objectAt(body, "status").abort === true ? body : undefined;
    });
    assert.match(textAt(aborted, "status", "message") ?? "", /^RolloutAborted: /);
  });

  it("reads the number of pods that people wrote, not the one that Flagger made of it", async () => {
    const deployment = "/apis/apps/v1/namespaces/shop/deployments/payments";
    await eventually(
      "the target at rest",
      async () => ((await ask("GET", deployment)).body.spec as { replicas?: number }).replicas === 0 || undefined,
    );
    const patch = [{ op: "replace", path: "/spec/template/spec/containers/0/image", value: "registry.example.com/shop/payments:v2" }];
    await ask("PATCH", deployment, { type: jsonPatch, body: patch });
    const { body } = await eventually("the canary's pods", async () => {
      const answer = await ask("GET", deployment);
      return numberAt(answer.body, "status", "availableReplicas") === 4 ? answer : undefined;
    });
    assert.equal(objectAt(body, "spec").replicas, 4);
    assert.equal(numberAt(body, "status", "observedGeneration"), numberAt(body, "metadata", "generation"));
  });

  it("leaves what the machine does not predict as it is, and says so", async () => {
    const blue = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name: "blue" },
      spec: { replicas: 1, selector: { matchLabels: { app: "blue" } }, strategy: { canary: { steps: [{ plugin: { name: "x/y" } }] } } },
    };
    await ask("POST", rollouts, { body: blue });
    const event = await eventually("the word of it", async () => {
      const { body } = await ask("GET", "/api/v1/namespaces/shop/events?fieldSelector=involvedObject.name%3Dblue");
      return listAt(body, "items")[0];
    });
    assert.equal(textAt(event, "reason"), "NotPredicted");
    assert.match(textAt(event, "message") ?? "", /^Not predicted: .+\. The sandbox leaves it as it is\.$/);
  });
});

describe("a sandbox that cannot start", () => {
  const message = async (start: Promise<Sandbox>): Promise<string> => {
    try {
      await (await start).stop();
    } catch (reason) {
      assert.ok(reason instanceof SandboxProblem);
      return reason.message;
    }
    return "it started";
  };

  it("says that the port is taken, and leaves the one that has it alone", async () => {
    const first = await startSandbox({ speed: 1, manifests: [] });
    const port = Number(new URL(first.url).port);
    assert.equal(
      await message(startSandbox({ speed: 1, manifests: [], port })),
      `Port ${port} is in use by another program. Choose another with \`--port\`, or leave it out for a free one.`,
    );
    assert.ok(existsSync(first.kubeconfig));
    await first.stop();
  });

  it("says what a speed is", async () => {
    for (const speed of [0, -1, Number.NaN, 1e9])
      assert.equal(await message(startSandbox({ speed, manifests: [] })), `The speed ${speed} is none. It is a number from 1 to 10,000.`);
  });

  it("names the kinds that it leaves out", async () => {
    const sandbox = await startSandbox({ speed: 1, manifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } }] });
    assert.deepEqual(sandbox.leftOut, ["ConfigMap"]);
    await sandbox.stop();
  });
});

describe("a sandbox with Ingress NGINX", () => {
  it("writes weights into a copy of an Ingress, as the controller does", async () => {
    const service = (name: string) => ({ apiVersion: "v1", kind: "Service", metadata: { name }, spec: { selector: { app: "demo" } } });
    const backend = { service: { name: "stable", port: { number: 80 } } };
    const sandbox = await startSandbox({
      speed: 100,
      manifests: [
        service("stable"),
        service("canary"),
        {
          apiVersion: "networking.k8s.io/v1",
          kind: "Ingress",
          metadata: { name: "shop" },
          spec: { rules: [{ host: "shop.example", http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }] },
        },
        {
          apiVersion: "argoproj.io/v1alpha1",
          kind: "Rollout",
          metadata: { name: "demo" },
          spec: {
            replicas: 2,
            selector: { matchLabels: { app: "demo" } },
            template: { metadata: { labels: { app: "demo" } }, spec: { containers: [{ name: "app", image: "demo:v1" }] } },
            strategy: {
              canary: {
                stableService: "stable",
                canaryService: "canary",
                trafficRouting: { nginx: { stableIngress: "shop" } },
                steps: [{ setWeight: 30 }, { pause: {} }],
              },
            },
          },
        },
      ],
    });
    const ask = await rawClient(sandbox);
    const copy = "/apis/networking.k8s.io/v1/namespaces/default/ingresses/demo-shop-canary";
    const weight = async (): Promise<string | undefined> =>
      textAt((await ask("GET", copy)).body, "metadata", "annotations", "nginx.ingress.kubernetes.io/canary-weight");
    assert.deepEqual([sandbox.leftOut, await weight()], [[], "0"]);
    const image = [{ op: "replace", path: "/spec/template/spec/containers/0/image", value: "demo:v2" }];
    const rollout = "/apis/argoproj.io/v1alpha1/namespaces/default/rollouts/demo";
    assert.equal((await ask("PATCH", rollout, { type: jsonPatch, body: image })).status, 200);
    await eventually("the weight is 30", async () => (await weight()) === "30");
    const { body } = await ask("GET", copy);
    assert.equal(textAt(body, "spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"), "canary");
    assert.equal(textAt(body, "metadata", "ownerReferences", 0, "name"), "demo");
    await sandbox.stop();
  });
});
