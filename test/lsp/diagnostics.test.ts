import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver/node";
import { type Editor, startEditor } from "../kit/editor.ts";
import { rangeOf, rolloutText, templateText } from "./fixture.ts";

const uri = "file:///demo/rollout.yaml";
const codes = (found: readonly Diagnostic[]) => found.map(({ code }) => code).sort();

describe("findings over a pipe", () => {
  let editor: Editor | undefined;
  afterEach(async () => {
    assert.equal(await editor?.close(), 0);
    assert.equal(editor?.stderr(), "");
  });

  it("are pushed to a client that does not pull, and follow an edit", async () => {
    editor = await startEditor();
    await editor.open(uri, rolloutText);
    const found = await editor.pushed(uri, all => all.length === 2);
    assert.deepEqual(codes(found), ["references/missing", "steps/weight-out-of-range"]);
    const weight = found.find(({ code }) => code === "steps/weight-out-of-range");
    assert.deepEqual(weight?.range, rangeOf(rolloutText, "101"));
    assert.equal(weight?.severity, 1);
    assert.equal(weight?.source, "stepwise");
    await editor.edit(uri, 2, rangeOf(rolloutText, "101"), "100");
    assert.deepEqual(codes(await editor.pushed(uri, all => all.length === 1)), ["references/missing"]);
  });

  it("are pushed empty when a document is closed", async () => {
    editor = await startEditor();
    await editor.open(uri, rolloutText);
    await editor.pushed(uri, all => all.length === 2);
    await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    assert.deepEqual(await editor.pushed(uri, all => all.length === 0), []);
  });

  it("know the other files of the workspace, read from its folder, and follow them", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "stepwise-lsp-"));
    try {
      const template = path.join(folder, "template.yaml");
      writeFileSync(template, templateText);
      editor = await startEditor({ folder });
      await editor.open(uri, rolloutText);
      await editor.pushed(uri, all => codes(all).join() === "steps/weight-out-of-range");
      writeFileSync(template, templateText.replace("name: success-rate\nspec", "name: other\nspec"));
      await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: pathToFileURL(template).toString(), type: 2 }],
      });
      await editor.pushed(uri, all => codes(all).join() === "references/missing,steps/weight-out-of-range");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("are pulled by a client that can, once for each answer", async () => {
    editor = await startEditor({ capabilities: { textDocument: { diagnostic: {} } } });
    assert.ok(editor.capabilities.diagnosticProvider);
    await editor.open(uri, rolloutText);
    const pull = (previousResultId?: string) =>
      editor?.connection.sendRequest<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
    const first = await pull();
    assert.equal(first?.kind, "full");
    assert.equal(first.items.length, 2);
    assert.deepEqual(await pull(first.resultId), { kind: "unchanged", resultId: first.resultId });
    await editor.edit(uri, 2, rangeOf(rolloutText, "101"), "100");
    const second = await pull(first.resultId);
    assert.ok(second?.kind === "full" && second.items.length === 1);
  });

  it("tell a client that pulls to pull again when typing pauses", async () => {
    editor = await startEditor({
      capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    });
    const again = () =>
      new Promise<void>(resolve => {
        editor?.connection.onRequest("workspace/diagnostic/refresh", () => {
          resolve();
          return null;
        });
      });
    const pull = () => editor?.connection.sendRequest<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } });
    await editor.open(uri, rolloutText);
    const told = again();
    await editor.edit(uri, 2, rangeOf(rolloutText, "101"), "100");
    // The document under the cursor is checked with the keystroke, against other files too.
    const quick = await pull();
    assert.deepEqual(quick?.kind === "full" && codes(quick.items), ["references/missing"]);
    await told;
  });

  it("have the severities of the settings", async () => {
    editor = await startEditor({
      capabilities: { workspace: { configuration: true } },
      settings: { rules: { "steps/weight-out-of-range": "hint", "references/missing": "off" } },
    });
    await editor.open(uri, rolloutText);
    const found = await editor.pushed(uri, all => all.length === 1);
    assert.deepEqual(
      found.map(({ code, severity }) => [code, severity]),
      [["steps/weight-out-of-range", 4]],
    );
  });

  it("count characters in UTF-16, as the protocol does", async () => {
    editor = await startEditor();
    const text = rolloutText.replace("- setWeight: 101", "- { setWeight: 101, 😀: 1 }");
    await editor.open(uri, text);
    const found = await editor.pushed(uri, all => all.length >= 2);
    const unknown = found.find(({ code }) => code === "schema/unknown-field");
    assert.equal((unknown?.range.end.character ?? 0) - (unknown?.range.start.character ?? 0), 2);
  });

  it("are silent in files that are not ours", async () => {
    editor = await startEditor();
    await editor.open("file:///demo/compose.yaml", "services: { web: { image: a } }\nbroken: [\n");
    await editor.open(uri, rolloutText);
    await editor.pushed(uri, all => all.length === 2);
    assert.deepEqual(await editor.pushed("file:///demo/compose.yaml"), []);
  });
});
