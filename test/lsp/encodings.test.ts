import assert from "node:assert/strict";
import type { CompletionList, Location, SemanticTokens, WorkspaceEdit } from "vscode-languageserver/node";
import { type Editor, startEditor } from "../kit/editor.ts";

const uri = "file:///demo/shop.yaml";

// Every place that is asked for has characters of two, three and four bytes before it on its line.
const text = `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { annotations: { note: "é€😀" }, name: rate }
spec:
  metrics:
  - name: "é€😀"
    provider: { prometheus: { address: "http://é€😀", query: 'sum(rate(x{a="é€😀"}[5m]))' } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: shop }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, image: "shop:1" }] }
  strategy:
    canary:
      steps:
      - { analysis: { args: [{ name: a, value: "é€😀" }], templates: [{ templateName: rate }] } }
      - { analysis: { args: [{ name: a, value: "é€😀" }] }, setWeight: 101 }
      - { analysis: { args: [{ name: a, value: "é€😀" }], te } }
`;

const units = {
  "utf-8": (before: string) => Buffer.byteLength(before),
  "utf-16": (before: string) => before.length,
  "utf-32": (before: string) => [...before].length,
} as const;

for (const [encoding, count] of Object.entries(units)) {
  describe(`positions in ${encoding} over a pipe`, () => {
    let editor: Editor;
    before(async () => {
      editor = await startEditor({ capabilities: { general: { positionEncodings: [encoding] } } });
      await editor.open(uri, text);
    });
    after(async () => {
      if (editor) assert.equal(await editor.close(), 0);
    });

    const positionOf = (wanted: string, at = 0, from = 0) => {
      const lines = text.slice(0, text.indexOf(wanted, from) + at).split("\n");
      return { line: lines.length - 1, character: count(lines.at(-1) ?? "") };
    };
    const rangeOf = (wanted: string, from = 0) => ({
      start: positionOf(wanted, 0, from),
      end: positionOf(wanted, wanted.length, from),
    });
    const used = text.indexOf("templateName: rate") + "templateName: ".length;
    const textDocument = { uri };

    it("are agreed on", () => assert.equal(editor.capabilities.positionEncoding, encoding));

    it("place findings", async () => {
      const found = await editor.pushed(uri, all => all.some(({ code }) => code === "steps/weight-out-of-range"));
      assert.deepEqual(found.find(({ code }) => code === "steps/weight-out-of-range")?.range, rangeOf("101"));
    });

    it("find the name under the cursor, and where it is defined", async () => {
      const position = positionOf("rate", 2, used);
      const [target] = await editor.connection.sendRequest<Location[]>("textDocument/definition", { textDocument, position });
      assert.deepEqual(target?.range, rangeOf("rate"));
    });

    it("rename both places", async () => {
      const position = positionOf("rate", 2, used);
      const edit = await editor.connection.sendRequest<WorkspaceEdit>("textDocument/rename", { textDocument, position, newName: "ratio" });
      assert.deepEqual(
        edit.changes?.[uri]?.map(({ range }) => range),
        [rangeOf("rate"), rangeOf("rate", used)],
      );
    });

    it("complete where the cursor is", async () => {
      const position = positionOf(", te }", 4);
      const { items } = await editor.connection.sendRequest<CompletionList>("textDocument/completion", { textDocument, position });
      const edit = items.find(({ label }) => label === "templates")?.textEdit;
      assert.ok(edit && "range" in edit);
      assert.deepEqual(edit.range, { start: positionOf(", te }", 2), end: position });
    });

    it("measure colours", async () => {
      const { data } = await editor.connection.sendRequest<SemanticTokens>("textDocument/semanticTokens/full", { textDocument });
      const lengths = data.filter((_, i) => i % 5 === 2);
      assert.ok(lengths.includes(count('"é€😀"')), lengths.join());
    });

    it("follow an edit", async () => {
      await editor.edit(uri, 2, rangeOf("101"), "10");
      await editor.pushed(uri, all => !all.some(({ code }) => code === "steps/weight-out-of-range"));
    });
  });
}
