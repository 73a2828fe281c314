import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import {
  CodeAction,
  type CompletionList,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  languages,
  Position,
  SnippetString,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { ask, hasDriver, screenshots } from "../host/driver.ts";
import { until } from "../host/until.ts";

// What a person sees while writing: a mistake underlined, its repair, a completion, and the forecast beside the text.
const folder = (): Uri => workspace.workspaceFolders?.[0]?.uri ?? assert.fail("the suite runs on an open folder");

async function open(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(Uri.joinPath(folder(), path));
  await window.showTextDocument(document);
  return document;
}

function codes(document: TextDocument): readonly string[] {
  return languages.getDiagnostics(document.uri).map(codeOf);
}

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

describe("authoring", () => {
  it("underlines what the controller would refuse, with a code and a page", async () => {
    const document = await open("mistakes/rollout.yaml");
    await until("the mistakes are found", () => codes(document).length >= 3);
    const weight =
      languages.getDiagnostics(document.uri).find(found => codeOf(found) === "steps/weight-out-of-range") ??
      assert.fail(codes(document).join(", "));
    assert.equal(weight.severity, DiagnosticSeverity.Error);
    assert.equal(document.getText(weight.range), "120");
    if (!hasDriver()) return;
    await ask("/window/text", { selector: ".squiggly-error", until: "" });
    await screenshots("diagnostics");
  });

  it("repairs it with one action", async () => {
    const document = await open("mistakes/rollout.yaml");
    const weight = languages.getDiagnostics(document.uri).find(found => codeOf(found) === "steps/weight-out-of-range") ?? assert.fail();
    const actions = await commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", document.uri, weight.range);
    const fix =
      actions.find(action => action.title === "Set the weight to 100") ?? assert.fail(actions.map(action => action.title).join(", "));
    assert.ok(fix instanceof CodeAction && fix.edit);
    await workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /- setWeight: 100\n/);
    await until("the finding is gone", () => !codes(document).includes("steps/weight-out-of-range"));
    await commands.executeCommand("workbench.action.files.revert");
  });

  it("is silent on a good file, and on one that is none of its business", async () => {
    const good = await open("checkout/rollout.yaml");
    const other = Uri.joinPath(folder(), "docker-compose.yaml");
    await workspace.fs.writeFile(other, new TextEncoder().encode("services:\n  web: { image: nginx, foo: [1, 2 }\n"));
    const stranger = await open("docker-compose.yaml");
    // The mistakes of another file show that the server is through with these two.
    await until(
      "the server has answered",
      async () => codes(await workspace.openTextDocument(Uri.joinPath(folder(), "mistakes/rollout.yaml"))).length > 0,
    );
    assert.deepEqual(codes(good), []);
    assert.deepEqual(codes(stranger), []);
  });

  it("completes keys, and the names of templates", async () => {
    const document = await open("checkout/rollout.yaml");
    const edit = new WorkspaceEdit();
    const line = document
      .getText()
      .split("\n")
      .findIndex(text => text.includes("- setWeight: 40"));
    edit.insert(
      document.uri,
      new Position(line + 1, 0),
      "        - analysis:\n            templates:\n              - templateName: \n        - \n",
    );
    await workspace.applyEdit(edit);
    const labels = async (position: Position): Promise<readonly string[]> => {
      const list = await commands.executeCommand<CompletionList>("vscode.executeCompletionItemProvider", document.uri, position);
      return list.items.map(item => (typeof item.label === "string" ? item.label : item.label.label));
    };
    const names = await labels(new Position(line + 3, "              - templateName: ".length));
    assert.ok(names.includes("success-rate"), names.slice(0, 20).join(", "));
    const steps = await labels(new Position(line + 4, "        - ".length));
    assert.ok(steps.includes("setWeight") && steps.includes("pause"), steps.slice(0, 20).join(", "));
    await commands.executeCommand("workbench.action.files.revert");
  });

  it("begins an empty file with a whole rollout, which is good once its names are given", async () => {
    const uri = Uri.joinPath(folder(), "new.yaml");
    await workspace.fs.writeFile(uri, new Uint8Array());
    try {
      const document = await open("new.yaml");
      const list = await commands.executeCommand<CompletionList>("vscode.executeCompletionItemProvider", uri, new Position(0, 0));
      const canary = list.items.find(({ label }) => (typeof label === "string" ? label : label.label) === "rollout-canary");
      assert.ok(canary?.insertText instanceof SnippetString, list.items.map(({ label }) => JSON.stringify(label)).join(", "));
      await window.activeTextEditor?.insertSnippet(canary.insertText, new Position(0, 0));
      assert.match(document.getText(), /^apiVersion: argoproj.io\/v1alpha1\nkind: Rollout\n/);
      // One mistake in it shows that it was checked, and that there is no other.
      const weight = document.getText().indexOf("setWeight: ") + "setWeight: ".length;
      const edit = new WorkspaceEdit();
      edit.insert(uri, document.positionAt(weight), "9");
      await workspace.applyEdit(edit);
      await until("the mistake is found", () => codes(document).length > 0);
      assert.deepEqual(codes(document), ["steps/weight-out-of-range"]);
    } finally {
      await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await workspace.fs.delete(uri);
    }
  });

  it("renames a template with all that name it, and refuses what is no name", async () => {
    const document = await open("checkout/rollout.yaml");
    const lines = document.getText().split("\n");
    const line = lines.findIndex(text => text.includes("- templateName: success-rate"));
    const at = new Position(line, (lines[line] ?? "").indexOf("success-rate") + 2);
    const edit = await commands.executeCommand<WorkspaceEdit>("vscode.executeDocumentRenameProvider", document.uri, at, "good-answers");
    await workspace.applyEdit(edit);
    // The metric of the template has a name of its own, which only looks the same.
    const renamed = document
      .getText()
      .split("\n")
      .filter(text => text.includes("good-answers"));
    assert.deepEqual(
      renamed.map(text => text.trim()),
      ["- templateName: good-answers", "- templateName: good-answers", "name: good-answers"],
    );
    await commands.executeCommand("workbench.action.files.revert");
    await assert.rejects(Promise.resolve(commands.executeCommand("vscode.executeDocumentRenameProvider", document.uri, at, "No Name")));
  });

  it("goes from a template's name to the template", async () => {
    const document = await open("checkout/rollout.yaml");
    const line = document
      .getText()
      .split("\n")
      .findIndex(text => text.includes("- templateName: success-rate"));
    const found = await commands.executeCommand<{ uri?: Uri; targetUri?: Uri }[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      new Position(line, "              - templateName: suc".length),
    );
    assert.equal(found.length, 1);
  });

  it("shows hints beside the steps and a lens above the rollout", async () => {
    const document = await open("checkout/rollout.yaml");
    const hints = await commands.executeCommand<unknown[]>(
      "vscode.executeInlayHintProvider",
      document.uri,
      document.validateRange(new (await import("vscode")).Range(0, 0, 10_000, 0)),
    );
    assert.equal(hints.length, 7);
    const lenses = await commands.executeCommand<{ command?: { title: string } }[]>("vscode.executeCodeLensProvider", document.uri, 10);
    assert.ok(
      lenses.some(lens => lens.command?.title === "Simulate"),
      JSON.stringify(lenses),
    );
  });

  it("goes on with what was typed when its server was killed", async function () {
    // Only there the processes are known by their command lines.
    if (process.platform !== "linux") return this.skip();
    // Longer than all that it waits for, so that a failure says which of it never came.
    this.timeout(60_000);
    const document = await open("mistakes/rollout.yaml");
    const line = document
      .getText()
      .split("\n")
      .findIndex(text => text.includes("setWeight: 120"));
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(line).range, "        - setWeight: 130");
    await workspace.applyEdit(edit);
    const said = (): string =>
      languages
        .getDiagnostics(document.uri)
        .map(({ message }) => message)
        .join(" ");
    await until("what was typed is checked", () => said().includes("130"));
    const pids = serverProcesses();
    assert.ok(pids.length > 0);
    for (const pid of pids) process.kill(pid, "SIGKILL");
    await until("another server runs", () => serverProcesses().some(pid => !pids.includes(pid)), 20_000);
    // Nobody has saved: it knows this from the editor.
    const again = new WorkspaceEdit();
    again.replace(document.uri, document.lineAt(line).range, "        - setWeight: 140");
    await workspace.applyEdit(again);
    await until("what is typed now is checked", () => said().includes("140") && !said().includes("130"), 20_000);
    await commands.executeCommand("workbench.action.files.revert");
  });
});

/** The language servers that this extension host has started. */
function serverProcesses(): readonly number[] {
  return readdirSync("/proc")
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
        return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("dist/server.js");
      } catch {
        // It has ended meanwhile.
        return false;
      }
    })
    .map(Number);
}
