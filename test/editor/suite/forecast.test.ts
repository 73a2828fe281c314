import assert from "node:assert/strict";
import { commands, extensions, Range, Uri, WorkspaceEdit, window, workspace } from "vscode";
import type { Api } from "../../../client/extension.ts";
import { ask, hasDriver, screenshots } from "../host/driver.ts";
import { until } from "../host/until.ts";

describe("the forecast", () => {
  let api: Api;
  before(async () => {
    api = (await extensions.getExtension("stepwise.stepwise")?.activate()) as Api;
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("says beside the text what the rollout will do", async () => {
    const document = await workspace.openTextDocument(
      Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? assert.fail(), "checkout/rollout.yaml"),
    );
    await window.showTextDocument(document);
    await commands.executeCommand("stepwise.simulate");
    await until("a forecast is shown", () => api.forecast.shown?.kind === "forecast");
    const shown = api.forecast.shown;
    assert.ok(
      shown?.kind === "forecast" && /^A version that fails 5 % of its requests is rolled back in/.test(shown.sentence),
      shown?.sentence,
    );
    if (!hasDriver()) return;
    const { text } = await ask("/webview/text", { panel: "Forecast: checkout", until: "is rolled back in" });
    assert.ok(text.includes(shown.sentence), "the panel says the same sentence");
    await ask("/window/size", { width: 1440, height: 900 });
    await screenshots("forecast");
  });

  it("follows the text while somebody types", async () => {
    const document =
      window.visibleTextEditors.find(editor => editor.document.uri.path.endsWith("checkout/rollout.yaml"))?.document ?? assert.fail();
    const before = api.forecast.shown?.kind === "forecast" ? api.forecast.shown.steps.length : assert.fail();
    const line = document
      .getText()
      .split("\n")
      .findIndex(text => text.includes("- setWeight: 40"));
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(line).range.start, "        - setWeight: 20\n");
    await workspace.applyEdit(edit);
    await until(
      "the new step is in the forecast",
      () => api.forecast.shown?.kind === "forecast" && api.forecast.shown.steps.length === before + 1,
    );
    const undo = new WorkspaceEdit();
    undo.delete(document.uri, new Range(line, 0, line + 1, 0));
    await workspace.applyEdit(undo);
    await until("it is gone again", () => api.forecast.shown?.kind === "forecast" && api.forecast.shown.steps.length === before);
  });

  it("leads from a step to its YAML", async function () {
    if (!hasDriver()) return this.skip();
    await ask("/webview/click", { panel: "Forecast: checkout", selector: "[data-step='3']" });
    await until("the step is selected", () => {
      const editor = window.activeTextEditor;
      return editor?.document.getText(editor.selection).includes("setWeight: 40") === true;
    });
  });

  it("says that a mistake is not predicted, and why", async () => {
    const document = await workspace.openTextDocument(
      Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? assert.fail(), "mistakes/rollout.yaml"),
    );
    await window.showTextDocument(document, 1);
    await commands.executeCommand("stepwise.simulate");
    await until("it says so", () => api.forecast.shown?.kind === "forecast" && api.forecast.shown.notPredicted !== undefined);
    if (hasDriver()) {
      await ask("/webview/text", { panel: "Forecast: cart", until: "Not predicted" });
      await screenshots("forecast-not-predicted", "Forecast: cart");
    }
    await commands.executeCommand("workbench.action.closeAllEditors");
  });
});
