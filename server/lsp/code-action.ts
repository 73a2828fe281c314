import type { CodeAction } from "vscode-languageserver/node";
import { toDiagnostic } from "./diagnostics.ts";
import type { Feature } from "./feature.ts";
import { CodeActionKind } from "./language-server.ts";
import { contained } from "./session.ts";
import { canonical } from "./uri.ts";

/** Repairs of findings, and the comments that silence them. */
export const codeActionFeature: Feature = {
  name: "code action",
  capability: () => ({ codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } }),
  start(session) {
    session.connection.onCodeAction(
      contained(session, "textDocument/codeAction", null, ({ textDocument, range, context }): CodeAction[] => {
        const uri = canonical(textDocument.uri);
        const wanted = context.only;
        if (wanted && !wanted.some(kind => CodeActionKind.QuickFix.startsWith(kind))) return [];
        return session.service.codeActions(uri, session.spanOf(uri, range)).map(action => ({
          title: action.title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [toDiagnostic(session, uri, action.problem)],
          ...(action.preferred ? { isPreferred: true } : {}),
          edit: {
            changes: { [textDocument.uri]: action.edits.map(edit => ({ range: session.rangeOf(uri, edit.at), newText: edit.text })) },
          },
        }));
      }),
    );
  },
};
