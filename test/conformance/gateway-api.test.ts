import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../../core/base/json.ts";
import { played } from "../../core/simulation/replay/play.ts";
import { readFile } from "../../core/syntax/file.ts";
import { jsonOf } from "../../core/syntax/nodes.ts";
import { readScript } from "../../core/world/script.ts";
import { sharedFolder } from "../kit/shared.ts";

// The end-to-end tests of the Gateway API plugin say what its routes look like while a rollout goes on. The plugin itself cannot be run here, so
// these are what the machine is held to: each must be seen, in their order.
const corpus = sharedFolder("corpus");
const folder = corpus && path.join(corpus, "argoproj-labs__rollouts-plugin-trafficrouter-gatewayapi/test/e2e/chainsaw");
const longest = 180;

describe("the Gateway API plugin's own tests", () => {
  if (!folder) return;
  let seen = 0;
  for (const name of readdirSync(folder))
    it(`see in ${name} what they expect`, () => {
      const expected = assertions(path.join(folder, name));
      const resources = path.join(folder, name, "resources");
      const written = readdirSync(resources).flatMap(file => objectsIn(path.join(resources, file)));
      const rollout = written.find(object => object.kind === "Rollout");
      const target = textAt(rollout, "metadata", "name");
      // The tests make their Services in a step of their own.
      const objects = [...written, ...["stableService", "canaryService"].map(role => serviceOf(rollout, role))];
      let next = 0;
      for (let second = 1; second <= longest && next < expected.length; second++) {
        const { value: script } = readScript(
          `apiVersion: stepwise.dev/v1alpha1
kind: Replay
metadata: { name: ${name} }
manifests: []
target: { kind: Rollout, name: ${target} }
until: ${second}s
actions: [{ at: 0s, do: setImage, image: "argoproj/rollouts-demo:green" }]`,
        );
        const shown = played(script, objects).objects;
        while (next < expected.length && shown.some(object => fits(expected[next] ?? {}, object))) next++;
      }
      seen += next;
      assert.equal(next, expected.length, `never seen: ${JSON.stringify(expected[next])}`);
    });
  after(() => assert.ok(seen >= 25, `${seen} expectations were seen`));
});

function serviceOf(rollout: JsonObject | undefined, role: string): JsonObject {
  const selector = objectAt(rollout, "spec", "selector", "matchLabels");
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: textAt(rollout, "spec", "strategy", "canary", role) ?? "" },
    spec: { selector, ports: [{ port: 80 }] },
  };
}

/** What is expected of routes once the new version is asked for, in order. */
function assertions(test: string): readonly JsonObject[] {
  const [definition] = objectsIn(path.join(test, "chainsaw-test.yaml"));
  const steps = listAt(definition, "spec", "steps");
  const trigger = steps.findIndex(step => listAt(step, "try").some(one => objectAt(one).patch !== undefined));
  return steps
    .slice(trigger + 1)
    .flatMap(step => listAt(step, "try").flatMap(one => textAt(one, "assert", "file") ?? []))
    .map(file => path.join(test, file))
    .filter(file => existsSync(file) && !file.includes("rollout-"))
    .flatMap(objectsIn);
}

function objectsIn(file: string): readonly JsonObject[] {
  return readFile(file, readFileSync(file, "utf8"))
    .documents.map(document => (document.chunk.root ? jsonOf(document.chunk.root) : null))
    .filter(isObject);
}

/** Does an object have all that is expected of it? Lists have their items one by one; a key in brackets is an expression. */
function fits(expected: Json, value: Json | undefined): boolean {
  if (Array.isArray(expected))
    return (expected as readonly Json[]).every((item, i) => fits(item, Array.isArray(value) ? value[i] : undefined));
  if (!isObject(expected)) return expected === value;
  return Object.entries(expected).every(([key, wanted]) => {
    const [, expression] = /^\((.*)\)$/.exec(key) ?? [];
    if (expression === undefined) return fits(wanted, objectAt(value)[key]);
    const [, listed] = /^length\((\w+)\)$/.exec(expression) ?? [];
    if (listed !== undefined) return listAt(value, listed).length === wanted;
    const [, map, held] = /^contains\(keys\((\w+) .*'([^']+)'\)$/.exec(expression) ?? [];
    if (map !== undefined && held !== undefined) return held in objectAt(value, map) === wanted;
    assert.match(expression, /^\w+$/, "an expression that this test does not know");
    return fits(wanted, objectAt(value)[expression]);
  });
}
