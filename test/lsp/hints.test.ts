import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import type { InlayHint } from "vscode-languageserver/node";
import { type Editor, startEditor } from "../kit/editor.ts";
import { rolloutText } from "./fixture.ts";

const uri = "file:///demo/rollout.yaml";
const text = rolloutText.replace("101", "100").replace("      - analysis: { templates: [{ templateName: success-rate }] }\n", "");
const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe("hints over a pipe", () => {
  let editor: Editor | undefined;
  afterEach(async () => {
    await editor?.close();
  });

  it("leave out what the settings do not want", async () => {
    editor = await startEditor({
      capabilities: { workspace: { configuration: true } },
      settings: { hints: { time: false, pods: false } },
    });
    await editor.open(uri, text);
    const ask = { textDocument: { uri }, range: everything };
    const labels = async () =>
      (await editor?.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", ask))?.map(({ label }) => label) ?? [];
    // Settings are asked for once the client is ready, and may come a little later than the first answer.
    let found = await labels();
    for (let tries = 0; tries < 100 && found[0] !== "25 %"; tries += 1) {
      await setTimeout(20);
      found = await labels();
    }
    assert.deepEqual(found, ["25 %", "25 %", "100 %"]);
  });

  it("are those of the lines that are asked for", async () => {
    editor = await startEditor();
    await editor.open(uri, text);
    const range = { start: { line: 14, character: 0 }, end: { line: 14, character: 99 } };
    const hints = await editor.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range });
    assert.deepEqual(
      hints.map(({ position }) => position.line),
      [14],
    );
  });
});
