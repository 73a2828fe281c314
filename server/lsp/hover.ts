import type { Hover } from "vscode-languageserver/node";
import type { Feature } from "./feature.ts";
import { MarkupKind } from "./language-server.ts";
import { contained } from "./session.ts";
import { canonical } from "./uri.ts";

/** What a field means. */
export const hoverFeature: Feature = {
  name: "hover",
  capability: () => ({ hoverProvider: true }),
  start(session) {
    session.connection.onHover(
      contained(session, "textDocument/hover", null, ({ textDocument, position }): Hover | null => {
        const uri = canonical(textDocument.uri);
        const found = session.service.hover(uri, session.offsetAt(uri, position));
        if (!found) return null;
        const markdown = session.client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? true;
        const value = markdown ? found.markdown : found.markdown.replaceAll("**", "").replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, "$1: $2");
        return { range: session.rangeOf(uri, found.at), contents: { kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value } };
      }),
    );
  },
};
