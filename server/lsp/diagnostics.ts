import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver/node";
import type { Problem, Severity } from "../../core/base/problem.ts";
import type { Scope } from "../service/index.ts";
import type { Feature } from "./feature.ts";
import { DiagnosticSeverity } from "./language-server.ts";
import { rulePage } from "./rule-pages.ts";
import { contained, report, type Session, turn } from "./session.ts";
import { canonical } from "./uri.ts";

/** How long nobody types before everything is checked again. */
const pause = 150;

/**
 * Findings. A client that pulls is answered from memory and told to pull again when typing pauses; to the others they are pushed,
 * the quick ones with the keystroke.
 */
export const diagnosticsFeature: Feature = {
  name: "diagnostics",
  capability: client =>
    pulls(client) ? { diagnosticProvider: { identifier: "stepwise", interFileDependencies: true, workspaceDiagnostics: false } } : {},
  start(session) {
    const typing = new Map<string, NodeJS.Timeout>();
    const told = tellings();
    const scopeOf = (uri: string): Scope => (!session.scanned.done ? "own" : typing.has(uri) ? "fast" : "all");
    const find = (uri: string): Diagnostic[] => diagnosticsOf(session, uri, scopeOf(uri));
    const push = (uri: string): void => {
      const document = session.open.get(uri);
      if (!document || pulls(session.client)) return;
      const diagnostics = find(uri);
      // A client that has seen this very answer need not see it again; an empty one it has seen when it opened the document.
      if (told.isNews(uri, diagnostics, document.version)) {
        void session.connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
      }
    };
    // Everything, in slices: an edit that comes in between makes the rest pointless, and has a pause of its own.
    const everything = async (): Promise<void> => {
      for (const uri of session.open.keys()) {
        while (!typing.has(uri) && session.scanned.done && !session.service.settle(uri)) await turn();
        if (!typing.has(uri)) push(uri);
      }
      if (pulls(session.client) && session.client.workspace?.diagnostics?.refreshSupport)
        session.connection.languages.diagnostics.refresh();
    };
    const settle = (): void => void everything().catch(crash => report(session, "diagnostics", crash));
    session.opened.listen(uri => contain(session, () => push(uri)));
    session.typed.listen(uri => {
      clearTimeout(typing.get(uri));
      typing.set(
        uri,
        setTimeout(() => {
          typing.delete(uri);
          settle();
        }, pause),
      );
      contain(session, () => push(uri));
    });
    session.closed.listen(uri => {
      clearTimeout(typing.get(canonical(uri)));
      typing.delete(canonical(uri));
      told.forget(canonical(uri));
      if (!pulls(session.client)) void session.connection.sendDiagnostics({ uri, diagnostics: [] });
    });
    session.changed.listen(settle);
    session.connection.languages.diagnostics.on(
      contained(
        session,
        "textDocument/diagnostic",
        { kind: "full", items: [] } as DocumentDiagnosticReport,
        async (params): Promise<DocumentDiagnosticReport> => {
          const uri = canonical(params.textDocument.uri);
          const again = session.client.workspace?.diagnostics?.refreshSupport;
          // Who cannot be told to ask again gets the whole answer now.
          if (!again) await session.scanned.promise;
          const items = again ? find(uri) : diagnosticsOf(session, uri, "all");
          const resultId = told.nameOf(uri, items);
          return resultId === params.previousResultId ? { kind: "unchanged", resultId } : { kind: "full", resultId, items };
        },
      ),
    );
  },
};

function pulls(client: Session["client"]): boolean {
  return client.textDocument?.diagnostic !== undefined;
}

function contain(session: Session, work: () => void): void {
  try {
    work();
  } catch (crash) {
    report(session, "diagnostics", crash);
  }
}

/** What was told last of each document, so that equal answers have equal names and are told once. */
function tellings() {
  const last = new Map<string, { readonly text: string; readonly name: string; version: number | undefined }>();
  let names = 0;
  const tell = (uri: string, items: readonly Diagnostic[]) => {
    const text = JSON.stringify(items);
    const known = last.get(uri);
    if (known?.text === text) return known;
    const telling = { text, name: String(++names), version: undefined as number | undefined };
    last.set(uri, telling);
    return telling;
  };
  return {
    nameOf: (uri: string, items: readonly Diagnostic[]): string => tell(uri, items).name,
    isNews(uri: string, items: readonly Diagnostic[], version: number): boolean {
      const telling = tell(uri, items);
      const news = telling.version !== version;
      telling.version = version;
      return news;
    },
    forget: (uri: string): void => void last.delete(uri),
  };
}

// What editors show of a file at most, and more than anybody reads. `stepwise check` says all.
const most = 1000;

function diagnosticsOf(session: Session, uri: string, scope: Scope): Diagnostic[] {
  const found = session.service.diagnostics(uri, scope);
  if (found.length <= most) return found.map(problem => toDiagnostic(session, uri, problem));
  const worst = found.toSorted((a, b) => severities[a.severity] - severities[b.severity]).slice(0, most);
  const left = found.length - most;
  const rest: Diagnostic = {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    severity: DiagnosticSeverity.Information,
    code: "internal/more-findings",
    source: "stepwise",
    message: `${left} more findings in this file are not shown. \`stepwise check\` says them all.`,
  };
  return [rest, ...worst.map(problem => toDiagnostic(session, uri, problem))];
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Severity, DiagnosticSeverity>;

/** A finding as LSP has it. */
export function toDiagnostic(session: Session, uri: string, problem: Problem): Diagnostic {
  const page = rulePage(problem.code);
  const related = problem.related?.map(({ place, message }) => ({ location: session.locationOf(place), message }));
  return {
    range: session.rangeOf(uri, problem.at),
    severity: severities[problem.severity],
    code: problem.code,
    ...(page && session.client.textDocument?.publishDiagnostics?.codeDescriptionSupport ? { codeDescription: { href: page } } : {}),
    source: "stepwise",
    message: problem.message,
    ...(related && session.client.textDocument?.publishDiagnostics?.relatedInformation !== false ? { relatedInformation: related } : {}),
  };
}
