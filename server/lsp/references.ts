import type { Location } from "vscode-languageserver/node";
import type { Feature } from "./feature.ts";
import { contained } from "./session.ts";
import { canonical } from "./uri.ts";

/** Every place that names an object, in all files. */
export const referencesFeature: Feature = {
  name: "references",
  capability: () => ({ referencesProvider: true }),
  start(session) {
    session.connection.onReferences(
      contained(session, "textDocument/references", null, async ({ textDocument, position, context }): Promise<Location[]> => {
        // Until every file has been read, some of the places are not known.
        await session.scanned.promise;
        const uri = canonical(textDocument.uri);
        return session.service.references(uri, session.offsetAt(uri, position), context.includeDeclaration).map(session.locationOf);
      }),
    );
  },
};
