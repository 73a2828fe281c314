import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readScript, type Script, seconds } from "./script.ts";

const head = `
apiVersion: stepwise.dev/v1alpha1
kind: Replay
metadata: { name: small }
manifests: [rollout.yaml]
target: { kind: Rollout, name: demo }
until: 1m30s
`;

describe("the script reader of the recorder", () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "stepwise-script-"));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const read = (text: string): Script => {
    const file = path.join(folder, "replay.yaml");
    fs.writeFileSync(file, text);
    return readScript(file);
  };

  it("reads actions by time and by state", () => {
    const { actions, until } = read(`${head}
actions:
  - { at: 1s, do: setImage, image: "demo:v2" }
  - { when: { phase: Paused }, after: 1500ms, do: promote }`);
    assert.equal(until, 90);
    assert.deepEqual(actions, [
      { do: "setImage", image: "demo:v2", at: 1 },
      { do: "promote", when: { phase: "Paused" }, after: 1.5 },
    ]);
  });

  it("reads pods, metrics and webhooks", () => {
    const { pods, metrics, webhooks } = read(`${head}
pods: [{ image: "*:v2", readyAfter: 2s }, { image: "*:v3", ready: never }]
metrics: [{ query: rate, answers: [{ from: 0s, value: 1 }, { from: 5s, value: none }, { from: 6s, value: NaN }, { from: 7s, value: [1, 2] }] }]
webhooks: [{ path: /gate, answers: [{ from: 0s, status: 200, body: "{}" }] }]`);
    assert.deepEqual(pods, [
      { image: "*:v2", ready: 2 },
      { image: "*:v3", ready: "never" },
    ]);
    assert.deepEqual(
      metrics[0]?.answers.map(a => a.value),
      [1, "none", "NaN", [1, 2]],
    );
    assert.deepEqual(webhooks, [{ path: "/gate", answers: [{ from: 0, status: 200, body: "{}" }] }]);
  });

  it("refuses what the contract does not know", () => {
    assert.throws(() => read(`${head}\nextra: true`), /unknown field `extra`/);
    assert.throws(() => read(`${head}\nactions: [{ at: 0s, do: dance }]`), /actions\[0\].do: "dance"/);
    assert.throws(() => read(`${head}\nactions: [{ at: 0s, do: retry, image: x }]`), /unknown field `image`/);
    assert.throws(() => read(`${head}\nactions: [{ when: { mood: good }, do: retry }]`), /unknown field `mood`/);
    assert.throws(() => read(`${head}\nactions: [{ do: retry }]`), /either `at` or `when`/);
  });

  it("refuses a bare number as a duration", () => {
    assert.equal(seconds("7500ms", ""), 7.5);
    assert.throws(() => seconds(90, "until"), /until: 90 is no duration/);
  });
});
