import type { DocumentSymbol } from "vscode-languageserver/node";
import type { SymbolInFile } from "../service/index.ts";
import type { Feature } from "./feature.ts";
import { contained, type Session } from "./session.ts";
import { symbolKinds } from "./symbol-kinds.ts";
import { canonical } from "./uri.ts";

/** The objects of a file and their parts. */
export const symbolsFeature: Feature = {
  name: "symbols",
  capability: () => ({ documentSymbolProvider: true }),
  start(session) {
    session.connection.onDocumentSymbol(
      contained(session, "textDocument/documentSymbol", null, ({ textDocument }): DocumentSymbol[] => {
        const uri = canonical(textDocument.uri);
        return session.service.symbols(uri).map(symbol => toSymbol(session, uri, symbol));
      }),
    );
  },
};

function toSymbol(session: Session, uri: string, symbol: SymbolInFile): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.sort],
    range: session.rangeOf(uri, symbol.at),
    selectionRange: session.rangeOf(uri, symbol.nameAt),
    children: symbol.children.map(child => toSymbol(session, uri, child)),
  };
}
