import type { CodeLens } from "vscode-languageserver/node";
import type { Feature } from "./feature.ts";
import { contained } from "./session.ts";
import { canonical } from "./uri.ts";

/** `Simulate` above what is rolled out. */
export const codeLensFeature: Feature = {
  name: "code lens",
  capability: () => ({ codeLensProvider: { resolveProvider: false } }),
  start(session) {
    session.connection.onCodeLens(
      contained(session, "textDocument/codeLens", null, ({ textDocument }): CodeLens[] => {
        const uri = canonical(textDocument.uri);
        return session.service.codeLenses(uri).map(lens => ({
          range: session.rangeOf(uri, lens.at),
          // The client's own name for the file, since its command gets it back.
          command: { title: lens.title, command: lens.command, arguments: [textDocument.uri, ...lens.arguments.slice(1)] },
        }));
      }),
    );
  },
};
