import type { SemanticTokens } from "vscode-languageserver/node";
import type { Span } from "../../core/base/span.ts";
import type { Token } from "../../core/base/token.ts";
import type { Feature } from "./feature.ts";
import { SemanticTokensBuilder, SemanticTokenTypes } from "./language-server.ts";
import { contained, type Session } from "./session.ts";
import { canonical } from "./uri.ts";

/** Colours of PromQL and of conditions inside YAML. */
export const semanticTokensFeature: Feature = {
  name: "semantic tokens",
  capability: () => ({
    semanticTokensProvider: { legend: { tokenTypes: Object.values(types), tokenModifiers: [] }, full: true, range: true },
  }),
  start(session) {
    const { semanticTokens } = session.connection.languages;
    const none: SemanticTokens = { data: [] };
    semanticTokens.on(
      contained(session, "textDocument/semanticTokens/full", none, ({ textDocument }) => tokensOf(session, canonical(textDocument.uri))),
    );
    semanticTokens.onRange(
      contained(session, "textDocument/semanticTokens/range", none, ({ textDocument, range }) => {
        const uri = canonical(textDocument.uri);
        return tokensOf(session, uri, session.spanOf(uri, range));
      }),
    );
  },
};

const types = {
  comment: SemanticTokenTypes.comment,
  function: SemanticTokenTypes.function,
  keyword: SemanticTokenTypes.keyword,
  label: SemanticTokenTypes.property,
  number: SemanticTokenTypes.number,
  operator: SemanticTokenTypes.operator,
  string: SemanticTokenTypes.string,
  template: SemanticTokenTypes.macro,
  variable: SemanticTokenTypes.variable,
} as const satisfies Record<Token["sort"], SemanticTokenTypes>;

const order = Object.keys(types);

function tokensOf(session: Session, uri: string, range?: Span): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const token of session.service.tokens(uri, range)) {
    const { start } = session.rangeOf(uri, token);
    builder.push(start.line, start.character, session.lengthOf(uri, token), order.indexOf(token.sort), 0);
  }
  return builder.build();
}
