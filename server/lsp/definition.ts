import type { Definition, DefinitionLink } from "vscode-languageserver/node";
import type { Feature } from "./feature.ts";
import { contained } from "./session.ts";
import { canonical } from "./uri.ts";

/** From the name of another object to where it is written. */
export const definitionFeature: Feature = {
  name: "definition",
  capability: () => ({ definitionProvider: true }),
  start(session) {
    session.connection.onDefinition(
      contained(session, "textDocument/definition", null, ({ textDocument, position }): Definition | DefinitionLink[] | null => {
        const uri = canonical(textDocument.uri);
        const found = session.service.definition(uri, session.offsetAt(uri, position));
        if (!found) return null;
        const targets = found.targets.map(session.locationOf);
        if (!session.client.textDocument?.definition?.linkSupport) return targets;
        return targets.map(({ uri: targetUri, range }) => ({
          originSelectionRange: session.rangeOf(uri, found.origin),
          targetUri,
          targetRange: range,
          targetSelectionRange: range,
        }));
      }),
    );
  },
};
