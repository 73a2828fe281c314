import * as vscode from "vscode";
import { readFile } from "../core/syntax/file.ts";
import { resourcesIn } from "../core/workspace/workspace.ts";

const rolledOut = new Set(["Rollout", "Canary"]);

/** Where the document has a Rollout or a Canary: the one that the offset is in, else the first. Undefined where there is none. */
export function rolloutOffset(document: vscode.TextDocument, offset: number): number | undefined {
  const found = resourcesIn(readFile(document.uri.toString(), document.getText())).filter(resource => rolledOut.has(resource.kindName));
  const here = found.find(resource => resource.start <= offset && offset <= resource.start + resource.length);
  return here ? offset : found[0] && found[0].start + 1;
}

/** Keeps the context key `stepwise.hasRollout` true of the editor at hand. A quick look at the text is enough for a button. */
export function watchRollouts(): vscode.Disposable {
  const look = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const has = document?.languageId === "yaml" && /^kind:\s*["']?(Rollout|Canary)\b/m.test(document.getText());
    void vscode.commands.executeCommand("setContext", "stepwise.hasRollout", has);
  };
  look();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.workspace.onDidChangeTextDocument(event => {
      if (event.document === vscode.window.activeTextEditor?.document) look();
    }),
  );
}
