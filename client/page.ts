import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** Files of the built webviews. */
const folder = "dist";

/** What a webview panel may load: its own built files, and nothing from anywhere else. */
export function webviewOptions(extension: vscode.Uri): vscode.WebviewOptions & vscode.WebviewPanelOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, folder)], retainContextWhenHidden: false };
}

/** The page of a panel: an empty root, one script with a nonce, one style sheet. Everything it shows comes by message. */
export function pageFor(webview: vscode.Webview, extension: vscode.Uri, script: "forecast" | "live"): string {
  const nonce = randomBytes(16).toString("base64");
  const uri = (name: string): vscode.Uri => webview.asWebviewUri(vscode.Uri.joinPath(extension, folder, name));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; font-src ${webview.cspSource}; img-src ${webview.cspSource}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri("panel.css")}">
<title>Stepwise</title>
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${uri(`${script}.js`)}"></script>
</body>
</html>`;
}
