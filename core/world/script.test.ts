import assert from "node:assert/strict";
import { imageFits, readScript } from "./script.ts";

const head = `apiVersion: stepwise.dev/v1alpha1
kind: Replay
metadata: { name: small }
manifests: [rollout.yaml]
target: { kind: Rollout, name: demo }
until: 1m30s
`;
const problems = (text: string): readonly string[] => readScript(text).problems.map(problem => problem.message);

describe("replay scripts", () => {
  it("are read with their times", () => {
    const { value, problems } = readScript(`${head}pods: [{ image: "*:v2", readyAfter: 7500ms }, { image: "*:v3", ready: never }]
metrics: [{ query: rate, answers: [{ from: 0s, value: 0.99 }, { from: 5s, value: none }, { from: 6s, value: [0.1, 0.9] }, { from: 7s, value: NaN }, { from: 8s, value: error }] }]
actions: [{ at: 1s, do: setImage, image: "demo:v2" }, { when: { phase: Paused, stepIndex: 1 }, after: 2s, do: promote }]`);
    assert.deepEqual(problems, []);
    assert.equal(value.until, 90_000);
    assert.deepEqual(value.pods, [
      { image: "*:v2", readyAfter: 7500 },
      { image: "*:v3", readyAfter: undefined },
    ]);
    assert.deepEqual(
      value.metrics[0]?.answers.map(answer => answer.value),
      [0.99, "none", [0.1, 0.9], Number.NaN, "error"],
    );
    assert.deepEqual(
      value.actions.map(action => [action.do, action.at, action.when, action.after]),
      [
        ["setImage", 1000, undefined, 0],
        ["promote", undefined, { phase: "Paused", stepIndex: 1 }, 2000],
      ],
    );
  });

  const refused: readonly (readonly [string, RegExp])[] = [
    ["extra: true", /`extra` is no field here/],
    ["actions: [{ at: 0s, do: dance }]", /`dance` is no action/],
    ["actions: [{ at: 0s, do: retry, image: x }]", /`image` is no field here/],
    ["actions: [{ at: 0s, do: setImage }]", /`image` is missing/],
    ["actions: [{ when: { mood: good }, do: retry }]", /`mood` is no field here/],
    ["actions: [{ do: retry }]", /either `at` or `when`/],
    ["actions: [{ at: 90, do: retry }]", /`90` is no duration/],
    ["pods: [{ image: x }]", /`readyAfter` with a duration/],
    ["metrics: [{ query: a, answers: [{ from: 0s, value: much }] }]", /A value is a number/],
  ];
  for (const [line, expected] of refused)
    it(`refuse ${line}`, () => {
      const found = problems(`${head}${line}`);
      assert.ok(
        found.some(message => expected.test(message)),
        found.join("; "),
      );
    });

  it("must have a target and an end", () =>
    assert.equal(problems("apiVersion: stepwise.dev/v1alpha1\nkind: Replay\nmetadata: {name: x}\nmanifests: []\n").length, 3));

  it("match images by pattern", () => {
    assert.ok(imageFits("*:v2", "registry:5000/demo:v2"));
    assert.ok(!imageFits("*:v2", "demo:v22"));
    assert.ok(imageFits("demo.*", "demo.x"));
    assert.ok(!imageFits("demo.*", "demoxx"));
  });
});
