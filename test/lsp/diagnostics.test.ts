import assert from "node:assert/strict";
import { type Editor, startEditor } from "../kit/editor.ts";

const uri = "file:///demo/rollout.yaml";
const text = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: demo
spec:
  selector: { matchLabels: { app: demo } }
  template:
    metadata: { labels: { app: demo } }
    spec: { containers: [{ name: app, image: "demo:v1" }] }
  strategy:
    canary:
      steps:
      - setWeight: 101
`;

describe("findings over a pipe", () => {
  let editor: Editor;
  afterEach(async () => assert.equal(await editor.close(), 0));

  it("are pushed to a client that does not pull, and follow an edit", async () => {
    editor = await startEditor();
    await editor.open(uri, text);
    const [finding] = await editor.pushed(uri);
    assert.equal(finding?.code, "steps/weight-out-of-range");
    assert.deepEqual(finding?.range, { start: { line: 12, character: 19 }, end: { line: 12, character: 22 } });
    await editor.edit(uri, 2, { start: { line: 12, character: 19 }, end: { line: 12, character: 22 } }, "20");
    assert.deepEqual(await editor.pushed(uri, found => found.length === 0), []);
  });
});
