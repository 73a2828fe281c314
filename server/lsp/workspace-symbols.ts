import type { WorkspaceSymbol } from "vscode-languageserver/node";
import type { Feature } from "./feature.ts";
import { contained } from "./session.ts";
import { symbolKinds } from "./symbol-kinds.ts";

/** The objects of all files, and their parts that have names. */
export const workspaceSymbolsFeature: Feature = {
  name: "workspace symbols",
  capability: () => ({ workspaceSymbolProvider: true }),
  start(session) {
    session.connection.onWorkspaceSymbol(
      contained(session, "workspace/symbol", null, ({ query }): WorkspaceSymbol[] =>
        session.service.workspaceSymbols(query).map(({ name, sort, at, inside }) => ({
          name,
          kind: symbolKinds[sort],
          location: session.locationOf(at),
          ...(inside === undefined ? {} : { containerName: inside }),
        })),
      ),
    );
  },
};
