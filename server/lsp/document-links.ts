import type { DocumentLink } from "vscode-languageserver/node";
import type { Link } from "../service/index.ts";
import type { Feature } from "./feature.ts";
import { rulePage } from "./rule-pages.ts";
import { contained, type Session } from "./session.ts";
import { canonical } from "./uri.ts";

/** From a name to the file of its object, and from a silenced rule to its page. */
export const documentLinksFeature: Feature = {
  name: "document links",
  capability: () => ({ documentLinkProvider: { resolveProvider: false } }),
  start(session) {
    session.connection.onDocumentLinks(
      contained(session, "textDocument/documentLink", null, ({ textDocument }): DocumentLink[] => {
        const uri = canonical(textDocument.uri);
        return session.service.links(uri).flatMap(link => {
          const target = targetOf(session, link);
          return target === undefined ? [] : [{ range: session.rangeOf(uri, link.at), ...target }];
        });
      }),
    );
  },
};

function targetOf(session: Session, link: Link): Pick<DocumentLink, "target" | "tooltip"> | undefined {
  if (link.to === "rule") {
    const page = rulePage(link.code);
    return page === undefined ? undefined : { target: page, tooltip: `What ${link.code} says` };
  }
  const { uri, range } = session.locationOf(link.place);
  // Editors read a line behind `#L`, counted from 1; what has a fragment already keeps it.
  const target = uri.includes("#") ? uri : `${uri}#L${range.start.line + 1},${range.start.character + 1}`;
  return { target, tooltip: `To ${decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1))}` };
}
