import type { SelectionRange } from "vscode-languageserver/node";
import type { Feature } from "./feature.ts";
import { contained, type Session } from "./session.ts";
import { canonical } from "./uri.ts";

/** What a selection grows to: value, entry, item, step, strategy, document. */
export const selectionFeature: Feature = {
  name: "selection",
  capability: () => ({ selectionRangeProvider: true }),
  start(session) {
    session.connection.onSelectionRanges(
      contained(session, "textDocument/selectionRange", null, ({ textDocument, positions }): SelectionRange[] => {
        const uri = canonical(textDocument.uri);
        return positions.map(position => chain(session, uri, session.offsetAt(uri, position)));
      }),
    );
  },
};

function chain(session: Session, uri: string, offset: number): SelectionRange {
  const ranges = session.service.selections(uri, offset).map(span => session.rangeOf(uri, span));
  const outermost: SelectionRange = { range: ranges.at(-1) ?? session.rangeOf(uri, { start: offset, end: offset }) };
  return ranges.slice(0, -1).reduceRight<SelectionRange>((parent, range) => ({ range, parent }), outermost);
}
