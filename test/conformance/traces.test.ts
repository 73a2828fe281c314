import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isObject } from "../../core/base/json.ts";
import { NotPredicted, play } from "../../core/simulation/replay/play.ts";
import { readFile } from "../../core/syntax/file.ts";
import { jsonOf } from "../../core/syntax/nodes.ts";
import { readScript } from "../../core/world/script.ts";
import { sharedFolder } from "../kit/shared.ts";

// Scripts that were played on the real controllers: our machine must give the same traces, by the judge that stands beside them.
const folder = sharedFolder("traces");

// What the machine does not play yet, and the words with which it says so. The list is to shrink.
const notYet: { readonly [replay: string]: RegExp } = {
  "argo-rollouts/bluegreen-fast-rollback": /blue-green/,
  "argo-rollouts/bluegreen-manual": /blue-green/,
  "argo-rollouts/bluegreen-prepromotion-fails": /blue-green/,
  "argo-rollouts/canary-dynamic-stable-abort": /dynamicStableScale/,
  "argo-rollouts/canary-istio-scale": /setCanaryScale/,
  "argo-rollouts/dynamic-abort-with-delay": /dynamicStableScale/,
  "argo-rollouts/experiment-step": /experiment/,
  "argo-rollouts/header-and-mirror": /setCanaryScale/,
  "flagger/gates": /webhooks/,
  "flagger/kubernetes-blue-green": /blue-green/,
  "flagger/nginx-ab-testing": /A\/B/,
};

describe("recorded replays", () => {
  if (!folder) return;
  const own = path.join(import.meta.dirname, "replays");
  const under = (root: string): readonly string[] =>
    ["argo-rollouts", "flagger"]
      .filter(platform => existsSync(path.join(root, platform)))
      .flatMap(platform => readdirSync(path.join(root, platform)).map(name => `${platform}/${name}`));
  let compare: (
    expected: unknown,
    actual: unknown,
  ) => { readonly rule: number; readonly what: string; readonly expected: string; readonly actual: string } | null;
  before(async () => {
    ({ compare } = await import(pathToFileURL(path.join(folder, "compare.mjs")).href));
  });

  for (const root of [folder, own]) for (const replay of under(root)) check(root, replay);

  it("are there", () => assert.ok(under(own).length >= 40));

  function check(root: string, replay: string): void {
    const reason = root === own ? undefined : notYet[replay];
    if (reason)
      it(`${replay} is said to be not predicted`, () =>
        assert.throws(
          () => trace(root, replay),
          (error: unknown) => error instanceof NotPredicted && reason.test(error.message),
        ));
    else
      it(`${replay} is played as the controller played it`, () => {
        const expected: unknown = JSON.parse(readFileSync(path.join(root, replay, "trace.json"), "utf8"));
        const difference = compare(expected, trace(root, replay));
        assert.equal(
          difference,
          null,
          difference ? `rule ${difference.rule}: ${difference.what}\n${difference.expected}\n  but\n${difference.actual}` : undefined,
        );
      });
  }

  function trace(root: string, replay: string) {
    const read = (name: string): string => readFileSync(path.join(root, replay, name), "utf8");
    const { value: script, problems } = readScript(read("replay.yaml"));
    assert.deepEqual(problems, []);
    const objects = script.manifests.flatMap(name =>
      readFile(name, read(name))
        .documents.map(document => (document.chunk.root ? jsonOf(document.chunk.root) : null))
        .filter(isObject),
    );
    return play(script, objects);
  }
});
