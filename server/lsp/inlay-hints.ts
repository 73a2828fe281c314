import type { InlayHint, Range } from "vscode-languageserver/node";
import type { Feature } from "./feature.ts";
import { contained, turn } from "./session.ts";
import { canonical } from "./uri.ts";

/** Beside each step: the time that has passed, the traffic and the pods. */
export const inlayHintsFeature: Feature = {
  name: "inlay hints",
  capability: () => ({ inlayHintProvider: true }),
  start(session) {
    session.connection.languages.inlayHint.on(
      contained(session, "textDocument/inlayHint", null, async ({ textDocument, range }, token): Promise<InlayHint[]> => {
        const uri = canonical(textDocument.uri);
        const hints: InlayHint[] = [];
        for (const window of windows(session.rangeOf(uri, session.spanOf(uri, range)))) {
          for (const hint of session.service.inlayHints(uri, session.spanOf(uri, window)))
            hints.push({
              position: session.rangeOf(uri, { start: hint.at, end: hint.at }).start,
              label: hint.text,
              tooltip: hint.tooltip,
              paddingLeft: true,
            });
          // Some editors ask for a whole file: others wait meanwhile, and the answer may not be wanted any more.
          await turn();
          if (token.isCancellationRequested) break;
        }
        return hints;
      }),
    );
    // What a template or a Deployment in another file says changes the hints of this one.
    session.changed.listen(() => {
      if (session.client.workspace?.inlayHint?.refreshSupport) void session.connection.languages.inlayHint.refresh();
    });
  },
};

// About a screen: what most editors ask for.
const screen = 100;

/** A range in pieces of whole lines. Hints stand at ends of lines, so each is in one piece. */
function windows({ start, end }: Range): readonly Range[] {
  const pieces: Range[] = [];
  for (let line = start.line; line <= end.line; line += screen) {
    const last = line + screen > end.line;
    const from = line === start.line ? start : { line, character: 0 };
    pieces.push({ start: from, end: last ? end : { line: line + screen - 1, character: Number.MAX_SAFE_INTEGER } });
  }
  return pieces;
}
