import assert from "node:assert/strict";
import { fork } from "node:child_process";
import path from "node:path";
import {
  CancellationTokenSource,
  createProtocolConnection,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  LSPErrorCodes,
  type ResponseError,
} from "vscode-languageserver/node";
import { type Editor, startEditor } from "../kit/editor.ts";
import { rolloutText } from "./fixture.ts";

const uri = "file:///demo/rollout.yaml";

describe("the server under strain", () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor();
  });
  afterEach(async () => {
    await editor.close();
  });

  it("answers a request that was cancelled at once with a cancellation", async () => {
    await editor.open(uri, rolloutText);
    const source = new CancellationTokenSource();
    const answer = editor.connection.sendRequest(
      "textDocument/hover",
      { textDocument: { uri }, position: { line: 13, character: 9 } },
      source.token,
    );
    source.cancel();
    await assert.rejects(answer, (error: ResponseError<unknown>) => error.code === LSPErrorCodes.RequestCancelled);
    assert.notEqual(
      await editor.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: { line: 13, character: 9 } }),
      null,
    );
  });

  it("survives malformed files", async () => {
    const malformed = [
      "",
      "\0",
      "{",
      "- - -\n -",
      "a: *b",
      "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: [",
      "%",
      "--- |",
      `${rolloutText}\n\t\n`,
      "&a [*a]",
    ];
    for (const [i, text] of malformed.entries()) {
      const name = `file:///demo/${i}.yaml`;
      await editor.open(name, text);
      await editor.pushed(name);
      for (const method of ["hover", "completion", "definition"])
        await editor.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: name }, position: { line: 0, character: 0 } });
      for (const method of ["references", "rename"])
        await editor.connection
          .sendRequest(`textDocument/${method}`, {
            textDocument: { uri: name },
            position: { line: 0, character: 0 },
            context: { includeDeclaration: true },
            newName: "other",
          })
          .catch((refusal: ResponseError<unknown>) => assert.equal(refusal.code, LSPErrorCodes.RequestFailed));
      await editor.connection.sendRequest("textDocument/selectionRange", {
        textDocument: { uri: name },
        positions: [{ line: 0, character: 0 }],
      });
      for (const method of ["documentSymbol", "codeLens", "foldingRange", "documentLink", "semanticTokens/full"])
        await editor.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: name } });
    }
    assert.equal(editor.process.exitCode, null);
  });

  it("survives requests that make no sense", async () => {
    await editor.open(uri, rolloutText);
    await assert.rejects(editor.connection.sendRequest("textDocument/unheardOf", {}));
    for (const params of [{}, { textDocument: {} }, { textDocument: { uri: 7 }, position: "here" }, null])
      await editor.connection.sendRequest("textDocument/hover", params as object).catch(() => undefined);
    await editor.edit("file:///never/opened.yaml", 2, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, "x");
    await editor.edit(uri, 2, { start: { line: 9000, character: 0 }, end: { line: 9001, character: 5 } }, "x");
    const answer = await editor.connection.sendRequest("textDocument/documentSymbol", { textDocument: { uri } });
    assert.ok(Array.isArray(answer));
  });

  it("ends with its client's pipe", async () => {
    const ended = new Promise(resolve => editor.process.once("exit", resolve));
    editor.process.stdin?.end();
    await ended;
  });
});

describe("the server over Node's own channel", () => {
  it("speaks as it does over a pipe", async () => {
    const child = fork(path.resolve(import.meta.dirname, "../../server/main.ts"), ["--node-ipc"], { stdio: "pipe" });
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.listen();
    const { capabilities } = await connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    assert.ok(capabilities.hoverProvider);
    const ended = new Promise(resolve => child.once("exit", resolve));
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    assert.equal(await ended, 0);
    connection.dispose();
  });
});
