import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { ForecastAnswer, ForecastMethod, ForecastParams, ProposalData } from "../protocol/server.ts";

const forecastMethod: ForecastMethod = "stepwise/forecast";

/** The language server, and what the extension asks of it besides what the editor does. */
export interface Language {
  forecast(params: ForecastParams): Promise<ForecastAnswer>;
  stop(): Promise<void>;
}

// Reading makes much that is short-lived. With V8's usual room for it (16 MB, three times) a file of 20,000 lines takes half as much memory again,
// and no less time.
const execArgv = ["--max-semi-space-size=4"];

// As if something had been typed: where there is nothing to propose, nothing is said.
const askAgain: vscode.Command = { title: "", command: "editor.action.triggerSuggest", arguments: [{ auto: true }] };

function isProposalData(data: unknown): data is ProposalData {
  return typeof data === "object" && data !== null && "goesOn" in data && data.goesOn === true;
}

/** Starts the language server in a process of its own. */
export async function startLanguage(extension: vscode.Uri, log: vscode.LogOutputChannel): Promise<Language> {
  const module = vscode.Uri.joinPath(extension, "dist", "server.js").fsPath;
  const client = new LanguageClient(
    "stepwise",
    "Stepwise",
    { run: { module, transport: TransportKind.ipc, options: { execArgv } }, debug: { module, transport: TransportKind.ipc } },
    {
      documentSelector: [{ language: "yaml" }, { language: "helm" }, { pattern: "**/*.{yaml,yml}" }],
      outputChannel: log,
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{yaml,yml}"), configurationSection: "stepwise" },
      middleware: {
        async provideCompletionItem(document, position, context, token, next) {
          const proposed = await next(document, position, context, token);
          for (const item of proposed instanceof vscode.CompletionList ? proposed.items : (proposed ?? [])) {
            if (isProposalData("data" in item ? item.data : undefined)) item.command = askAgain;
          }
          return proposed;
        },
      },
    },
  );
  await client.start();
  return {
    forecast: params => client.sendRequest<ForecastAnswer>(forecastMethod, params),
    stop: () => client.stop(),
  };
}
