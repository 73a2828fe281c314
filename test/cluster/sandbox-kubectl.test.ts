import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { Sandbox } from "../../cluster/sandbox/sandbox.ts";
import { eventually, sandboxOf } from "../../cluster/test-kit.ts";
import { buildTools } from "./build.ts";

// The kubectl that people have, built from its own module, against the API server of our sandbox.
describe("upstream kubectl on the sandbox", function () {
  this.timeout(20 * 60_000);
  let program: string;
  let sandbox: Sandbox;
  before(async () => {
    program = (await buildTools()).program("kubectl");
    sandbox = await sandboxOf(["checkout", "payments"], { speed: 100 });
  });
  after(() => sandbox.stop());

  const args = (words: string): string[] => [
    "--kubeconfig",
    sandbox.kubeconfig,
    "--cache-dir",
    path.join(path.dirname(sandbox.kubeconfig), "cache"),
    ...words.split(" "),
  ];
  const kubectl = async (words: string, ...more: string[]): Promise<string> =>
    (await promisify(execFile)(program, [...args(words), ...more])).stdout.trimEnd();
  const columns = (line = ""): readonly string[] => line.trim().split(/\s{2,}/);

  it("gets", async () => {
    const [header, row] = (await kubectl("get rollouts")).split("\n");
    assert.deepEqual(columns(header), ["NAME", "DESIRED", "CURRENT", "UP-TO-DATE", "AVAILABLE", "AGE"]);
    assert.deepEqual(columns(row).slice(0, 5), ["checkout", "10", "10", "10", "10"]);
    const [canaries] = (await kubectl("get canary")).split("\n");
    assert.deepEqual(columns(canaries), ["NAME", "STATUS", "WEIGHT", "LASTTRANSITIONTIME"]);
    assert.match(await kubectl("get ro checkout -o yaml"), /^apiVersion: argoproj\.io\/v1alpha1\nkind: Rollout\n/);
    const names = (await kubectl("get deploy,svc,vs,httproutes -o name")).split("\n");
    for (const name of ["deployment.apps/payments-primary", "service/checkout-canary", "virtualservice.networking.istio.io/checkout"])
      assert.ok(names.includes(name), name);
  });

  it("patches, and watches what comes of it", async () => {
    const watching = spawn(program, args("get rollout checkout --watch"), { stdio: ["ignore", "pipe", "pipe"] });
    let seen = "";
    watching.stdout.on("data", chunk => (seen += chunk));
    await eventually("the first line", () => seen.includes("checkout") || undefined);
    const patch = JSON.stringify([
      { op: "replace", path: "/spec/template/spec/containers/0/image", value: "registry.example.com/shop/checkout:v2" },
    ]);
    assert.equal(await kubectl("patch rollout checkout --type json -p", patch), "rollout.argoproj.io/checkout patched");
    await eventually("the pods of a canary", () => /checkout\s+10\s+14\s+4\s+14/.test(seen) || undefined);
    const ended = new Promise(resolve => watching.once("exit", resolve));
    watching.kill();
    await ended;
    await kubectl("patch rollout checkout --subresource status --type merge -p", '{"status":{"pauseConditions":null}}');
  });

  it("hears why not, in the words that it knows", async () => {
    const failing = (words: string, ...more: string[]): Promise<string> =>
      kubectl(words, ...more).then(assert.fail, error => String(error.stderr).trim());
    assert.equal(await failing("get rollout nope"), 'Error from server (NotFound): rollouts.argoproj.io "nope" not found');
    assert.match(
      await failing("patch rollout checkout --type json -p", '[{"op":"test","path":"/spec/replicas","value":3}]'),
      /^The request is invalid: the server rejected our request/,
    );
    assert.match(await failing("patch rollout checkout -p", "{}"), /--type=merge/);
  });

  it("sets an image on a Deployment, applies, deletes, asks what it may", async () => {
    assert.equal(
      await kubectl("set image deployment/payments payments=registry.example.com/shop/payments:v2"),
      "deployment.apps/payments image updated",
    );
    const file = path.join(import.meta.dirname, "../../examples/search/rollout-basic.yaml");
    assert.equal(await kubectl("apply -f", file), "rollout.argoproj.io/search created\nservice/search created");
    assert.equal(await kubectl("apply -f", file), "rollout.argoproj.io/search unchanged\nservice/search unchanged");
    assert.match(await kubectl("delete rollout search"), /^rollout\.argoproj\.io "search" deleted/); // newer ones name the namespace too
    assert.equal(await kubectl("auth can-i patch rollouts/status"), "yes");
  });
});
