import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Location, WorkspaceEdit, WorkspaceSymbol } from "vscode-languageserver/node";
import { buildServer, type Editor, startEditor } from "../kit/editor.ts";
import { positionOf, rolloutText, templateText } from "./fixture.ts";

/** Folders on a disk, as an editor's workspace. */
describe("the files of a workspace over a pipe", () => {
  let editor: Editor | undefined;
  let root = "";
  const at = (name: string): string => path.join(root, name);
  const uriOf = (name: string): string => pathToFileURL(at(name)).toString();
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  };
  /** The objects that the server knows, once it has read everything: a request for references waits for that. */
  const known = async (): Promise<readonly string[]> => {
    await editor?.connection.sendRequest("textDocument/references", {
      textDocument: { uri: uriOf("none.yaml") },
      position: { line: 0, character: 0 },
      context: { includeDeclaration: true },
    });
    const symbols = await editor?.connection.sendRequest<WorkspaceSymbol[]>("workspace/symbol", { query: "" });
    return (symbols ?? [])
      .filter(({ containerName }) => containerName === undefined)
      .map(({ name }) => name)
      .toSorted();
  };
  const changed = (name: string, type: 1 | 2 | 3): Promise<void> | undefined =>
    editor?.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(name), type }] });
  const object = (name: string): string => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\n`;

  before(async function () {
    this.timeout(60_000);
    await buildServer();
  });
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "stepwise-workspace-"));
  });
  afterEach(async () => {
    assert.equal(await editor?.close(), 0);
    assert.equal(editor?.stderr(), "");
    editor = undefined;
    rmSync(root, { recursive: true });
  });

  it("are read in the background, and the client sees how far it is", async () => {
    for (let i = 0; i < 40; i += 1) write(`${i}.yaml`, object(`s${i}`));
    editor = await startEditor({ server: "built", folder: root, capabilities: { window: { workDoneProgress: true } } });
    assert.equal((await known()).length, 40);
    const progress = editor.progress();
    assert.deepEqual([progress[0]?.kind, progress[0]?.message, progress.at(-1)?.kind], ["begin", "Reading 40 YAML files", "end"]);
    assert.ok(progress.length > 5);
    assert.deepEqual(editor.messages(), []);
  });

  it("are those of every folder, and not what the editor hides", async () => {
    for (const name of ["one/a.yaml", "two/b.yaml", "two/old/c.yaml"]) write(name, object(path.basename(name, ".yaml")));
    editor = await startEditor({
      server: "built",
      folders: [at("one"), at("two")],
      capabilities: { workspace: { configuration: true } },
      otherSettings: { "files.exclude": { "**/old": true, "**/b.yaml": false, "**/a.yaml": { when: "$(basename).x" } } },
    });
    assert.deepEqual(await known(), ["Service a", "Service b"]);
  });

  it("are followed: made, changed, deleted, one by one and by folder, and hidden ones stay hidden", async () => {
    write("a.yaml", object("a"));
    write("deep/b.yaml", object("b"));
    editor = await startEditor({
      server: "built",
      folder: root,
      capabilities: { workspace: { configuration: true } },
      otherSettings: { "files.exclude": { "**/old": true } },
    });
    assert.deepEqual(await known(), ["Service a", "Service b"]);
    for (const name of ["c.yaml", "old/d.yaml", "node_modules/e.yaml"]) {
      write(name, object(path.basename(name, ".yaml")));
      await changed(name, 1);
    }
    write("a.yaml", object("renamed"));
    await changed("a.yaml", 2);
    rmSync(at("deep"), { recursive: true });
    await changed("deep", 3);
    const wanted = ["Service c", "Service renamed"];
    for (let tries = 0; tries < 100 && (await known()).join() !== wanted.join(); tries += 1)
      await new Promise(resolve => setTimeout(resolve, 20));
    assert.deepEqual(await known(), wanted);
  });

  it("are read again when the settings hide others", async () => {
    for (const name of ["a.yaml", "old/b.yaml"]) write(name, object(path.basename(name, ".yaml")));
    const otherSettings: { [section: string]: unknown } = { "files.exclude": { "**/old": true } };
    editor = await startEditor({ server: "built", folder: root, capabilities: { workspace: { configuration: true } }, otherSettings });
    assert.deepEqual(await known(), ["Service a"]);
    // What is hidden counts as long as it is open.
    await editor.open(uriOf("old/b.yaml"), object("b"));
    assert.deepEqual(await known(), ["Service a", "Service b"]);
    await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri: uriOf("old/b.yaml") } });
    for (let tries = 0; tries < 100 && (await known()).length > 1; tries += 1) await new Promise(resolve => setTimeout(resolve, 20));
    assert.deepEqual(await known(), ["Service a"]);
    otherSettings["files.exclude"] = { "**/a.yaml": true };
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    for (let tries = 0; tries < 100 && (await known()).join() !== "Service b"; tries += 1)
      await new Promise(resolve => setTimeout(resolve, 20));
    assert.deepEqual(await known(), ["Service b"]);
  });

  it("are what the editor has open, whatever the disk says", async () => {
    write("rollout.yaml", rolloutText);
    write("template.yaml", templateText);
    editor = await startEditor({ server: "built", folder: root });
    const unsaved = templateText.replace("name: success-rate\nspec", "name: error-rate\nspec");
    await editor.open(uriOf("template.yaml"), unsaved);
    await changed("template.yaml", 2);
    assert.deepEqual(await known(), ["AnalysisTemplate error-rate", "Rollout shop"]);
    await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri: uriOf("template.yaml") } });
    const ask = { textDocument: { uri: uriOf("rollout.yaml") }, position: positionOf(rolloutText, "success-rate", 2) };
    let found: Location[] | null = null;
    for (let tries = 0; tries < 100 && !found?.length; tries += 1) {
      found = await editor.connection.sendRequest<Location[]>("textDocument/definition", ask);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    assert.equal(found?.[0]?.uri, uriOf("template.yaml"));
  });

  it("are renamed in together, open or not, each in the version that was meant", async () => {
    write("rollout.yaml", rolloutText);
    write("template.yaml", templateText);
    editor = await startEditor({
      server: "built",
      folder: root,
      capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
    });
    await editor.open(uriOf("template.yaml"), templateText);
    const edit = await editor.connection.sendRequest<WorkspaceEdit>("textDocument/rename", {
      textDocument: { uri: uriOf("template.yaml") },
      position: positionOf(templateText, "success-rate", 2),
      newName: "errors",
    });
    assert.deepEqual(
      edit.documentChanges?.map(change => ("textDocument" in change ? [change.textDocument, change.edits.length] : [])),
      [
        [{ uri: uriOf("template.yaml"), version: 1 }, 1],
        [{ uri: uriOf("rollout.yaml"), version: null }, 1],
      ],
    );
  });

  it("are not all read where there are too many, and that is said once", async () => {
    for (const name of ["a", "b", "c", "d"]) write(`${name}.yaml`, object(name));
    editor = await startEditor({
      server: "built",
      folder: root,
      capabilities: { workspace: { configuration: true } },
      otherSettings: { "stepwise.workspace.maximumFiles": 3 },
    });
    assert.equal((await known()).length, 3);
    assert.equal(editor.messages().length, 1);
    assert.match(editor.messages()[0] ?? "", /^Names that 1 of 4 YAML files define count as missing/);
    const name = { textDocument: { uri: uriOf("a.yaml") }, position: { line: 2, character: 18 }, newName: "other" };
    await assert.rejects(editor.connection.sendRequest("textDocument/rename", name), /Some files of this workspace are not read/);
  });
});
