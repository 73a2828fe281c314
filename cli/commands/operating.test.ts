import assert from "node:assert/strict";
import path from "node:path";
import { startDemo } from "../../cluster/sandbox/demo.ts";
import type { Sandbox } from "../../cluster/sandbox/sandbox.ts";
import { eventually, sandboxOf } from "../../cluster/test-kit.ts";
import { ClusterSaidNo, type Command, exit, type Terminal, type Values, WrongUse } from "../command.ts";
import { abort } from "./abort.ts";
import { get } from "./get.ts";
import { pause } from "./pause.ts";
import { promote } from "./promote.ts";
import { resume } from "./resume.ts";
import { retry } from "./retry.ts";
import { sandbox as sandboxCommand } from "./sandbox.ts";
import { setImage } from "./set-image.ts";
import { watch } from "./watch.ts";

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a verb as `stepwise` does, and takes what it throws for the line and the code that would come of it. */
async function run(
  command: Command,
  operands: readonly string[],
  values: Values,
  env: { readonly [name: string]: string },
  live: { readonly signal?: AbortSignal; readonly heard?: (out: string) => void } = {},
): Promise<Ran> {
  let out = "";
  let err = "";
  const terminal: Terminal = {
    cwd: path.join(import.meta.dirname, "../.."),
    env,
    out: text => {
      out += text;
      live.heard?.(out);
    },
    err: text => {
      err += text;
    },
    stdin: async () => "",
    colours: false,
    signal: live.signal ?? new AbortController().signal,
  };
  try {
    return { code: await command.run(operands, values, terminal), out, err };
  } catch (reason) {
    if (reason instanceof ClusterSaidNo) return { code: exit.clusterSaidNo, out, err: `${err}${reason.message}` };
    if (reason instanceof WrongUse) return { code: exit.wrongUse, out, err: `${err}${reason.message}` };
    throw reason;
  }
}

describe("operating a rollout from the command line", () => {
  let sandbox: Sandbox;
  let env: { readonly [name: string]: string };
  before(async () => {
    sandbox = await sandboxOf(["checkout", "payments", "search"], { speed: 600 });
    env = { KUBECONFIG: sandbox.kubeconfig };
  });
  after(() => sandbox.stop());
  const checkout = "rollout/checkout";
  const image = (tag: string): string => `registry.example.com/shop/checkout:${tag}`;
  const seen = (fits: (out: string) => boolean): Promise<string> =>
    eventually("it", async () => {
      const { out } = await run(get, [checkout], {}, env);
      return fits(out) ? out : undefined;
    });

  it("lists what is there", async () => {
    const { code, out, err } = await run(get, [], {}, env);
    assert.deepEqual([code, err], [exit.fine, ""]);
    const lines = out.trimEnd().split("\n");
    assert.match(lines[0] ?? "", /^NAME +STATE +STEP +WEIGHT +WHAT HAPPENS$/);
    assert.deepEqual(
      lines.slice(1).map(line => line.split(/ {2,}/).slice(0, 2)),
      [
        ["rollout/checkout", "quiet"],
        ["canary/payments", "quiet"],
        ["rollout/search", "quiet"],
      ],
    );
    const everywhere = await run(get, [], { "all-namespaces": true }, env);
    assert.match(everywhere.out, /^NAMESPACE .*\nshop +rollout\/checkout/);
  });

  it("lists as data whose fields stay", async () => {
    const { out } = await run(get, [], { output: "json" }, env);
    const { rollouts } = JSON.parse(out) as { readonly rollouts: readonly object[] };
    assert.deepEqual(Object.keys(rollouts[0] ?? {}), [
      "context",
      "namespace",
      "kind",
      "name",
      "standing",
      "phase",
      "step",
      "weight",
      "sentence",
      "actions",
    ]);
  });

  it("sets an image, watches it to its pause, promotes, and watches it to its end", async () => {
    const set = await run(setImage, [checkout, image("v2")], {}, env);
    assert.deepEqual([set.code, set.err], [exit.fine, ""]);
    assert.match(set.out, /^Set image accepted\. /);
    const enough = new AbortController();
    const waiting = await run(watch, [checkout], {}, env, {
      signal: enough.signal,
      heard: out => {
        if (out.includes("Waiting for you")) enough.abort();
      },
    });
    assert.equal(waiting.code, exit.fine, "Ctrl-C is no failure");
    assert.match(waiting.out, /^\d{4}-\d\d-\d\dT[\d:]+Z {2}\S.*\n/);
    const text = await seen(out => out.includes("⏸ a person"));
    for (const word of ["Steps ", "Revisions ", "Analyses ", "Actions ", "2 canary", "4/4 pods"]) assert.ok(text.includes(word), word);
    const promoted = await run(promote, [checkout], { output: "json" }, env);
    assert.deepEqual(JSON.parse(promoted.out), {
      context: "stepwise-sandbox",
      namespace: "shop",
      kind: "Rollout",
      name: "checkout",
      action: "promote",
      result: "accepted",
      dryRun: false,
      said: "Promote accepted. Ends this pause and goes on to 80 %.",
    });
    const ended = await run(watch, [checkout], { output: "json" }, env);
    assert.equal(ended.code, exit.fine);
    const last = JSON.parse(ended.out.trimEnd().split("\n").at(-1) ?? "{}") as object;
    assert.deepEqual(Object.keys(last), ["time", "connection", "standing", "phase", "weight", "step", "sentence"]);
    assert.match(ended.out, /v2 has all traffic/);
  });

  it("aborts, tries again, pauses and resumes; a rollback ends the watch with a finding", async () => {
    await run(setImage, [checkout, image("v3")], {}, env);
    await seen(out => out.includes("v3") && out.includes("⏸ a person"));
    assert.equal((await run(abort, [checkout], {}, env)).code, exit.fine);
    const back = await run(watch, [checkout], {}, env);
    assert.deepEqual([back.code, /Rolled back/.test(back.out)], [exit.findings, true]);
    assert.equal((await run(retry, [checkout], {}, env)).code, exit.fine);
    await seen(out => out.includes("⏸ a person"));
    assert.equal((await run(pause, [checkout], {}, env)).code, exit.fine);
    assert.equal((await run(resume, [checkout], {}, env)).code, exit.fine);
    assert.equal((await run(promote, [checkout], { full: true }, env)).code, exit.fine);
    await seen(out => out.includes("v3 has all traffic"));
  });

  it("does not take the end of the run before for that of the one that was just started, where the controller is yet to look", async () => {
    const payments = "canary/payments";
    await run(setImage, [payments, "registry.example.com/shop/payments:v2"], {}, env);
    await eventually("under way", async () => /v2: waits/.test((await run(get, [payments], {}, env)).out) || undefined);
    assert.equal((await run(abort, [payments], {}, env)).code, exit.fine);
    const back = await run(watch, [payments], {}, env);
    assert.deepEqual([back.code, /Rolled back/.test(back.out)], [exit.findings, true]);
    const ended = await run(watch, [payments], {}, env);
    assert.deepEqual([ended.code, ended.err], [exit.findings, "The controller looks every 1 min: a new run shows within that time.\n"]);
    await run(setImage, [payments, "registry.example.com/shop/payments:v3"], {}, env);
    const next = await run(watch, [payments], {}, env);
    assert.deepEqual([next.code, /v3 has all traffic/.test(next.out)], [exit.fine, true]);
  });

  it("says what cannot be done, with the code for it", async () => {
    const refused = await run(retry, [checkout], {}, env);
    assert.deepEqual(refused, { code: exit.clusterSaidNo, out: "", err: "Not retried. Only an aborted rollout can be tried again." });
    const data = await run(abort, [checkout], { output: "json" }, env);
    assert.equal(data.code, exit.clusterSaidNo);
    assert.equal((JSON.parse(data.out) as { readonly result: string }).result, "not now");
  });

  it("says what it does not find", async () => {
    const cases: readonly (readonly [Promise<Ran>, number, string])[] = [
      [run(get, ["rollout/nope"], {}, env), 3, "There is no Rollout nope in namespace shop."],
      [run(watch, ["rollout/nope"], {}, env), 3, "Rollout nope is not in namespace shop."],
      [run(get, ["checkout"], {}, env), 2, "`stepwise get` takes `rollout/NAME` or `canary/NAME`, and `checkout` is neither."],
      [run(promote, [], {}, env), 2, "`stepwise promote` takes `rollout/NAME` or `canary/NAME`."],
      [run(setImage, [checkout], {}, env), 2, "`stepwise set-image` takes an image after the name."],
      [run(abort, [checkout, "rollout/search"], {}, env), 2, "`stepwise abort` takes one rollout."],
      [run(get, [], { context: "prod" }, env), 2, "The kubeconfig has no context `prod`. It has `stepwise-sandbox`."],
      [
        run(get, [], {}, { HOME: "/nowhere" }),
        3,
        "There is no kubeconfig at ~/.kube/config. Set KUBECONFIG, or start `stepwise sandbox`, which needs no cluster.",
      ],
    ];
    for (const [running, code, err] of cases) {
      const ran = await running;
      assert.deepEqual([ran.code, ran.err], [code, err]);
    }
    const empty = await run(get, [], { namespace: "empty" }, env);
    assert.deepEqual(
      [empty.code, empty.err],
      [exit.fine, "Nothing is rolled out in namespace empty of context stepwise-sandbox. `-A` looks in all namespaces.\n"],
    );
  });
});

describe("stepwise sandbox", () => {
  it("runs with the examples until Ctrl-C, and leaves nothing behind", async () => {
    const interrupt = new AbortController();
    const running = run(
      sandboxCommand,
      [],
      { speed: "500", demo: true },
      {},
      {
        signal: interrupt.signal,
        heard: out => {
          const kubeconfig = /export KUBECONFIG=(\S+)/.exec(out)?.[1] ?? "";
          void eventually("a canary in motion", async () => {
            const { out } = await run(get, [], {}, { KUBECONFIG: kubeconfig });
            return /rollout\/checkout +(moving|waiting)/.test(out) || undefined;
          }).finally(() => interrupt.abort());
        },
      },
    );
    const { code, out, err } = await running;
    assert.equal(code, exit.fine);
    assert.match(out, /The sandbox runs at https:\/\/127\.0\.0\.1:\d+, 500 times as fast as the clock\. Ctrl-C ends it\./);
    assert.match(err, /Demo: pushed registry\.example\.com\/shop\/checkout:v2 to rollout\/checkout\.\n/);
    assert.match(err, /The sandbox is gone, and its kubeconfig with it\.\n$/);
    const kubeconfig = /export KUBECONFIG=(\S+)/.exec(out)?.[1] ?? "";
    assert.match((await run(get, [], {}, { KUBECONFIG: kubeconfig })).err, /is not there/);
  });

  it("pushes again each time a rollout has ended, every third time a bad one", async () => {
    const sandbox = await sandboxOf(["search"], { speed: 5000 });
    const told: string[] = [];
    const demo = await startDemo(sandbox, words => told.push(words));
    await eventually("the first two", () => told.length >= 2 || undefined);
    demo.stop();
    await sandbox.stop();
    assert.deepEqual(
      told.slice(0, 2),
      ["v2", "v3-bad"].map(tag => `Demo: pushed registry.example.com/shop/search:${tag} to rollout/search.`),
    );
  });

  it("says what is wrong with what it was given", async () => {
    const said = async (values: Values, paths: readonly string[] = []): Promise<readonly [number, string]> => {
      const { code, err } = await run(sandboxCommand, paths, values, {});
      return [code, err];
    };
    assert.deepEqual(await said({ speed: "abc" }), [2, "`--speed abc` is no number."]);
    assert.deepEqual(await said({ speed: "0" }), [3, "The speed 0 is none. It is a number from 1 to 10,000."]);
    assert.deepEqual(await said({ port: "99999" }), [2, "`--port 99999` is no port. It is a number from 1 to 65,535."]);
    assert.deepEqual(await said({}, ["nope.yaml"]), [2, "nope.yaml cannot be read. Give a file or a folder that is there.\n"]);
  });
});
