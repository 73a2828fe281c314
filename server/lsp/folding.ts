import type { FoldingRange } from "vscode-languageserver/node";
import type { Feature } from "./feature.ts";
import { FoldingRangeKind } from "./language-server.ts";
import { contained } from "./session.ts";
import { canonical } from "./uri.ts";

/** Documents, steps, metrics and whatever else goes on over several lines. */
export const foldingFeature: Feature = {
  name: "folding",
  capability: () => ({ foldingRangeProvider: true }),
  start(session) {
    session.connection.onFoldingRanges(
      contained(session, "textDocument/foldingRange", null, ({ textDocument }): FoldingRange[] | null => {
        const folds = session.service.folds(canonical(textDocument.uri));
        const most = session.client.textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY;
        return (
          folds?.slice(0, most).map(({ from, to, comment }) => ({
            startLine: from,
            endLine: to,
            ...(comment ? { kind: FoldingRangeKind.Comment } : {}),
          })) ?? null
        );
      }),
    );
  },
};
