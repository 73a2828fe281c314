import type { CompletionItem, CompletionList } from "vscode-languageserver/node";
import type { ProposalData } from "../../protocol/server.ts";
import { type Proposal, plainOf } from "../service/index.ts";
import type { Feature } from "./feature.ts";
import { CompletionItemKind, InsertTextFormat, InsertTextMode, MarkupKind } from "./language-server.ts";
import { contained, type Session } from "./session.ts";
import { canonical } from "./uri.ts";

/** Completion of keys, values, names and wholes. */
export const completionFeature: Feature = {
  name: "completion",
  capability: () => ({ completionProvider: { triggerCharacters: [" ", ":", "-", "{", "["] } }),
  start(session) {
    session.connection.onCompletion(
      contained(session, "textDocument/completion", null, ({ textDocument, position }): CompletionList => {
        const uri = canonical(textDocument.uri);
        const proposals = session.service.completion(uri, session.offsetAt(uri, position));
        return { isIncomplete: false, items: proposals.map(proposal => toItem(session, uri, proposal)) };
      }),
    );
  },
};

const goesOn: ProposalData = { goesOn: true };

const kinds = {
  field: CompletionItemKind.Property,
  step: CompletionItemKind.Event,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
} as const satisfies Record<Proposal["sort"], CompletionItemKind>;

function toItem(session: Session, uri: string, proposal: Proposal): CompletionItem {
  const item = session.client.textDocument?.completion?.completionItem;
  const snippets = item?.snippetSupport === true;
  const markdown = item?.documentationFormat?.includes(MarkupKind.Markdown) ?? false;
  const adjusts = item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.adjustIndentation) ?? false;
  return {
    label: proposal.label,
    kind: kinds[proposal.sort],
    detail: proposal.detail,
    sortText: `${proposal.rank.toFixed(2)} ${proposal.label}`,
    filterText: proposal.label,
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: session.rangeOf(uri, proposal.replace), newText: snippets ? proposal.insert : plainOf(proposal.insert) },
    ...(adjusts ? { insertTextMode: InsertTextMode.adjustIndentation } : {}),
    ...(proposal.goesOn ? { data: goesOn } : {}),
    ...(proposal.documentation === undefined
      ? {}
      : { documentation: { kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: proposal.documentation } }),
  };
}
