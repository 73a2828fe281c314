import type { DocumentHighlight } from "vscode-languageserver/node";
import type { Feature } from "./feature.ts";
import { contained } from "./session.ts";
import { canonical } from "./uri.ts";

/** Every place of the open file that names the same object, or the same part of one. */
export const documentHighlightFeature: Feature = {
  name: "document highlight",
  capability: () => ({ documentHighlightProvider: true }),
  start(session) {
    session.connection.onDocumentHighlight(
      contained(session, "textDocument/documentHighlight", null, ({ textDocument, position }): DocumentHighlight[] | null => {
        const uri = canonical(textDocument.uri);
        const places = session.service.highlights(uri, session.offsetAt(uri, position));
        // Without an answer an editor marks the same words, which is right of everything else.
        return places.length > 0 ? places.map(place => ({ range: session.rangeOf(uri, place) })) : null;
      }),
    );
  },
};
