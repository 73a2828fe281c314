import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  SelectionRange,
  SemanticTokens,
  WorkspaceEdit,
  WorkspaceSymbol,
} from "vscode-languageserver/node";
import type { ForecastAnswer } from "../../protocol/server.ts";
import { buildServer, type Editor, startEditor } from "../kit/editor.ts";
import { positionOf, rangeOf, rolloutText, templateText } from "./fixture.ts";

const uri = "file:///demo/rollout.yaml";
const templateUri = "file:///demo/template.yaml";

for (const server of ["source", "built", "command"] as const) {
  describe(`the server (${server}) over a pipe`, () => {
    let editor: Editor;
    before(async function () {
      this.timeout(60_000);
      if (server === "built") await buildServer();
      editor = await startEditor({
        server,
        capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } } } },
      });
      await editor.open(uri, rolloutText);
      await editor.open(templateUri, templateText);
    });
    after(async () => {
      if (editor) assert.equal(await editor.close(), 0);
    });
    const ask = <T>(method: string, params: object) => editor.connection.sendRequest<T>(method, params);
    const textDocument = { uri };

    it("says what it can do", () => {
      for (const provider of [
        "completionProvider",
        "hoverProvider",
        "inlayHintProvider",
        "documentSymbolProvider",
        "workspaceSymbolProvider",
        "definitionProvider",
        "referencesProvider",
        "renameProvider",
        "documentHighlightProvider",
        "documentLinkProvider",
        "foldingRangeProvider",
        "selectionRangeProvider",
        "semanticTokensProvider",
        "codeLensProvider",
        "codeActionProvider",
      ] as const)
        assert.ok(editor.capabilities[provider], provider);
    });

    it("completes", async () => {
      const list = await ask<CompletionList>("textDocument/completion", {
        textDocument,
        position: positionOf(rolloutText, "setWeight: 101", 3),
      });
      const item = list.items.find(({ label }) => label === "setHeaderRoute");
      assert.equal(item?.textEdit && "range" in item.textEdit && item.textEdit.newText, "setHeaderRoute");
      const names = await ask<CompletionList>("textDocument/completion", {
        textDocument,
        position: positionOf(rolloutText, "success-rate", 4),
      });
      assert.deepEqual(
        names.items.map(({ label }) => label),
        ["success-rate"],
      );
    });

    it("hovers", async () => {
      const hover = await ask<Hover>("textDocument/hover", { textDocument, position: positionOf(rolloutText, "setWeight: 25", 2) });
      assert.match(JSON.stringify(hover.contents), /Percent of traffic/);
      assert.deepEqual(hover.range, rangeOf(rolloutText, "setWeight"));
      assert.equal(await ask("textDocument/hover", { textDocument, position: { line: 900, character: 0 } }), null);
    });

    it("hints", async () => {
      const text = rolloutText.replace("101", "100");
      await editor.open("file:///demo/fine.yaml", text.replace("name: shop\nspec", "name: fine\nspec"));
      const hints = await ask<InlayHint[]>("textDocument/inlayHint", {
        textDocument: { uri: "file:///demo/fine.yaml" },
        range: { start: { line: 0, character: 0 }, end: { line: 30, character: 0 } },
      });
      assert.deepEqual(
        hints.map(({ position }) => position.line),
        [13, 14, 15, 16],
      );
      assert.match(String(hints[0]?.label), /25 %/);
      assert.match(String(hints[3]?.label), /100 %/);
    });

    it("names symbols", async () => {
      const [symbol] = await ask<DocumentSymbol[]>("textDocument/documentSymbol", { textDocument });
      assert.equal(symbol?.name, "Rollout shop");
      assert.deepEqual(
        symbol?.children?.map(({ name }) => name),
        ["1. setWeight 25", "2. pause 5m", "3. analysis success-rate", "4. setWeight 101"],
      );
    });

    it("goes to definitions in other files", async () => {
      const [place] = await ask<Location[]>("textDocument/definition", {
        textDocument,
        position: positionOf(rolloutText, "success-rate", 2),
      });
      assert.deepEqual(place, { uri: templateUri, range: rangeOf(templateText, "success-rate") });
      assert.equal(await ask("textDocument/definition", { textDocument, position: { line: 0, character: 3 } }), null);
    });

    const inName = { textDocument: { uri: templateUri }, position: positionOf(templateText, "success-rate", 2) };

    it("finds references in other files", async () => {
      const places = await ask<Location[]>("textDocument/references", { ...inName, context: { includeDeclaration: true } });
      assert.deepEqual(places.slice(0, 2), [
        { uri: templateUri, range: rangeOf(templateText, "success-rate") },
        { uri, range: rangeOf(rolloutText, "success-rate") },
      ]);
    });

    it("marks the places of one file", async () => {
      const places = await ask<DocumentHighlight[] | null>("textDocument/documentHighlight", inName);
      assert.deepEqual(
        places?.map(({ range }) => range),
        [rangeOf(templateText, "success-rate")],
      );
      const elsewhere = { textDocument, position: { line: 0, character: 3 } };
      assert.equal(await ask("textDocument/documentHighlight", elsewhere), null);
    });

    it("renames in every file, or says why not", async () => {
      const prepared = await ask<{ readonly placeholder: string }>("textDocument/prepareRename", inName);
      assert.deepEqual(prepared, { range: rangeOf(templateText, "success-rate"), placeholder: "success-rate" });
      const edit = await ask<WorkspaceEdit>("textDocument/rename", { ...inName, newName: "errors" });
      assert.deepEqual(edit.changes?.[uri], [{ range: rangeOf(rolloutText, "success-rate"), newText: "errors" }]);
      assert.deepEqual(edit.changes?.[templateUri], [{ range: rangeOf(templateText, "success-rate"), newText: "errors" }]);
      await assert.rejects(ask("textDocument/rename", { ...inName, newName: "Not This" }), /The API server refuses such a name/);
      const elsewhere = { textDocument, position: { line: 0, character: 3 } };
      await assert.rejects(ask("textDocument/prepareRename", elsewhere), /Only names can be renamed/);
    });

    it("names symbols of the workspace", async () => {
      const symbols = await ask<WorkspaceSymbol[]>("workspace/symbol", { query: "analysistemplate" });
      assert.deepEqual(
        symbols.map(({ name, location }) => [name, location.uri]),
        [["AnalysisTemplate success-rate", templateUri]],
      );
    });

    it("links to other files and to pages of rules", async () => {
      const silenced = "file:///demo/silenced.yaml";
      await editor.open(silenced, `# stepwise-disable steps/two-kinds\n${rolloutText.replace("name: shop\nspec", "name: quiet\nspec")}`);
      const links = await ask<DocumentLink[]>("textDocument/documentLink", { textDocument: { uri: silenced } });
      assert.deepEqual(links[0]?.target, `${templateUri}#L4,9`);
      const page = links[1]?.target ?? "";
      assert.match(readFileSync(new URL(page), "utf8"), /^# steps\/two-kinds$/m);
    });

    it("folds and selects", async () => {
      const folds = await ask<FoldingRange[]>("textDocument/foldingRange", { textDocument });
      assert.deepEqual(folds.slice(0, 3), [
        { startLine: 0, endLine: 16 },
        { startLine: 2, endLine: 3 },
        { startLine: 4, endLine: 16 },
      ]);
      const [selection] = await ask<SelectionRange[]>("textDocument/selectionRange", {
        textDocument,
        positions: [positionOf(rolloutText, "5m", 1)],
      });
      assert.deepEqual(selection?.range, rangeOf(rolloutText, "5m"));
      assert.deepEqual(selection?.parent?.range, rangeOf(rolloutText, "duration: 5m"));
    });

    it("colours queries and conditions", async () => {
      const types: readonly string[] = editor.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
      const tokens = async (method: string, params: object) =>
        (await ask<SemanticTokens>(`textDocument/semanticTokens/${method}`, params)).data;
      const all = await tokens("full", { textDocument: { uri: templateUri } });
      assert.deepEqual(all.slice(0, 4), [9, templateText.split("\n")[9]?.indexOf("result"), "result".length, types.indexOf("variable")]);
      const part = await tokens("range", { textDocument: { uri: templateUri }, range: rangeOf(templateText, "success_rate") });
      assert.deepEqual(part, [
        10,
        templateText.split("\n")[10]?.indexOf("success_rate"),
        "success_rate".length,
        types.indexOf("variable"),
        0,
      ]);
    });

    it("puts a lens above what can be simulated", async () => {
      const lenses = await ask<CodeLens[]>("textDocument/codeLens", { textDocument });
      assert.deepEqual(
        lenses.map(({ command }) => [command?.title, command?.command, command?.arguments?.[0]]),
        [["Simulate", "stepwise.simulate", uri]],
      );
      assert.deepEqual(await ask("textDocument/codeLens", { textDocument: { uri: templateUri } }), []);
    });

    it("repairs and silences", async () => {
      const actions = await ask<CodeAction[]>("textDocument/codeAction", {
        textDocument,
        range: rangeOf(rolloutText, "101"),
        context: { diagnostics: [] },
      });
      assert.deepEqual(
        actions.map(({ title }) => title),
        ["Set the weight to 100", "Silence steps/weight-out-of-range on this line", "Silence steps/weight-out-of-range in this document"],
      );
      assert.deepEqual(actions[0]?.edit?.changes?.[uri], [{ range: rangeOf(rolloutText, "101"), newText: "100" }]);
      assert.equal(actions[0]?.isPreferred, true);
    });

    it("forecasts", async () => {
      const forecast = await ask<ForecastAnswer>("stepwise/forecast", { uri, offset: 20 });
      assert.equal(forecast.kind, "forecast");
      const empty = await ask<ForecastAnswer>("stepwise/forecast", { uri: "file:///demo/none.yaml", offset: 0 });
      assert.equal(empty.kind, "empty");
    });
  });
}
