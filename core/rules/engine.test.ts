import assert from "node:assert/strict";
import { manifest } from "../../test/kit/manifests.ts";
import { chunkCache, readFile } from "../syntax/file.ts";
import type { Resource } from "../workspace/resource.ts";
import { resourcesIn, workspaceOf } from "../workspace/workspace.ts";
import { checkFast, checkWorkspace, crashed } from "./engine.ts";
import { rules } from "./index.ts";
import { defineRule, type Rule } from "./rule.ts";
import { settingsOf, withSettings } from "./settings.ts";

const text = manifest("steps:\n- setWeight: 101");
const rolloutIn = (source: string, cache = chunkCache()): Resource => {
  const [resource] = resourcesIn(readFile("a.yaml", source, cache));
  assert.ok(resource);
  return resource;
};
const broken = defineRule({
  id: "test/broken",
  severity: "error",
  summary: "",
  why: "",
  source: "",
  bad: "",
  good: "",
  rollout() {
    throw new Error("no such luck");
  },
});

describe("the rules' engine", () => {
  it("turns a crash of one rule into a finding, and goes on with the others", () => {
    const found = checkFast(rolloutIn(text), text, [broken, ...rules]);
    assert.deepEqual(
      found.map(({ code, severity }) => [code, severity]),
      [
        [crashed, "hint"],
        ["steps/weight-out-of-range", "error"],
      ],
    );
    assert.match(found[0]?.message ?? "", /test\/broken.*no such luck/);
    assert.ok((found[0]?.at.end ?? 0) > 0);
  });

  it("contains a crash of a rule that looks into other files", () => {
    const cross: Rule = { ...broken, rollout: () => undefined, workspace: { resource: () => assert.fail("cross") } };
    assert.deepEqual(
      checkWorkspace(rolloutIn(text), workspaceOf([readFile("a.yaml", text)]), [cross]).map(({ code }) => code),
      [crashed],
    );
  });

  it("checks a document once, as long as its text is the same", () => {
    const cache = chunkCache();
    const before = checkFast(rolloutIn(`${text}\n---\na: 1\n`, cache), text);
    const after = checkFast(rolloutIn(`${text}\n---\na: 2\n`, cache), text);
    assert.equal(before, after);
  });

  it("says nothing of templates and of kinds that are not ours", () => {
    const templated = text.replace("setWeight: 101", "setWeight: {{ .Values.weight }}");
    assert.deepEqual(checkFast(rolloutIn(templated), templated), []);
    const service = "apiVersion: v1\nkind: Service\nmetadata: { name: A_B }\n";
    assert.deepEqual(checkFast(rolloutIn(service), service), []);
  });
});

describe("settings of rules", () => {
  const found = checkFast(rolloutIn(text), text);

  it("give another severity, or none", () => {
    assert.deepEqual(
      withSettings(found, { "steps/weight-out-of-range": "hint" }).map(({ severity }) => severity),
      ["hint"],
    );
    assert.deepEqual(withSettings(found, { "steps/weight-out-of-range": "off" }), []);
    assert.equal(withSettings(found, { "steps/two-kinds": "off" }).length, 1);
  });

  it("are listed from the rules", () => {
    const settings = settingsOf(rules);
    assert.equal(Object.keys(settings).length, rules.length);
    assert.deepEqual(settings["stepwise.rules.steps/two-kinds"], {
      type: "string",
      enum: ["error", "warning", "information", "hint", "off"],
      default: "error",
      markdownDescription: "A step does one thing.",
    });
  });
});
