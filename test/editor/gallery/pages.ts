import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { bundles } from "../../../scripts/bundles.ts";
import { themes } from "./themes.ts";

const root = join(import.meta.dirname, "../../..");

/** The panels as a webview loads them, served over the loopback interface. */
export interface Pages {
  address(panel: "forecast" | "live", theme: string): string;
  /** Sizes of what is served, by file, in bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  close(): void;
}

/** Builds the panels as they ship, in memory, and serves them under the content security policy of `client/page.ts`. */
export async function servePages(): Promise<Pages> {
  const files = await built();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const name = pathname.slice(1);
    const file = files.get(name);
    if (file) response.setHeader("content-type", name.endsWith(".css") ? "text/css" : "text/javascript").end(file);
    else if (name === "theme.css") response.setHeader("content-type", "text/css").end(themeSheet(searchParams.get("name") ?? ""));
    else if (name === "forecast" || name === "live")
      response.setHeader("content-type", "text/html").end(page(name, searchParams.get("theme") ?? ""));
    // A browser asks for an icon, which is nobody's mistake.
    else response.writeHead(name === "favicon.ico" ? 204 : 404).end();
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address: (panel, theme) => `${origin}/${panel}?${new URLSearchParams({ theme })}`,
    files,
    close: () => server.close(),
  };
}

async function built(): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const { entry, output, options } of bundles.filter(bundle => bundle.entry.startsWith("webview/"))) {
    const { outputFiles } = await build({
      ...options,
      entryPoints: [join(root, entry)],
      outfile: join(root, output),
      bundle: true,
      minify: true,
      write: false,
      absWorkingDir: root,
    });
    for (const file of outputFiles) files.set(output.replace("dist/", ""), file.contents);
  }
  return files;
}

function page(panel: string, theme: string): string {
  const nonce = randomBytes(16).toString("base64");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self'; font-src 'self'; img-src 'self'">
<link rel="stylesheet" href="/theme.css?${new URLSearchParams({ name: theme })}">
<link rel="stylesheet" href="/panel.css">
<title>Stepwise</title>
</head>
<body class="vscode-body ${themes[theme]?.body ?? ""}">
<div id="root"></div>
<script nonce="${nonce}" src="/${panel}.js"></script>
</body>
</html>`;
}

/** What the editor itself puts into every webview: the theme's variables, and a layer of defaults. */
function themeSheet(name: string): string {
  const variables = Object.entries(themes[name]?.variables ?? {}).map(([variable, value]) => `${variable}: ${value};`);
  return `html { ${variables.join(" ")} background-color: var(--vscode-editor-background); }
@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body { background-color: transparent; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
    font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; overscroll-behavior-x: none; }
  a, a code { color: var(--vscode-textLink-foreground); }
  a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
  code { font-family: var(--vscode-editor-font-family); color: var(--vscode-textPreformat-foreground);
    background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }
}`;
}
