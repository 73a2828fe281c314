import * as vscode from "vscode";
import type { EmptyView, ForecastView, FromForecast, Scenario, ToForecast } from "../protocol/forecast.ts";
import type { Language } from "./language.ts";
import { pageFor, webviewOptions } from "./page.ts";

// Typing goes on while a forecast is made: the newest text is answered once it has been still this long.
const stillMs = 150;

/** The forecast beside a document: it follows the text while somebody types, and the document's rollout at the cursor. */
export class ForecastPanel {
  readonly #extension: vscode.Uri;
  readonly #language: Language;
  readonly #log: vscode.LogOutputChannel;
  #panel: vscode.WebviewPanel | undefined;
  #document: vscode.TextDocument | undefined;
  #offset = 0;
  #scenario: Partial<Scenario> = {};
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown: ForecastView | EmptyView | undefined;

  constructor(extension: vscode.Uri, language: Language, log: vscode.LogOutputChannel) {
    this.#extension = extension;
    this.#language = language;
    this.#log = log;
  }

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(event => {
        if (event.document === this.#document && event.contentChanges.length > 0) this.#soon();
      }),
      vscode.window.onDidChangeTextEditorSelection(event => {
        if (!this.#panel || event.kind === undefined || event.textEditor.document.languageId !== "yaml") return;
        this.#document = event.textEditor.document;
        this.#offset = event.textEditor.document.offsetAt(event.selections[0]?.active ?? new vscode.Position(0, 0));
        this.#soon();
      }),
      vscode.window.registerWebviewPanelSerializer("stepwise.forecast", { deserializeWebviewPanel: async panel => this.#adopt(panel) }),
      { dispose: () => this.#panel?.dispose() },
    );
  }

  /** Shows the forecast of the rollout at an offset of a document, beside it. */
  async show(document: vscode.TextDocument, offset: number): Promise<void> {
    this.#document = document;
    this.#offset = offset;
    if (this.#panel) this.#panel.reveal(undefined, true);
    else
      this.#adopt(
        vscode.window.createWebviewPanel(
          "stepwise.forecast",
          "Forecast",
          { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
          webviewOptions(this.#extension),
        ),
      );
    await this.#ask();
  }

  /** The view that is shown, for tests. */
  get shown(): ForecastView | EmptyView | undefined {
    return this.#shown;
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    panel.webview.options = webviewOptions(this.#extension);
    panel.iconPath = new vscode.ThemeIcon("graph-line");
    panel.webview.onDidReceiveMessage((message: FromForecast) => this.#hear(message));
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    panel.webview.html = pageFor(panel.webview, this.#extension, "forecast");
  }

  #hear(message: FromForecast): void {
    switch (message.type) {
      case "ready":
        if (this.#shown) this.#post({ type: "show", view: this.#shown });
        else void this.#ask();
        return;
      case "scenario":
        this.#scenario = message.scenario;
        void this.#ask();
        return;
      case "reveal":
        void this.#reveal(message.at);
        return;
      case "command":
        // Only commands of our own: what comes from a page is not trusted with others.
        if (message.command.startsWith("stepwise.")) void vscode.commands.executeCommand(message.command);
        return;
    }
  }

  async #reveal(at: { readonly start: number; readonly end: number }): Promise<void> {
    const document = this.#document;
    if (!document) return;
    const range = new vscode.Range(document.positionAt(at.start), document.positionAt(at.end));
    const column = vscode.window.visibleTextEditors.find(editor => editor.document === document)?.viewColumn ?? vscode.ViewColumn.One;
    await vscode.window.showTextDocument(document, { selection: range, viewColumn: column });
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), stillMs);
  }

  async #ask(): Promise<void> {
    const document = this.#document;
    if (!this.#panel) return;
    if (!document) {
      this.#show({ kind: "empty", title: "Forecast", sentence: "Open a Rollout or a Canary: this view then says what it will do." });
      return;
    }
    const number = ++this.#asked;
    try {
      const view = await this.#language.forecast({ uri: document.uri.toString(), offset: this.#offset, scenario: this.#scenario });
      // A slower, older answer never replaces a newer one.
      if (number === this.#asked) this.#show(view);
    } catch (error) {
      this.#log.error(`forecast: ${String(error)}`);
      if (number === this.#asked)
        this.#post({
          type: "show",
          view: {
            kind: "broken",
            title: "Forecast",
            sentence:
              "The forecast of this text failed, which is a mistake of ours. The log (Output, Stepwise) has the details for a report.",
          },
        });
    }
  }

  #show(view: ForecastView | EmptyView): void {
    this.#shown = view;
    if (this.#panel) this.#panel.title = view.kind === "forecast" ? `Forecast: ${view.title.split(" · ")[0] ?? ""}` : "Forecast";
    this.#post({ type: "show", view });
  }

  #post(message: ToForecast): void {
    void this.#panel?.webview.postMessage(message);
  }
}
